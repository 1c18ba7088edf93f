"""What other rooms may know of a window. No viewer: the room that asks knows who may look, this one knows nobody."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from alliance.door.refusals import Refused
from alliance.tickets import rules
from alliance.tickets.models import State, Window
from alliance.tickets.narrow.hosts import has_own_host
from alliance.tickets.sealed import slips, store
from alliance.tickets.sealed.store import Lost
from alliance.tickets.windows import found, key_of, lock_at, part_of, takes_pieces


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
    row = found(id)
    return Standing(
        id=row.id, purpose=row.purpose, subject=row.subject, standing=row.standing, opens=row.opens,
        closes=row.closes, extended=row.extended, state=row.state,
        parts=(bool(lock_at(row, 1)), bool(lock_at(row, 2))), swept=row.unswept is None,
    )  # fmt: skip


def takes(window: UUID) -> bool:
    """Whether a ticket can be taken and spent today. Ask before the mark on a seat: what is marked and not given is lost."""
    return takes_pieces(found(window))


def has_tickets(window: UUID) -> bool:
    """Whether a ticket waits to be taken now. Ask before the mark that one is taken, for the same reason."""
    row = found(window)
    try:
        return takes_pieces(row) and bool(store.waiting(row.id, bytes(row.pool_key)))
    except Lost:
        return False


def count(window: UUID) -> int | Refused:
    """How many pieces there are, "nothing to add" not among them; refused until the window is closed (`not_closed`), or
    where the store has lost its part (`part_lost`).

    For rules only (fewer than three left: nothing from pieces is released). To people it is told as `rules.told(count)`.
    """
    row = found(window)
    if row.state != State.CLOSED:
        return rules.NOT_CLOSED
    try:
        return sum(leaf.written for leaf in slips.take_up(row))
    except Lost:
        return rules.PART_LOST


def read(window: UUID, first: str, second: str) -> tuple[Piece, ...] | Refused:
    """All pieces of a closed window, in another random order each time; empty texts are left out.

    `first` and `second` are the parts of both keepers, as typed. Refused until it is closed or after it was destroyed
    (`not_closed`), where the two parts do not fit (`parts_do_not_fit`), or where the store has lost the third (`part_lost`).
    Keep no link from what is made of them.
    """
    row = found(window)
    if row.state != State.CLOSED:
        return rules.NOT_CLOSED
    try:
        return _read(row, first, second)
    except Lost:
        return rules.PART_LOST


def _read(row: Window, first: str, second: str) -> tuple[Piece, ...] | Refused:
    key = key_of(row, first, second)
    if isinstance(key, Refused):
        return key
    leaves = [leaf for leaf in slips.shuffled(slips.take_up(row)) if leaf.written]
    return tuple(Piece(slips.text_of(row, leaf, key) or "", leaf.consent) for leaf in leaves)


def both_keys(window: UUID, first: str, second: str) -> Refused | None:
    """The gate that two keepers open together (to pass a hazard on, to end a pause): None where both parts fit, in any
    state before it was destroyed; else `parts_do_not_fit`. Reads no piece."""
    row = found(window)
    fit = part_of(row, 1, first) and part_of(row, 2, second)
    return None if fit else rules.PARTS_DO_NOT_FIT


def address() -> str:
    """Where a ticket is spent: a page without sign-in, the same for every window. Link to it with `rel="noreferrer"`, and
    never with the ticket in it."""
    return f"{settings.TICKETS_ADDRESS if has_own_host() else ''}{reverse('ticket')}"
