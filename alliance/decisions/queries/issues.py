"""Where the issues of an alliance stand that were put to the vote more than once: computed, whether or not a worker runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from alliance.contract.actions import current_rulebook
from alliance.contract.matters import Rule
from alliance.contract.rulebook import RuleBook
from alliance.decisions.count.outcome import outcome_of
from alliance.decisions.count.replay import replay
from alliance.decisions.count.tally import Result
from alliance.decisions.history import stories
from alliance.decisions.models import Proposal
from alliance.decisions.queries.proposing import FAILED
from alliance.decisions.reading.later import Deadlocked
from alliance.decisions.reading.rounds import issues_of, round_of
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.ladder.models import Case
from alliance.ladder.rules import Limits, Round, Standing, check_put_again, climbed, deadlocked
from alliance.ladder.words import where_it_stands
from alliance.ladder.writes import rungs


@dataclass(frozen=True, slots=True)
class Deadlock:
    """A deadlock as it stands at an instant. `opened_by` is the failed round that opened it, `rows` and `rounds` all of
    its issue, `reached` every rung so far; `id` is None until the log tells of it."""

    id: UUID | None
    opened_by: Proposal
    opened_at: datetime
    limits: Limits
    rows: tuple[Proposal, ...]
    rounds: tuple[Round, ...]
    reached: tuple[Standing, ...]

    @property
    def zone(self) -> str:
        """The time zone in which its days are counted."""
        return self.limits.time_zone

    @property
    def here(self) -> Standing:
        """Where it stands."""
        return self.reached[-1]

    def ref(self, id: str) -> str:
        """What a round is called."""
        return next((str(row) for row in self.rows if str(row.id) == id), "")


def deadlocks(viewer: Viewer, now: datetime) -> list[Deadlock]:
    """Every deadlock, in the order of their opening; three queries where nothing is overdue."""
    cases = list(Case.objects.filter(alliance_id=viewer.alliance))
    rows = _rows(viewer, {case.issue for case in cases} | _late(viewer, now))
    return sorted(_of_issues(viewer, rows, cases, now), key=lambda one: one.opened_at)


def deadlock_of(viewer: Viewer, row: Proposal, result: str, now: datetime) -> tuple[Deadlocked | None, bool]:
    """What a proposal's page says of the deadlock of its issue, if there is one, and whether the proposal may be put
    again now: it is the last that ended without agreement, and nothing forbids it. No query for a first round that did not fail."""
    if row.issue_id is None and result not in FAILED:
        return None, False
    rows = _rows(viewer, {row.root})
    free = _last_failed(rows) == row and all(one.result not in ("", Result.CARRIED) for one in rows)
    found = _of_issues(viewer, rows, list(Case.objects.filter(issue=row.root)), now)
    if not found:
        return None, free
    last = found[-1]
    url = reverse("deadlock", args=[viewer.slug, last.opened_by.number])
    words = where_it_stands(last.here, last.zone, last.ref(last.here.resolved_by))
    paused = check_put_again(last.here, last.zone) is not None
    return Deadlocked(str(last.opened_by), url, words, last.here.over), free and not paused


def _rows(viewer: Viewer, issues: set[UUID]) -> list[Proposal]:
    """The rounds of these issues by their opening; one query."""
    of_issue = Q(id__in=issues) | Q(issue_id__in=issues)
    return list(
        Proposal.objects.filter(of_issue, alliance_id=viewer.alliance).order_by("opened_at", "number")
    )


def _of_issues(viewer: Viewer, rows: list[Proposal], cases: list[Case], now: datetime) -> list[Deadlock]:
    rounds = _rounds(viewer, rows, now)
    return [
        one
        for root, of in issues_of(rows).items()
        for one in _of_issue(viewer, of, [rounds[row.id] for row in of], [case for case in cases if case.issue == root], now)
    ]  # fmt: skip


def _last_failed(rows: list[Proposal]) -> Proposal | None:
    return next((one for one in reversed(rows) if one.result in FAILED), None)


def _late(viewer: Viewer, now: datetime) -> set[UUID]:
    """The issues of votes whose deadline has passed and that nobody has settled."""
    late = Proposal.objects.filter(
        alliance_id=viewer.alliance, result="", closes_at__lte=now, rule=Rule.UNANIMITY, owner=None
    )
    return {row.root for row in late}


def _rounds(viewer: Viewer, rows: Iterable[Proposal], now: datetime) -> Mapping[UUID, Round]:
    """By proposal, its round; where a vote has ended and is not settled, what it came to is counted."""
    known = list(rows)
    late = stories(viewer.alliance, [row.id for row in known if not row.result and row.closes_at <= now])
    found = {row.id: round_of(row, row.result, row.decided_at) for row in known}
    for row in known:
        if row.id in late:
            ended = outcome_of(replay(late[row.id], now), now)
            found[row.id] = round_of(row, ended.result, ended.decided_at)
    return found


def _of_issue(
    viewer: Viewer, rows: list[Proposal], rounds: list[Round], cases: list[Case], now: datetime
) -> list[Deadlock]:
    """The issue's deadlocks that the log knows, and the one that it does not know yet."""
    by_id = {row.id: row for row in rows}
    known = [
        Deadlock(
            case.id, by_id[case.proposal], case.opened_at, Limits.pinned(case.pinned), tuple(rows), tuple(rounds),
            rungs(case, rounds, now),
        )
        for case in cases
    ]  # fmt: skip
    if known and not known[-1].here.over:
        return known
    return known + _untold(current_rulebook(viewer.alliance), rows, rounds, known, now)


def _untold(
    book: RuleBook, rows: list[Proposal], rounds: list[Round], known: list[Deadlock], now: datetime
) -> list[Deadlock]:
    since = [one for one in rounds if not known or one.opened_at >= known[-1].here.since]
    failed = deadlocked(since, book.deadlock_rounds)
    if not failed or failed[-1].ended_at is None:
        return []
    last, opened = failed[-1], failed[-1].ended_at
    after = [one for one in since if one.opened_at >= opened]
    reached = climbed(opened, Limits.of(book), after, now, clock.holidays())
    by = next(row for row in rows if str(row.id) == last.proposal)
    return [Deadlock(None, by, opened, Limits.of(book), tuple(rows), tuple(rounds), reached)]
