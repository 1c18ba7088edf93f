"""Where the bytes lie: one file a paper, in a folder that no web server reaches, named by an opaque id and nothing else."""

import os
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings

from alliance.door.refusals import Refused
from alliance.ledger.commitments import new_salt, sealed

NO_ROOM = Refused(
    "no_room",
    "The paper cannot be kept just now: the server’s disk refuses it. Tell whoever runs this server.",
    503,
)
DAY, HOUR = 86_400, 3_600  # seconds
ASIDE, SWEPT = ".part", ".swept"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is safely on the disk: the id it lies under, its size, and its salted commitment."""

    id: UUID
    size: int
    salt: bytes = field(repr=False)
    mark: str


def keep(data: bytes) -> Kept | Refused:
    """Write a file aside, flush it, and give it its name: whole under that name, or not there at all."""
    kept = Kept(uuid4(), len(data), salt := new_salt(), sealed(salt, data))
    try:
        _write(place(kept.id), data)
    except OSError:
        return NO_ROOM
    return kept


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_suffix(ASIDE)
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.rename(path)
    finally:
        aside.unlink(missing_ok=True)
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """A name is safe once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def place(id: UUID) -> Path:
    """Where the file of a paper lies."""
    return Path(settings.PAPERS_DIR) / id.hex


def opened(id: UUID, salt: bytes, mark: str) -> BinaryIO | None:
    """The file, open at its first byte; None where it is gone, or is no longer the file that was attached."""
    try:
        file = place(id).open("rb")
    except OSError:
        return None
    if sealed(salt, file.read()) != mark:
        file.close()
        return None
    file.seek(0)
    return file


def forget(id: UUID) -> None:
    """Take a file away; nothing where there is none. A disk that refuses is asked again by the next sweep."""
    with suppress(OSError):
        place(id).unlink(missing_ok=True)


def sweep(living: Callable[[Collection[UUID]], Collection[UUID]], now: float | None = None) -> int:
    """Once an hour, take away files older than a day that `living(ids)` does not name; answers how many."""
    folder, at = Path(settings.PAPERS_DIR), time.time() if now is None else now
    if not folder.is_dir() or not _due(folder / SWEPT, at):
        return 0
    old = {path: _id(path) for path in folder.iterdir() if path.name != SWEPT and _age(path, at) > DAY}
    lives = living([one for one in old.values() if one])
    gone = [path for path, one in old.items() if one not in lives]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _due(mark: Path, at: float) -> bool:
    """Whether the last sweep is an hour ago; then this one is noted. One look at one file, for every tick."""
    if mark.exists() and _age(mark, at) < HOUR:
        return False
    mark.touch(mode=0o600)
    return True


def _age(path: Path, at: float) -> float:
    with suppress(FileNotFoundError):
        return at - path.stat().st_mtime
    return 0.0


def _id(path: Path) -> UUID | None:
    try:
        return UUID(hex=path.name)
    except ValueError:
        return None
