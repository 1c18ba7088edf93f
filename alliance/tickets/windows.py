"""What every act on a window begins with: its row, held until the transaction ends, today's day, and the parts of its key."""

import hmac
from datetime import date
from functools import partial
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from alliance.calendar.rules import day_of
from alliance.door.clock import now
from alliance.door.refusals import NotFound, Refused
from alliance.tickets import rules
from alliance.tickets.models import Slip, State, Window
from alliance.tickets.sealed import locks, store
from alliance.tickets.sealed.spelling import part_bytes

READABLE = (State.OPEN, State.CLOSED)  # the states in which there is something to open
LOCK_FIELDS = {1: "first_lock", 2: "second_lock"}


def today() -> date:
    """The day it is in the United Kingdom."""
    return day_of(now(), settings.TIME_ZONE)


def found(window: UUID) -> Window:
    """The window; raises NotFound."""
    row = Window.objects.filter(pk=window).first()
    if row is None:
        raise NotFound
    return row


def held(window: UUID) -> Window:
    """The window, on which nobody else acts until this transaction ends; raises NotFound."""
    row = Window.objects.select_for_update().filter(pk=window).first()
    if row is None:
        raise NotFound
    return row


def lock_at(window: Window, place: int) -> bytes:
    """The public half of the key part at a keeper's place, 1 or 2; empty until it is taken."""
    return bytes(getattr(window, LOCK_FIELDS[place]))


def key_of(window: Window, first: str, second: str) -> list[bytes] | Refused:
    """All three parts of the key of a window that can be read: as the keepers typed theirs, and the store's."""
    typed = [part_of(window, 1, first), part_of(window, 2, second)]
    parts = [part for part in typed if part]
    if len(parts) < len(typed) or window.state not in READABLE:
        return rules.PARTS_DO_NOT_FIT
    return [*parts, store.part(window.id, window.generation)]


def part_of(window: Window, place: int, typed: str) -> bytes | None:
    """The part that was typed, where it is the one of this place."""
    part, lock = part_bytes(typed), lock_at(window, place)
    return part if part and lock and hmac.compare_digest(locks.lock_of(part), lock) else None


def takes_pieces(window: Window) -> bool:
    """Whether pieces are taken now."""
    return rules.takes_pieces(state=window.state, opens=window.opens, closes=window.closes, today=today())


def lose(window: Window, state: State) -> None:
    """Destroy everything of the window but the row that says so; its files go once that has committed."""
    Slip.objects.filter(window=window).delete()
    Window.objects.filter(pk=window.pk).update(
        state=state, first_lock=b"", second_lock=b"", store_lock=b"", pool_key=b"", unswept=uuid4()
    )
    transaction.on_commit(partial(store.shred, window.id))
