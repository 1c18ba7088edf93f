"""What other rooms do with windows. None of it knows a person, so none of it goes through the door or into the log.

The room that asks checks who may, logs what it did, and keeps who sits where. Two of these answer a secret that is shown
once: `keep_part` and `take`. Show it in the answer to that very request, with `Cache-Control: no-store`; never put it into
a message, a redirect, a session, an event, or the `Done` of an action, whose receipt is kept.
"""

from datetime import date
from uuid import UUID

from alliance.door.refusals import Refused


def prepare(purpose: str, subject: UUID, *, opens: date, closes: date) -> UUID:
    """A window that waits for its two keepers; answers its id.

    `purpose` is a word of the room that asks ("review"), `subject` an id that only that room understands; `opens` and
    `closes` are the first and the last day on which pieces are taken, in UK time. May stand inside an action.
    """
    raise NotImplementedError


def keep_part(window: UUID, place: int) -> str | Refused:
    """The key part of keeper 1 or 2 (`place`), made now, shown now, kept nowhere; only its public half is stored.

    Each keeper asks in a request of their own, so that nobody sees both. Refused where this place has its part
    (`part_taken`) or the window is no longer being prepared (`not_preparing`). Call it outside any transaction, after
    the one that notes that this keeper has the part.
    """
    raise NotImplementedError


def open_window(window: UUID, *, seats: int) -> UUID | Refused:
    """Draw a ticket for each seat and some to spare, put the third key part into the store, and take pieces from now.

    Refused where a keeper has no part yet (`parts_missing`), it was opened before (`not_preparing`), its last day is
    over (`window_over`), or there are fewer than 3 or more than 400 seats (`seats`). May stand inside an action.
    """
    raise NotImplementedError


def open_standing(purpose: str, subject: UUID, *, tickets: int) -> UUID:
    """A window without keepers and without end, for warnings: `tickets` of them always wait to be taken.

    What is written is encrypted under a key in the store alone and read by `collect`, once a day. May stand inside an action.
    """
    raise NotImplementedError


def take(window: UUID) -> str | Refused:
    """A random ticket out of those that wait, to be shown once.

    First, in a transaction of its own that has ended, mark `taken` on the seat; then call this: it raises RuntimeError
    inside a transaction, so that no row of the database can tie the two together. Touches no row. Where it fails after
    the mark, the ticket is lost, and lost is lost. Refused where pieces are not taken now (`not_open`) or no ticket is
    left (`no_ticket`).
    """
    raise NotImplementedError


def extend(window: UUID, closes: date) -> UUID | Refused:
    """A later last day, once. Refused after the end (`not_open`), a second time (`extended`), or where `closes` is not
    later than it was (`not_later`). May stand inside an action."""
    raise NotImplementedError


def close(window: UUID) -> UUID | Refused:
    """End a window whose last day is over: its tickets and its pool are destroyed, and with fewer than three pieces so is
    everything else, unread (state `too_few`). Refused while it runs (`not_over`). The worker does it by itself; a room
    that wants to go on at once may call it too. Closing twice changes nothing. May stand inside an action."""
    raise NotImplementedError


def hand_over(window: UUID, place: int, first: str, second: str) -> str | Refused:
    """Give the place of one keeper to another, both keepers present: all is encrypted again, unseen, under a fresh part
    for `place`, which is answered once, and a fresh part in the store; the old part of `place` opens nothing any more.

    `first`, `second`: the parts of places 1 and 2 as they were shown. Refused where they do not fit (`parts_do_not_fit`)
    or nothing is left to hand over (`not_open`). Call it as `keep_part`.
    """
    raise NotImplementedError


def destroy(window: UUID) -> None:
    """Destroy pieces, hashes, tickets and the store's key part, in whatever state; what the keepers hold opens nothing
    any more. The old bytes in the database's files go with the worker's next look. May stand inside an action: the store's
    part goes once that has committed. Destroying twice changes nothing."""
    raise NotImplementedError


def collect(window: UUID) -> tuple[str, ...]:
    """All that was written to a standing window since the last batch, in random order; at most once a day, in UK time:
    empty before. What is read is gone from here, its tickets are spent, and new ones are drawn in their place.

    Call it inside the transaction that stores what it answers: rolled back, nothing is lost. ValueError for any other window.
    """
    raise NotImplementedError


def tend() -> int:
    """For the worker: close what is over, and let old bytes go; answers how many windows changed."""
    raise NotImplementedError
