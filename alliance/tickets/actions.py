"""What other rooms do with windows. None of it knows a person, so none of it goes through the door or into the log.

The room that asks checks who may, logs what it did, and keeps who sits where. Two of these answer a secret that is shown
once: `keep_part` and `take`. Show it in the answer to that very request, with `Cache-Control: no-store`; never put it into
a message, a redirect, a session, an event, or the `Done` of an action, whose receipt is kept.
"""

from datetime import date
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction

from alliance.door.refusals import Refused
from alliance.tickets import rules
from alliance.tickets.models import State, Window
from alliance.tickets.sealed import locks, slips, store
from alliance.tickets.sealed.spelling import part_text, ticket_text
from alliance.tickets.windows import LOCK_FIELDS, found, held, key_of, lock_at, lose, takes_pieces, today


def prepare(purpose: str, subject: UUID, *, opens: date, closes: date) -> UUID:
    """A window that waits for its two keepers; answers its id.

    `purpose` is a word of the room that asks ("review"), `subject` an id that only that room understands; `opens` and
    `closes` are the first and the last day on which pieces are taken, in UK time. May stand inside an action.
    """
    return Window.objects.create(purpose=purpose, subject=subject, opens=opens, closes=closes).id


def keep_part(window: UUID, place: int) -> str | Refused:
    """The key part of keeper 1 or 2 (`place`), made now, shown now, kept nowhere; only its public half is stored.

    Each keeper asks in a request of their own, so that nobody sees both. Refused where this place has its part
    (`part_taken`) or the window is no longer being prepared (`not_preparing`). Call it outside any transaction, after
    the one that notes that this keeper has the part.
    """
    with transaction.atomic(durable=True):
        return invented_part(window, place)


def invented_part(window: UUID, place: int) -> str | Refused:
    """The same for an invented story, which is told in one transaction and whose keepers nobody needs to protect."""
    row = held(window)
    if row.state != State.PREPARING:
        return rules.NOT_PREPARING
    if lock_at(row, place):
        return rules.PART_TAKEN
    return _given(row, place)


def open_window(window: UUID, *, seats: int) -> UUID | Refused:
    """Draw a ticket for each seat and some to spare, put the third key part into the store, and take pieces from now.

    Refused where a keeper has no part yet (`parts_missing`), it was opened before (`not_preparing`), its last day is
    over (`window_over`), or there are fewer than 3 or more than 400 seats (`seats`). May stand inside an action.
    """
    with transaction.atomic():
        row, count = held(window), rules.tickets_for(seats)
        both = all(lock_at(row, place) for place in LOCK_FIELDS)
        refused = rules.check_opening(state=row.state, closes=row.closes, today=today(), both=both)
        if refused:
            return refused
        if isinstance(count, Refused):
            return count
        return _opened(row, count)


def open_standing(purpose: str, subject: UUID, *, tickets: int) -> UUID:
    """A window without keepers and without end, for warnings: `tickets` of them always wait to be taken.

    What is written is encrypted under a key in the store alone and read by `collect`, once a day. May stand inside an action.
    """
    with transaction.atomic():
        row = Window.objects.create(purpose=purpose, subject=subject, standing=True, opens=today())
        return _opened(row, tickets)


def take(window: UUID) -> str | Refused:
    """A random ticket out of those that wait, to be shown once.

    First, in a transaction of its own that has ended, mark `taken` on the seat; then call this: it raises RuntimeError
    inside a transaction, so that no row of the database can tie the two together. Touches no row. Where it fails after
    the mark, the ticket is lost, and lost is lost. Refused where pieces are not taken now (`not_open`) or no ticket is
    left (`no_ticket`).
    """
    with transaction.atomic(durable=True):
        row = found(window)
    if not takes_pieces(row):
        return rules.NOT_OPEN
    ticket = store.pop(row.id, bytes(row.pool_key))
    return ticket_text(ticket) if ticket else rules.NO_TICKET


def extend(window: UUID, closes: date) -> UUID | Refused:
    """A later last day, once. Refused after the end (`not_open`), a second time (`extended`), or where `closes` is not
    later than it was (`not_later`). May stand inside an action."""
    with transaction.atomic():
        row = held(window)
        refused = rules.check_extending(
            state=row.state, closes=row.closes, later=closes, extended=row.extended, today=today()
        )
        if refused:
            return refused
        row.closes, row.extended = closes, True
        row.save(update_fields=["closes", "extended"])
    return row.id


def close(window: UUID) -> UUID | Refused:
    """End a window whose last day is over: its tickets and its pool are destroyed, and with fewer than three pieces so is
    everything else, unread (state `too_few`). Refused while it runs (`not_over`). The worker does it by itself; a room
    that wants to go on at once may call it too. Closing twice changes nothing. May stand inside an action."""
    with transaction.atomic():
        row = held(window)
        if row.state in {State.PREPARING, State.OPEN} and not rules.is_over(row.state, row.closes, today()):
            return rules.NOT_OVER
        if row.state == State.OPEN:
            _closed(row)
    return row.id


