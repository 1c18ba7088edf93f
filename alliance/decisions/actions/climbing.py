"""A vote that failed may be put again; a second failure in a row opens a deadlock, whose ladder the system tells of."""

from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q

from alliance.decisions.actions.standing import book_in_force, found
from alliance.decisions.afterwards import check_renew
from alliance.decisions.count.tally import Result
from alliance.decisions.models import Proposal
from alliance.decisions.reading.rounds import may_deadlock, rounds_of
from alliance.decisions.using import as_decided
from alliance.door.action import Act
from alliance.door.refusals import Refused
from alliance.ladder.models import Case
from alliance.ladder.rules import VOTE_RUNNING, check_put_again, deadlocked
from alliance.ladder.writes import due, follow, open_case, rungs
from alliance.ledger.prepared import Prepared


def climb(act: Act, ended: Proposal) -> None:
    """What the end of a vote does to its issue: it opens a deadlock, moves one on, resolves one, or none of these."""
    if not may_deadlock(ended):
        return
    case, rounds = _open_case(ended.root), rounds_of(_rows(ended.root))
    if case:
        follow(act, case, rounds)
        return
    book = book_in_force(act)[1]
    last = Case.objects.filter(issue=ended.root).last()
    since = [one for one in rounds if not (last and last.ended_at) or one.opened_at >= last.ended_at]
    if failed := deadlocked(since, book.deadlock_rounds):
        open_case(act, ended.root, failed, book)


def climb_due(act: Act) -> None:
    """Tell the log of every rung whose limit has passed."""
    for case in _due_here.rows(alliance=act.alliance, at=act.at):
        follow(act, case, rounds_of(_rows(case.issue)))


_due_here: Prepared[Case] = Prepared(
    lambda alliance, at: due(at).filter(alliance_id=alliance),
    alliance=UUID(int=1), at=datetime(1, 1, 2, tzinfo=UTC),
)  # fmt: skip


def check_renewal(act: Act, number: int | None, matter: str) -> Refused | None:
    """Whether D-`number`, where one is named, may be put to the vote again now, as a matter of this kind."""
    if number is None:
        return None
    row, kind = found(act, number), book_in_force(act)[1].matter(matter)
    rows = _rows(row.root)
    carried = next((str(one) for one in rows if one.result == Result.CARRIED), "")
    rule = kind.rule if kind else None
    return check_renew(as_decided(row), matter, rule, row.rule, carried) or _not_now(act, row.root, rows)


def _not_now(act: Act, issue: UUID, rows: list[Proposal]) -> Refused | None:
    """One vote on an issue at a time, and none during the pause."""
    if any(not one.result for one in rows):
        return VOTE_RUNNING
    case = _open_case(issue)
    if case is None:
        return None
    return check_put_again(rungs(case, rounds_of(rows), act.at)[-1], case.pinned["time_zone"])


def _open_case(issue: UUID) -> Case | None:
    return Case.objects.filter(issue=issue, ended_at=None).first()


def _rows(issue: UUID) -> list[Proposal]:
    return list(Proposal.objects.filter(Q(id=issue) | Q(issue_id=issue)).order_by("opened_at", "number"))
