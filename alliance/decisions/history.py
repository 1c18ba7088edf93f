"""A proposal's story, read from the log: however many proposals are asked for, the number of queries is the same."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from alliance.contract.models import Organisation
from alliance.decisions.count.replay import ABOUT_MEMBERS, OPENED
from alliance.decisions.count.sealing import FIELD, said_in
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event
from alliance.ledger.prepared import Prepared

ERASED = "(erased)"
_gone: Prepared[UUID] = Prepared(
    lambda alliance: Organisation.objects.filter(alliance_id=alliance, left_at__isnull=False).values_list("id", flat=True),
    alliance=UUID(int=1),
)  # fmt: skip


def stories(alliance: UUID, proposals: Iterable[UUID]) -> dict[UUID, list[Event]]:
    """By proposal, its events and those of members that have left, in the log's order. Two queries."""
    wanted = list(proposals)
    if not wanted:
        return {}
    events = ledger.events(alliance, topics=map(str, [*wanted, *_gone.rows(alliance=alliance)]))
    found: dict[UUID, list[Event]] = {one: [] for one in wanted}
    for event in events:
        if event.type in ABOUT_MEMBERS:
            for story in found.values():
                story.append(event)
        elif "proposal" in event.body:
            found[UUID(event.body["proposal"])].append(event)
    return found


def story(alliance: UUID, proposal: UUID) -> list[Event]:
    """One proposal's events, and those of members that have left."""
    return stories(alliance, [proposal])[proposal]


def opening_of(events: Iterable[Event]) -> Event:
    """The event that opened the proposal: members that left before it stand earlier in its story."""
    return next(event for event in events if event.type == OPENED)


def texts(alliance: UUID, events: Iterable[Event]) -> dict[int, dict[str, str]]:
    """By sequence number, the free texts of these events, those of an opened ballot one by one; one query. “(erased)”
    where a tombstone among the events says that a text is gone."""
    all_of = list(events)
    found = parted(ledger.texts(alliance, [event.seq for event in all_of if event.commit]))
    for event in all_of:
        if event.type == "text.erased":
            found.setdefault(event.body["entry"], {})[event.body["field"]] = ERASED
    return found


def parted(texts: Mapping[int, dict[str, str]]) -> dict[int, dict[str, str]]:
    """The same, with what a sealed ballot says, once it is open, as the fields that it says."""
    return {seq: said_in(said[FIELD]) if FIELD in said else said for seq, said in texts.items()}
