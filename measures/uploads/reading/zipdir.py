"""A workbook's zip file: what is odd about it, said to whoever sent it."""

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from alliance.papers.scan import zipped
from alliance.papers.scan.zipped import Odd, Oddity
from measures.uploads.reading import limits
from measures.uploads.reading.limits import Stopped, corrupt, halt, too_large

MOST = zipped.Most(parts=limits.MAX_ENTRIES, unpacked=limits.MAX_UNZIPPED)
SAID: Mapping[Oddity, tuple[str, str]] = {
    "parts": (
        "limit.entries",
        f"This workbook has more than {limits.MAX_ENTRIES} parts. Copy the table into a new one.",
    ),
    "locked": ("file.password", "This workbook has a password. Remove the password, save it, and send it again."),
    "strays": ("zip.straying", "This workbook has a part that points outside itself. Save it again as .xlsx."),
    "ratio": (
        "limit.ratio", "This workbook unpacks to far more than its size. Copy the table into a new workbook.",
    ),
    "twice": ("zip.duplicate", "This workbook holds two parts of one name. Open it, save it again, and send that."),
    "overlap": ("zip.overlap", "Parts of this workbook overlap. Open it, save it again, and send that."),
}  # fmt: skip


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """An archive whose directory has passed; raises `Stopped`."""
    try:
        archive = zipped.opened(data, MOST)
    except Odd as odd:
        raise _stopped(odd) from odd
    with archive:
        yield archive


def chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part, checked against its checksum and counted against its declared size; raises `Stopped`."""
    try:
        yield from zipped.pieces(archive, entry)
    except Odd as odd:
        raise _stopped(odd) from odd


def _stopped(odd: Odd) -> Stopped:
    if odd.oddity == "unpacked":
        return too_large()
    return halt(*SAID[odd.oddity]) if odd.oddity in SAID else corrupt(odd.part)