def hand_over(window: UUID, place: int, first: str, second: str) -> str | Refused:
    """Give the place of one keeper to another, both keepers present: all is encrypted again, unseen, under a fresh part
    for `place`, which is answered once, and a fresh part in the store; the old part of `place` opens nothing any more.

    `first`, `second`: the parts of places 1 and 2 as they were shown. Refused where they do not fit (`parts_do_not_fit`)
    or nothing is left to hand over (`not_open`). Call it as `keep_part`.
    """
    with transaction.atomic(durable=True):
        row = held(window)
        key = key_of(row, first, second)
        return key if isinstance(key, Refused) else _handed_over(row, place, key)


def destroy(window: UUID) -> None:
    """Destroy pieces, hashes, tickets and the store's key part, in whatever state; what the keepers hold opens nothing
    any more. The old bytes in the database's files go with the worker's next look. May stand inside an action: the store's
    part goes once that has committed. Destroying twice changes nothing."""
    with transaction.atomic():
        row = held(window)
        if row.state != State.DESTROYED:
            lose(row, State.DESTROYED)


def collect(window: UUID) -> tuple[str, ...]:
    """All that was written to a standing window since the last batch, in random order; at most once a day, in UK time:
    empty before. What is read is gone from here, its tickets are spent, and new ones are drawn in their place.

    Call it inside the transaction that stores what it answers: rolled back, nothing is lost. ValueError for any other window.
    """
    with transaction.atomic():
        row = held(window)
        if not row.standing:
            raise ValueError("Only a standing window is read in batches.")
        if row.state != State.OPEN or row.collected_on == today():
            return ()
        return _collected(row)


def _given(row: Window, place: int) -> str:
    """A fresh part for this place, as its keeper reads it; the row keeps its public half."""
    part = locks.new_part()
    setattr(row, LOCK_FIELDS[place], locks.lock_of(part))
    row.save(update_fields=[LOCK_FIELDS[place]])
    return part_text(part)


def _opened(row: Window, count: int) -> UUID:
    """With the store's part of the key, and `count` tickets of which the table has the hashes and the pool the rest."""
    row.store_lock = locks.lock_of(store.make_part(row.id, row.generation))
    row.pool_key, row.tickets, row.state = locks.new_key(), count, State.OPEN
    row.save()
    tickets = slips.draw(count)
    slips.put_down(row, slips.blanks(row, tickets))
    store.fill(row.id, row.pool_key, tickets)
    return row.id


def _closed(row: Window) -> None:
    leaves = slips.take_up(row)
    if rules.too_few(sum(leaf.written for leaf in leaves)):
        return lose(row, State.TOO_FEW)
    slips.put_down(row, leaves)
    row.state, row.pool_key, row.unswept = State.CLOSED, b"", uuid4()
    row.save(update_fields=["state", "pool_key", "unswept"])
    return transaction.on_commit(partial(store.shred_pool, row.id))


def _handed_over(row: Window, place: int, key: list[bytes]) -> str:
    """Under fresh locks for this place and the store; the store's old part goes once that has committed."""
    leaves, old = slips.take_up(row), found(row.id)
    row.generation += 1
    row.store_lock = locks.lock_of(store.make_part(row.id, row.generation))
    row.unswept = uuid4()
    text = _given(row, place)
    row.save()
    slips.put_down(row, [slips.relocked(old, row, leaf, key) for leaf in leaves])
    transaction.on_commit(partial(store.shred_parts, row.id, before=row.generation))
    return text


def _collected(row: Window) -> tuple[str, ...]:
    """The texts of all written leaves, which go; fresh ones come, and their tickets wait once that has committed."""
    key, leaves = [store.part(row.id, row.generation)], slips.take_up(row)
    texts = [slips.text_of(row, leaf, key) or "" for leaf in leaves if leaf.written]
    kept = _still_good(row, [leaf for leaf in leaves if not leaf.written])
    fresh = slips.draw(max(0, row.tickets - len(store.waiting(row.id, bytes(row.pool_key)))))
    slips.put_down(row, [*kept, *slips.blanks(row, fresh)])
    row.collected_on, row.unswept = today(), uuid4()
    row.save(update_fields=["collected_on", "unswept"])
    transaction.on_commit(partial(store.add, row.id, bytes(row.pool_key), fresh))
    return tuple(slips.shuffled(texts))


def _still_good(row: Window, blank: list[slips.Leaf]) -> list[slips.Leaf]:
    """Tickets that were taken and not used stay good, until there are too many of them to be written again each time."""
    if len(blank) <= rules.MOST_SEATS:
        return blank
    waiting = {slips.digest_of(ticket) for ticket in store.waiting(row.id, bytes(row.pool_key))}
    return [leaf for leaf in blank if leaf.digest in waiting]
