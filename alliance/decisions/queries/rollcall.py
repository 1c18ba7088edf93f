"""Votes side by side, as a meeting shows them: who has voted, what the sum is, and what this viewer may do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from alliance.contract import access
from alliance.contract.models import Organisation
from alliance.decisions.count.electorate import State
from alliance.decisions.count.outcome import Outcome, outcome_of, positions, told_sum
from alliance.decisions.count.replay import OPENED, replay
from alliance.decisions.count.tally import Verdict
from alliance.decisions.history import stories
from alliance.decisions.models import Proposal
from alliance.decisions.reading import words
from alliance.decisions.reading.later import Link
from alliance.decisions.sealed.opening import as_it_stands
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.ledger.event import Event
from alliance.links.queries import resolve


@dataclass(frozen=True, slots=True)
class Voice:
    """A member in the roll-call: what it says, as a word and in words; `missing` where its ballot is awaited."""

    org: UUID
    name: str
    position: str
    words: str
    missing: bool


@dataclass(frozen=True, slots=True)
class RollCall:
    """One vote: its sum in words and every member's voice, in charter order. `mine` are those that wait for this viewer."""

    id: UUID
    ref: str
    number: int
    title: str
    url: str
    open: bool
    state: str
    state_words: str
    tag: str
    headline: str
    sum: str
    closes: datetime
    decided_at: datetime | None
    voices: tuple[Voice, ...]
    mine: tuple[str, ...]
    may_vote: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What is the same for all votes: the organisations by id, those this viewer votes for, and the instant."""

    viewer: Viewer
    names: Mapping[str, str]
    own: frozenset[str]
    now: datetime


def roll_calls(viewer: Viewer, proposals: Iterable[UUID]) -> dict[UUID, RollCall]:
    """By proposal, its roll-call; those of other alliances are absent. Five queries, however many."""
    rows = list(
        Proposal.objects.filter(alliance_id=viewer.alliance, id__in=list(proposals)).order_by("number")
    )
    if not rows:
        return {}
    now = clock.now()
    told, _ = as_it_stands(viewer.alliance, stories(viewer.alliance, [row.id for row in rows]), now)
    orgs = Organisation.objects.filter(alliance_id=viewer.alliance)
    mine = access.voices(viewer.alliance, viewer.person, now)
    known = _Known(viewer, {str(org.id): org.name for org in orgs}, frozenset(map(str, mine)), now)
    return {row.id: _call(known, row, replay(told[row.id], max(now, row.opened_at))) for row in rows}


def where_voted(viewer: Viewer, events: Iterable[Event]) -> tuple[Link, ...]:
    """The meeting in which a vote was opened, where it was opened in one that is kept here."""
    refs = [event.body["meeting"] for event in events if event.type == OPENED and "meeting" in event.body]
    found = resolve(viewer, refs).values() if refs else ()
    return tuple(Link("Put to the vote in", one.ref, one.title, one.url) for one in found)


def _call(known: _Known, row: Proposal, state: State) -> RollCall:
    found = outcome_of(state, known.now)
    verdict = Verdict(found.result, found.reason)
    voices = _voices(known, state, found)
    mine = [one for one in voices if str(one.org) in known.own and not state.barred(str(known.viewer.person))]
    is_open, result = found.decided_at is None, str(found.result)
    return RollCall(
        id=row.id, ref=str(row), number=row.number, title=row.title,
        url=reverse("decision", args=[known.viewer.slug, row.number]), open=is_open, state=result,
        state_words=words.state_words(result), tag=words.tag_of(result),
        headline=words.headline(verdict),
        sum=told_sum(state, found.counts, verdict, known.names), closes=state.closes,
        decided_at=found.decided_at, voices=voices, mine=tuple(one.name for one in mine if is_open and one.missing),
        may_vote=is_open and any(str(one.org) in state.eligible for one in mine),
    )  # fmt: skip


def _voices(known: _Known, state: State, found: Outcome) -> tuple[Voice, ...]:
    place = positions(state)
    said = words.POSITIONS if found.decided_at is None else words.DID
    return tuple(
        _voice(org, name, place[org], said, told=org in state.unconfirmed)
        for org, name in known.names.items()
        if org in place
    )


def _voice(org: str, name: str, position: str, said: Mapping[str, str], *, told: bool) -> Voice:
    told = told and position == "silent"
    shown = "Told, not confirmed yet" if told else said[position]
    return Voice(UUID(org), name, position, shown, position == "silent")
