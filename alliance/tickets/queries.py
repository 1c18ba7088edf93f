"""What other rooms may know of a window. No viewer: the room that asks knows who may look, this one knows nobody."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alliance.door.refusals import Refused


@dataclass(frozen=True, slots=True)
class Standing:
    """A window as it stands. `state` is preparing, open, closed, too_few or destroyed; `parts` tells of each of the two
    places whether its keeper has taken the part; `swept`, whether no old bytes of it lie in the database's files."""

    id: UUID
    purpose: str
    subject: UUID
    standing: bool
    opens: date
    closes: date | None
    extended: bool
    state: str
    parts: tuple[bool, bool]
    swept: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """What somebody wrote, and what may be done with it: `theme`, `paraphrase` or `words`. Nothing else is known."""

    text: str
    consent: str


def window(id: UUID) -> Standing:
    """The window; raises NotFound."""
    raise NotImplementedError


def count(window: UUID) -> int | Refused:
    """How many pieces there are, "nothing to add" not among them; refused until the window is closed (`not_closed`).

    For rules only (fewer than three left: nothing from pieces is released). To people it is told as `rules.told(count)`.
    """
    raise NotImplementedError


def read(window: UUID, first: str, second: str) -> tuple[Piece, ...] | Refused:
    """All pieces of a closed window, in another random order each time; empty texts are left out.

    `first` and `second` are the parts of both keepers, as typed. Refused until it is closed or after it was destroyed
    (`not_closed`), or where the two parts do not fit (`parts_do_not_fit`). Keep no link from what is made of them.
    """
    raise NotImplementedError


def both_keys(window: UUID, first: str, second: str) -> Refused | None:
    """The gate that two keepers open together (to pass a hazard on, to end a pause): None where both parts fit, in any
    state before it was destroyed; else `parts_do_not_fit`. Reads no piece."""
    raise NotImplementedError


def part_fits(window: UUID, place: int, part: str) -> bool:
    """Whether this is the part of that place, as a keeper may check their file."""
    raise NotImplementedError


def address() -> str:
    """Where a ticket is spent: a page without sign-in, the same for every window. Link to it, never with the ticket in it."""
    raise NotImplementedError
