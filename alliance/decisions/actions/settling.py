"""What has come due is settled by the system, before anybody's next wish is looked at."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from alliance.calendar.rules import day_of
from alliance.decisions.actions.climbing import climb, climb_due
from alliance.decisions.actions.conditions import name_conditions
from alliance.decisions.actions.looking import close_where_complete, looked_again
from alliance.decisions.actions.reserved import ratify_use, use_where_in_effect
from alliance.decisions.actions.sealing import tend
from alliance.decisions.actions.standing import book_in_force, state_of
from alliance.decisions.count.electorate import State
from alliance.decisions.count.looking import Finding
from alliance.decisions.count.outcome import Outcome, outcome_body, outcome_of
from alliance.decisions.count.states import lives_before
from alliance.decisions.count.tally import Result
from alliance.decisions.history import opening_of, story, texts
from alliance.decisions.models import HOLDS, STANDING, Life, Proposal, SealedBallot
from alliance.door import clock
from alliance.door.access import Caller
from alliance.door.action import Act, action
from alliance.door.refusals import Refused
from alliance.ladder.writes import due
from alliance.ledger.prepared import Prepared

ONCE_HELD = tuple(
    sorted(lives_before("reversed"))
)  # what has ended by itself can still be reversed or replaced


def settle(act: Act) -> None:
    """Settle what is due: votes at their deadline, looks back whose time is over, uses that expired, boards that did not
    ratify in time, rungs of a deadlock. Votes come first: one that was carried in time may let a use stand. One query
    where nothing is, for every action asks it while all others wait."""
    if not _anything_here.rows(alliance=act.alliance, at=act.at, day=act.at.date()):
        return
    due_now = list(_due_here.rows(alliance=act.alliance, at=act.at, day=act.at.date()))
    for proposal in due_now:
        tend(act, proposal)
        if not proposal.result:
            _end_vote(act, proposal)
    for proposal in due_now:
        _settle_later(act, proposal)
    climb_due(act)


def _end_vote(act: Act, proposal: Proposal) -> None:
    if proposal.closes_at <= act.at:
        conclude(act, proposal)
    else:
        close_if_ended(act, proposal)


def _due(at: datetime, day: date, **here: Any) -> QuerySet[Proposal]:
    """What may be due at the instant `at`, sealed rounds too; an expiry by its `day` in UTC, which `_settle_later` takes to local time."""
    first, *more = _ways(at, day, **here)
    return Proposal.objects.filter(id__in=first.union(*more, all=True))


def _ways(at: datetime, day: date, **here: Any) -> list[QuerySet[Any, Any]]:
    """The ids of what is due in each way. Each is looked up by an index of its own, so that decisions by the thousand cost
    nothing; `here` narrows each."""
    ways = (
        Q(result="", closes_at__lte=at),
        Q(review_closes_at__lte=at),
        Q(life__in=HOLDS, expires_on__lte=day, ratified_by=None),
        Q(life=Life.SUBJECT, long_stop__lte=at),
    )
    found = [Proposal.objects.filter(way, **here).order_by().values_list("id", flat=True) for way in ways]
    return [SealedBallot.objects.filter(**here).values_list("proposal", flat=True), *found]


def _anything(at: datetime, day: date, **here: Any) -> QuerySet[Any, Any]:
    """The ids of decisions, and of deadlocks, of which something may be due."""
    first, *more = _ways(at, day, **here)
    return first.union(*more, due(at).filter(**here).order_by().values_list("id", flat=True), all=True)


_due_here: Prepared[Proposal] = Prepared(
    lambda alliance, at, day: _due(at, day, alliance_id=alliance).order_by("closes_at", "number"),
    alliance=UUID(int=1), at=datetime(1, 1, 2, tzinfo=UTC), day=date(1, 1, 3),
)  # fmt: skip

_anything_here: Prepared[UUID] = Prepared(
    lambda alliance, at, day: _anything(at, day, alliance_id=alliance),
    alliance=UUID(int=1), at=datetime(1, 1, 2, tzinfo=UTC), day=date(1, 1, 3),
)  # fmt: skip


def _settle_later(act: Act, proposal: Proposal) -> None:
    """What comes due after the vote: the end of a look back, and of a use that named its last day."""
    zone = book_in_force(act)[1].time_zone
    proposal.refresh_from_db()
    if proposal.review_closes_at is not None and proposal.review_closes_at <= act.at:
        close_where_complete(act, proposal, zone)
    over = proposal.expires_on is not None and proposal.expires_on < day_of(act.at, zone)
    if over and proposal.life in HOLDS and proposal.ratified_by_id is None:
        act.as_system("decision.lapsed", {"proposal": str(proposal.id)})
    if proposal.life == Life.SUBJECT and proposal.long_stop and proposal.long_stop <= act.at:
        act.as_system("decision.lapsed", {"proposal": str(proposal.id), "why": "long_stop"})


def conclude(act: Act, proposal: Proposal) -> None:
    """Write the outcome of a vote that has ended, and what follows from it at once."""
    state = state_of(act, proposal)
    ended = outcome_of(state, act.at)
    act.as_system("outcome.computed", outcome_body(str(proposal.id), ended))
    name_conditions(act, proposal, state, ended)
    take_effect(act, proposal, ended)
    climb(act, proposal)


def take_effect(act: Act, proposal: Proposal, ended: Outcome) -> None:
    """What a decision brings about once it is in effect; nothing while boards must ratify it, and never as advice."""
    use_where_in_effect(act, proposal)
    proposal.refresh_from_db()
    if ended.result is Result.CARRIED and proposal.effective_from is not None:
        _change_others(act, proposal, ended)


def close_if_ended(act: Act, proposal: Proposal, state: State | None = None) -> None:
    """Conclude a vote that the last event has ended (unanimity, or an early close); `state` where it is known already."""
    if (state or state_of(act, proposal)).ending is not None:
        conclude(act, proposal)


def _change_others(act: Act, proposal: Proposal, ended: Outcome) -> None:
    """A carried reversal, replacement or look back says so on the decision it is about, whose own text stays untouched."""
    first = opening_of(story(act.alliance, proposal.id))
    opened = first.body
    by = {"by_proposal": str(proposal.id)}
    part = {"in_part": True} if opened.get("in_part") else {}
    looked = opened.get("looks_again_at")
    for one in _living([opened.get("reverses")], ONCE_HELD):
        if one == looked and _living([looked], STANDING):
            looked_again(act, proposal, ended.counts, Finding.ENDED)
        else:
            act.as_system("decision.reversed", {"proposal": one} | by)
    for one in _living(opened.get("supersedes", ()), ONCE_HELD):
        note = texts(act.alliance, [first]).get(first.seq, {}).get("scope_note", "")
        act.as_system(
            "decision.superseded", {"proposal": one} | by | part, **({"scope_note": note} if note else {})
        )
    ratify_use(act, proposal)
    if "reverses" not in opened and _living([looked], STANDING):
        changed = looked in opened.get("supersedes", ())
        looked_again(act, proposal, ended.counts, Finding.AMENDED if changed else Finding.CONTINUE)


def _living(ids: Iterable[str | None], lives: Iterable[str]) -> list[str]:
    """Those decisions of which one of `lives` holds, in the order given."""
    wanted = [one for one in ids if one]
    held = set(Proposal.objects.filter(id__in=wanted, life__in=lives).values_list("id", flat=True))
    return [one for one in wanted if UUID(one) in held]


def _system_only(act: Act, arguments: object) -> Refused | None:
    return None


@action("proposal.settle", needs=_system_only, first=settle)
def settle_due(act: Act) -> str | Refused:
    """Settle what is due; the prelude of every action does it, so that this one has nothing left to do."""
    return str(act.alliance)


def settle_everywhere() -> None:
    """The worker's tick: each alliance where something is due settles it, as the system."""
    now = clock.now()
    found = (_due(now, now.date()), due(now))
    for alliance in {one for rows in found for one in rows.values_list("alliance_id", flat=True)}:
        settle_due(Caller(alliance, None))
