"""How many files are read at once, over all processes of this server: each child may take a gigabyte."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

MOST_AT_ONCE = 3


@contextmanager
def place_to_read() -> Iterator[bool]:
    """Whether one of the few places is free; it is given back at the end, even where the process dies."""
    folder = Path(settings.STATE_DIR) / "reading"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    held = next((file for number in range(MOST_AT_ONCE) if (file := _taken(folder / str(number)))), None)
    try:
        yield held is not None
    finally:
        if held:
            held.close()


def _taken(path: Path) -> IO[bytes] | None:
    file = path.open("wb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
