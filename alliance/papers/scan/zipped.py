"""The directory of a zip file, looked at before anything is unpacked; then each part, counted as it is read.

Standard library alone: it is used where a file is read in a process of its own, too. What is odd is raised as `Odd` with a
word for it; whoever asks has the sentence.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

PIECE = 65_536
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
STRAYS = re.compile(r"(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:|\\|\0")
FAULTS = (
    zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, RuntimeError, struct.error, zlib.error,
)  # fmt: skip

Oddity = Literal["damaged", "locked", "strays", "twice", "overlap", "parts", "unpacked", "ratio"]


@dataclass(frozen=True, slots=True)
class Most:
    """How much an archive may hold: parts, bytes unpacked, and from which size on how often its packed size."""

    parts: int
    unpacked: int
    ratio: int = 100
    ratio_from: int = 10_000_000


class Odd(Exception):
    """An archive that is not read on; `part` names the part at fault, where there is one."""

    def __init__(self, oddity: Oddity, part: str = "directory") -> None:
        super().__init__(oddity, part)
        self.oddity, self.part = oddity, part


def opened(data: bytes, most: Most) -> zipfile.ZipFile:
    """An archive whose directory has passed; raises Odd."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except FAULTS:
        raise Odd("damaged") from None
    check_directory(archive.infolist(), data, most)
    return archive


def check_directory(entries: Sequence[zipfile.ZipInfo], data: bytes, most: Most) -> None:
    """Raises Odd for too many, too large, twice named, overlapping, locked or straying parts."""
    if len(entries) > most.parts:
        raise Odd("parts")
    if sum(entry.file_size for entry in entries) > most.unpacked:
        raise Odd("unpacked")
    for entry in entries:
        _check_entry(entry, most)
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise Odd("twice")
    _check_places(entries, data)


def _check_entry(entry: zipfile.ZipInfo, most: Most) -> None:
    if entry.flag_bits & 0x41:
        raise Odd("locked", entry.filename)
    if STRAYS.search(entry.filename) or STRAYS.search(entry.orig_filename):
        raise Odd("strays", entry.filename)
    if entry.compress_type not in METHODS:
        raise Odd("damaged", entry.filename)
    if entry.file_size > most.ratio_from and entry.file_size > most.ratio * max(1, entry.compress_size):
        raise Odd("ratio", entry.filename)


def _check_places(entries: Sequence[zipfile.ZipInfo], data: bytes) -> None:
    reached = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < reached:
            raise Odd("overlap", entry.filename)
        reached = _end(entry, data)


def _end(entry: zipfile.ZipInfo, data: bytes) -> int:
    try:
        name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
    except struct.error:
        raise Odd("damaged", entry.filename) from None
    return int(entry.header_offset + 30 + name + extra + entry.compress_size)


def pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part, checked against its checksum and counted against its declared size; raises Odd."""
    seen = 0
    try:
        with archive.open(entry) as part:
            while piece := part.read(PIECE):
                seen += len(piece)
                if seen > entry.file_size:
                    raise Odd("unpacked", entry.filename)
                yield piece
    except FAULTS:
        raise Odd("damaged", entry.filename) from None
    if seen != entry.file_size:
        raise Odd("damaged", entry.filename)
