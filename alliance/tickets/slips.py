"""The slips of a window, taken up and written down together: after each change all of them have new ids, a new order and
new covers, so that what is stored never shows which one changed, when, or how many are written at all."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeVar
from uuid import UUID, uuid4

from alliance.tickets import locks, store
from alliance.tickets.models import Slip, Window
from alliance.tickets.rules import CONSENTS
from alliance.tickets.spelling import TICKET_BYTES

T = TypeVar("T")
HEAD = 2  # bytes before the locked text: whether there is one, and the consent


@dataclass(frozen=True, slots=True)
class Leaf:
    """One slip without its cover: the ticket's hash, whether something is written, the consent, the locked text."""

    digest: bytes
    written: bool
    consent: str
    token: bytes


def digest_of(ticket: bytes) -> bytes:
    """All that is stored of a ticket."""
    return sha256(ticket).digest()


def draw(count: int) -> list[bytes]:
    """Fresh random tickets."""
    return [secrets.token_bytes(TICKET_BYTES) for _ in range(count)]


def blanks(window: Window, tickets: Iterable[bytes]) -> list[Leaf]:
    """A blank leaf for each ticket."""
    return [blank(window, digest_of(ticket)) for ticket in tickets]


def blank(window: Window, digest: bytes) -> Leaf:
    """A leaf on which nothing is written, and which only the key part in the store tells from others."""
    return written(window, digest, "", CONSENTS[0])


def written(window: Window, digest: bytes, text: str, consent: str) -> Leaf:
    """A leaf with this text under the window's locks; without a text it is a blank one."""
    token = locks.locked(text, window_locks(window), _place(window, digest))
    return Leaf(digest, bool(text), consent, token)


def text_of(window: Window, leaf: Leaf, parts: Sequence[bytes]) -> str | None:
    """What is written on a leaf, with every part of the key."""
    return locks.unlocked(leaf.token, parts, _place(window, leaf.digest))


def relocked(old: Window, new: Window, leaf: Leaf, parts: Sequence[bytes]) -> Leaf:
    """The leaf under the locks of `new`, opened with the parts of `old`."""
    text = text_of(old, leaf, parts)
    if text is None:
        raise store.Lost("A slip cannot be read with its window's keys.")
    return replace(leaf, token=locks.locked(text, window_locks(new), _place(new, leaf.digest)))


def window_locks(window: Window) -> list[bytes]:
    """The public halves that a piece is locked under: of both keepers and the store, or of the store alone."""
    keepers = [] if window.standing else [window.first_lock, window.second_lock]
    return [bytes(lock) for lock in [*keepers, window.store_lock]]


def take_up(window: Window) -> list[Leaf]:
    """All slips of the window without their covers. One query; store.Lost where the store's part is missing."""
    key = _cover(window)
    rows = Slip.objects.filter(window=window).values_list("digest", "sealed")
    return [_uncovered(window, key, bytes(digest), bytes(sealed)) for digest, sealed in rows]


def put_down(window: Window, leaves: Sequence[Leaf]) -> None:
    """Write these in place of all slips of the window: shuffled, under new ids and fresh covers. Inside a transaction."""
    key = _cover(window)
    Slip.objects.filter(window=window).delete()
    Slip.objects.bulk_create(
        Slip(id=uuid4(), window=window, digest=leaf.digest, sealed=_covered(window, key, leaf))
        for leaf in shuffled(leaves)
    )


def shuffled(things: Sequence[T]) -> list[T]:
    """The same in random order, from the system's own source of chance."""
    return secrets.SystemRandom().sample(things, len(things))


def window_of(ticket: bytes) -> UUID | None:
    """The window that a ticket belongs to."""
    return Slip.objects.filter(digest=digest_of(ticket)).values_list("window_id", flat=True).first()


def _cover(window: Window) -> bytes:
    return locks.cover_key(store.part(window.id, window.generation), window.id.bytes)


def _covered(window: Window, key: bytes, leaf: Leaf) -> bytes:
    head = bytes([leaf.written, CONSENTS.index(leaf.consent)])
    return locks.covered(key, head + leaf.token, _place(window, leaf.digest))


def _uncovered(window: Window, key: bytes, digest: bytes, sealed: bytes) -> Leaf:
    plain = locks.uncovered(key, sealed, _place(window, digest))
    if plain is None:
        raise store.Lost("A slip cannot be read with the store's part of its window's key.")
    return Leaf(digest, bool(plain[0]), CONSENTS[plain[1]], plain[HEAD:])


def _place(window: Window, digest: bytes) -> bytes:
    return window.id.bytes + digest
