"""What one reading of a decision loads, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alliance.contract import access
from alliance.contract.models import Organisation
from alliance.contract.words.names import called, former_names
from alliance.decisions.count.electorate import State
from alliance.decisions.count.outcome import Outcome, outcome_of
from alliance.decisions.count.replay import replay
from alliance.decisions.history import parted, stories, texts
from alliance.decisions.models import Proposal
from alliance.decisions.sealed.opening import as_it_stands, spoken
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.ledger.event import Event
from alliance.ledger.prepared import Prepared
from alliance.people.models import Person


@dataclass(frozen=True, slots=True)
class Known:
    """What one reading has loaded: the row, its events with texts and state, and the names by id."""

    row: Proposal
    events: list[Event]
    texts: Mapping[int, Mapping[str, str]]
    state: State
    found: Outcome
    orgs: list[Organisation]
    org_names: Mapping[str, str]
    people: Mapping[str, str]
    own: frozenset[str]
    now: datetime


def row_of(viewer: Viewer, number: int) -> Proposal:
    """D-`number`; NotFound where this alliance has none."""
    found = Proposal.objects.select_related(
        "org", "owner", "reverses", "consequence_of", "reversed_by", "superseded_by", "ratified_by", "looks_again_at", "renews",
    )  # fmt: skip
    row = found.one(alliance_id=viewer.alliance, number=number)
    if row is None:
        raise NotFound
    return row


def numbered(viewer: Viewer, number: int) -> int:
    """`number` where this alliance has D-`number`; NotFound where it has none. One query, for those who act on it."""
    id_of(viewer, number)
    return number


def id_of(viewer: Viewer, number: int) -> UUID:
    """The id of D-`number`; NotFound where this alliance has none. One query."""
    found = _ids.one(alliance=viewer.alliance, number=number)
    if found is None:
        raise NotFound
    return found


_ids: Prepared[UUID] = Prepared(
    lambda alliance, number: Proposal.objects.filter(alliance_id=alliance, number=number)
    .order_by().values_list("id", flat=True),
    alliance=UUID(int=1), number=987_654_321,
)  # fmt: skip


def load(viewer: Viewer, number: int) -> Known:
    """Everything that one reading of D-`number` needs, in a handful of queries."""
    row, now = row_of(viewer, number), clock.now()
    at = max(now, row.opened_at)
    told, opened = as_it_stands(viewer.alliance, stories(viewer.alliance, [row.id]), at)
    events = told[row.id]
    state = replay(events, at)
    orgs = list(Organisation.objects.filter(alliance_id=viewer.alliance))
    names = called(orgs, former_names(viewer), min(state.end, now))
    for org in orgs:
        org.name = names[org.id]  # under the name of its time; nothing here is ever saved
    mentioned = {event.actor for event in events} | {
        event.body[name] for event in events for name in ("person", "on_behalf_of") if name in event.body
    }  # fmt: skip
    people = Person.objects.filter(id__in=mentioned - {"system"})
    own = map(str, access.voices(viewer.alliance, viewer.person, now))
    return Known(
        row, events, texts(viewer.alliance, events) | parted(spoken(opened)), state, outcome_of(state, now), orgs,
        {str(org.id): org.name for org in orgs}, {str(person.id): str(person) for person in people}, frozenset(own), now,
    )  # fmt: skip
