"""The states of a meeting and the ways between them, drawn as a table; what is not drawn is refused."""

from collections.abc import Mapping
from enum import StrEnum

from alliance.door.refusals import Refused


class State(StrEnum):
    """Where a meeting stands."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


WORDS: Mapping[str, str] = {
    State.SCHEDULED: "Coming", State.OPEN: "Called to order", State.CLOSED: "Closed", State.CANCELLED: "Cancelled",
}  # fmt: skip

TABLE: Mapping[tuple[State, str], State] = {
    (State.SCHEDULED, "change"): State.SCHEDULED,
    (State.SCHEDULED, "cancel"): State.CANCELLED,
    (State.SCHEDULED, "open"): State.OPEN,
    (State.SCHEDULED, "agenda"): State.SCHEDULED,
    (State.SCHEDULED, "attend"): State.SCHEDULED,
    (State.OPEN, "agenda"): State.OPEN,
    (State.OPEN, "attend"): State.OPEN,
    (State.OPEN, "discuss"): State.OPEN,
    (State.OPEN, "vote"): State.OPEN,
    (State.OPEN, "minutes"): State.OPEN,
    (State.OPEN, "close"): State.CLOSED,
    (State.CLOSED, "minutes"): State.CLOSED,
    (State.CLOSED, "issue"): State.CLOSED,
}
_DOING = {
    "change": "be changed", "cancel": "be cancelled", "open": "be called to order", "close": "be closed",
    "agenda": "have its agenda changed", "attend": "have its attendance changed", "minutes": "have minutes written",
    "issue": "have its minutes issued", "discuss": "take up an item", "vote": "put an item to the vote",
}  # fmt: skip
_NOW = {
    State.SCHEDULED: "has not been called to order", State.OPEN: "is under way", State.CLOSED: "is closed",
    State.CANCELLED: "was cancelled",
}  # fmt: skip


def after(state: str, verb: str) -> State | Refused:
    """The state that follows `verb`, or a refusal that says why it cannot be done now."""
    follows = TABLE.get((State(state), verb))
    if follows is None:
        return Refused("wrong_state", f"This meeting {_NOW[State(state)]}, so it cannot {_DOING[verb]} now.")
    return follows


def verbs(state: str) -> frozenset[str]:
    """What can be done with a meeting in `state`."""
    return frozenset(verb for (one, verb) in TABLE if one == state)
