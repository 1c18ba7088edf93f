"""What a filter of the register means, in one place."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Unpack
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Coalesce

from alliance.calendar.rules import DAY
from alliance.contract.models import Alliance
from alliance.decisions.afterwards import NEEDS_ACT
from alliance.decisions.count.electorate import State
from alliance.decisions.count.outcome import outcome_of
from alliance.decisions.count.replay import replay
from alliance.decisions.count.tally import Result
from alliance.decisions.history import stories
from alliance.decisions.models import HOLDS, STANDING, Life, Proposal
from alliance.decisions.sealed.opening import as_it_stands
from alliance.decisions.search.engine import having
from alliance.decisions.search.folding import MOST_ASKED, words
from alliance.decisions.search.wanted import Wanted
from alliance.door.access import Viewer

OVER = (Life.ENDED, Life.REVERSED, Life.SUPERSEDED)
LIVES = {"in_force": [*STANDING], "ended": [*OVER, Life.LAPSED]}
EVER_HELD = (
    *HOLDS,
    *OVER,
)  # lives in which a decision is or was in force, between the two instants that its row knows
REFERENCE = re.compile(r"D-?0*(\d{1,8})", re.IGNORECASE)
LAST_DAY = date(9998, 12, 31)  # the end of a later day is no instant that can be told
SINCE = Case(When(matter__in=NEEDS_ACT, then=F("used_at")), default=Coalesce("effective_from", "decided_at"))


def filtered(viewer: Viewer, now: datetime, **wanted: Unpack[Wanted]) -> QuerySet[Proposal]:
    """The proposals that fit, the newest first: the register ranks nothing by value, so neither does a search in it."""
    found = Proposal.objects.filter(alliance_id=viewer.alliance).filter(
        _state(viewer, wanted.get("state", ""), now)
    )
    plain = {"matter": "matter", "proposer": "org__code", "year": "opened_at__year"}
    found = found.filter(**{plain[name]: value for name, value in wanted.items() if name in plain and value})
    if objective := wanted.get("objective"):
        fits = Q(objectives__regex=rf"(^| ){objective}( |$)") if objective.isalnum() else Q(pk__in=[])
        found = found.filter(fits)
    for condition in _having(wanted.get("text", "")):
        found = found.filter(condition)
    return _in_force(viewer, found, day) if (day := wanted.get("on")) else found


def states(viewer: Viewer, rows: list[Proposal], now: datetime) -> dict[UUID, State]:
    """By proposal, how its vote stands now; two queries."""
    found, _ = as_it_stands(viewer.alliance, stories(viewer.alliance, [row.id for row in rows]), now)
    return {key: replay(events, now) for key, events in found.items()}


def _having(text: str) -> Iterator[Q]:
    """Every word of the question stands somewhere in the proposal, or the question is its reference."""
    asked = words(text)[:MOST_ASKED]
    if reference := REFERENCE.fullmatch(text.strip()):
        yield Q(number=int(reference[1]))
    elif text.strip():
        yield from (Q(id__in=having(word)) for word in asked)
        if not asked:
            yield Q(pk__in=[])


def _in_force(viewer: Viewer, found: QuerySet[Proposal], day: date) -> QuerySet[Proposal]:
    """What was in force when the day ended where the alliance is; a decision that waits for an act was not yet."""
    zone = Alliance.objects.values_list("zone", flat=True).get(id=viewer.alliance)
    end = datetime.combine(min(day, LAST_DAY) + DAY, time.min, ZoneInfo(zone))
    begun = found.alias(since=SINCE).filter(since__lt=end, life__in=EVER_HELD)
    return begun.filter(Q(ended_at=None) | Q(ended_at__gte=end))


def _state(viewer: Viewer, state: str, now: datetime) -> Q:
    """Where the scheduler sleeps, a passed deadline counts all the same: a read computes what it means."""
    if state in LIVES:
        return Q(life__in=LIVES[state])
    if state == Result.OPEN:
        return Q(result="", closes_at__gt=now)
    if not state:
        return Q()
    due = list(Proposal.objects.filter(alliance_id=viewer.alliance, result="", closes_at__lte=now))
    found = states(viewer, due, now)
    late = {key for key, folded in found.items() if outcome_of(folded, now).result == state}
    return Q(result=state) | Q(id__in=late)
