"""The files of the anonymous door, outside the database and outside every backup: key parts, and tickets that wait.

All are in one folder, written under one lock, because several web processes and the worker share it. Each file of tickets
keeps its length and shows no time, whatever is taken out of it.
"""

import fcntl
import os
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from alliance.tickets.locks import covered, new_part, uncovered
from alliance.tickets.spelling import TICKET_BYTES

COUNT_BYTES = 4
PART, POOL, DRAFT, LOCK = "part", "pool", "draft", "lock"
A_DAY = 86_400  # seconds: longer than any transaction that could still commit


class Lost(RuntimeError):
    """A file that a window needs is not in the store: what it held is lost."""


def make_part(window: UUID, generation: int) -> bytes:
    """A fresh key part, kept in the store for this generation of the window's keys; answers it."""
    part = new_part()
    with _alone():
        _write(_part_path(window, generation), part)
    return part


def part(window: UUID, generation: int) -> bytes:
    """The store's part; Lost where it is not there."""
    try:
        return _part_path(window, generation).read_bytes()
    except FileNotFoundError:
        raise Lost("The store's part of a window's key is missing.") from None


def fill(window: UUID, key: bytes, tickets: Sequence[bytes]) -> None:
    """Let these tickets wait, in place of any others."""
    with _alone():
        _write_pool(window, key, tickets, len(tickets))


def add(window: UUID, key: bytes, tickets: Sequence[bytes]) -> None:
    """Let these tickets wait as well."""
    with _alone():
        waiting, _ = _pool(window, key)
        _write_pool(window, key, [*waiting, *tickets], len(waiting) + len(tickets))


def pop(window: UUID, key: bytes) -> bytes | None:
    """One ticket at random, which waits no more; None where none waits."""
    with _alone():
        waiting, size = _pool(window, key)
        if not waiting:
            return None
        ticket = waiting.pop(secrets.randbelow(len(waiting)))
        _write_pool(window, key, waiting, size)
        return ticket


def waiting(window: UUID, key: bytes) -> list[bytes]:
    """The tickets that wait."""
    with _alone():
        return _pool(window, key)[0]


def shred(window: UUID) -> None:
    """Overwrite and remove all that is kept for a window."""
    shred_pool(window)
    shred_parts(window)


def shred_pool(window: UUID) -> None:
    """Overwrite and remove the tickets that wait."""
    with _alone():
        _shred(_pool_path(window))


def shred_parts(window: UUID, before: int | None = None) -> None:
    """Overwrite and remove key parts: those of generations before this one, or all."""
    with _alone():
        for path in folder().glob(f"{window}.{PART}.*"):
            if before is None or _generation(path) < before:
                _shred(path)


@dataclass(frozen=True, slots=True)
class Needed:
    """What a window still needs of the store: its pool or not, and the key part of one generation or none."""

    pool: bool
    generation: int | None


def tidy(needed: Callable[[UUID], Needed | None]) -> None:
    """Shred what no window needs any more: left by a process that died, or by a transaction that did not commit.

    `needed(window)` is None where nothing is settled about it; that, and what a transaction under way may have written
    ahead, is left alone for a day.
    """
    for path in _files():
        if _is_old(path) if _may_be_ahead(path, needed) else not _is_needed(path, needed):
            with _alone():
                _shred(path)


def folder() -> Path:
    """The folder, made where it is missing, closed to other accounts."""
    made = Path(settings.TICKETS_DIR)
    made.mkdir(mode=0o700, parents=True, exist_ok=True)
    return made


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process or thread at a time change the store."""
    with (folder() / LOCK).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _pool(window: UUID, key: bytes) -> tuple[list[bytes], int]:
    """The tickets that wait, and for how many the file has room; none where there is no such file."""
    try:
        token = _pool_path(window).read_bytes()
    except FileNotFoundError:
        return [], 0
    plain = uncovered(key, token, window.bytes)
    if plain is None:
        raise Lost("The tickets that wait cannot be read with their window's key.")
    count, rest = int.from_bytes(plain[:COUNT_BYTES]), plain[COUNT_BYTES:]
    found = [rest[at * TICKET_BYTES : (at + 1) * TICKET_BYTES] for at in range(count)]
    return found, len(rest) // TICKET_BYTES


def _write_pool(window: UUID, key: bytes, tickets: Sequence[bytes], size: int) -> None:
    order = secrets.SystemRandom().sample(tickets, len(tickets))
    blank = bytes((size - len(tickets)) * TICKET_BYTES)
    plain = len(tickets).to_bytes(COUNT_BYTES) + b"".join(order) + blank
    _write(_pool_path(window), covered(key, plain, window.bytes))


def _write(path: Path, data: bytes) -> None:
    """Put `data` where `path` is, whole or not at all; the file shows no time."""
    draft = path.with_name(f"{DRAFT}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.utime(draft, (0, 0))
    draft.replace(path)


def _shred(path: Path) -> None:
    """Overwrite, then remove; what a disk keeps of overwritten blocks is beyond us."""
    try:
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return


def _files() -> list[Path]:
    return [path for path in folder().iterdir() if path.name != LOCK]


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_ctime > A_DAY


def _may_be_ahead(path: Path, needed: Callable[[UUID], Needed | None]) -> bool:
    if path.name.startswith(DRAFT):
        return True
    known = needed(_window(path))
    return known is None or (known.generation is not None and _generation(path) > known.generation)


def _is_needed(path: Path, needed: Callable[[UUID], Needed | None]) -> bool:
    known = needed(_window(path)) or Needed(False, None)
    return known.pool if _kind(path) == POOL else _generation(path) == known.generation


def _window(path: Path) -> UUID:
    return UUID(path.name.split(".")[0])


def _kind(path: Path) -> str:
    return path.name.split(".")[1]


def _generation(path: Path) -> int:
    return int(path.name.split(".")[2]) if _kind(path) == PART else 0


def _part_path(window: UUID, generation: int) -> Path:
    return folder() / f"{window}.{PART}.{generation}"


def _pool_path(window: UUID) -> Path:
    return folder() / f"{window}.{POOL}"
