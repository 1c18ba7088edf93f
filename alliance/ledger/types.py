"""The types of event that rooms register; an event of an unknown type or shape never enters the log."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from alliance.ledger.event import Event

Projector = Callable[[Event, Mapping[str, str]], None]


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event.

    `body` maps each field to its kind (see schema.NAMED; "?" behind it: may be absent); `texts` names the free
    texts that an event may commit to; `topic` names the field of the body by which rooms look events up (the
    proposal of a vote); `project` writes the rows that follow from an event, in event-first rooms.
    """

    name: str
    body: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    topic: str | None = None
    project: Projector | None = None


_known: dict[str, EventType] = {}


def register(*types: EventType) -> None:
    """Make `types` known; called once at start for each wing."""
    for one in types:
        if _known.setdefault(one.name, one) is not one:
            raise ValueError(f"Two rooms register the event type {one.name}.")


def type_of(name: str) -> EventType:
    """The type called `name`; KeyError for an unknown one."""
    return _known[name]


def all_types() -> Mapping[str, EventType]:
    """Every registered type by its name."""
    return dict(_known)
