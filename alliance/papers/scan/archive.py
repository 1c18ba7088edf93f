"""The directory of a zip file, looked at before anything is unpacked; then each part, counted as it is read."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from alliance.papers.scan.kinds import Unfit, damaged

MOST_PARTS, MOST_UNPACKED, MOST_DIRECTORY = 5_000, 100_000_000, 1_000_000
RATIO, RATIO_FROM = 100, 10_000_000
PIECE, HEAD = 65_536, 1024
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
STRAYS = re.compile(r"(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:|\\|\0")
FAULTS = (
    zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, RuntimeError, struct.error, zlib.error,
)  # fmt: skip
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an archive: its name and its first bytes."""

    name: str
    head: bytes


class Archive:
    """An archive whose directory has passed; Unfit for one with anything odd about it."""

    def __init__(self, data: bytes) -> None:
        _check_end(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except FAULTS:
            raise damaged() from None
        self.entries = self._zip.infolist()
        _check_directory(self.entries, data)
        self.names = {entry.filename for entry in self.entries}

    def parts(self) -> Iterator[Part]:
        """Each part in turn, read to its end: its checksum holds, and it is no longer than it says."""
        for entry in self.entries:
            yield Part(entry.filename, self._read(entry, keep=HEAD))

    def read(self, name: str, most: int) -> bytes:
        """The bytes of a part that may have `most`; Unfit where it is missing or longer."""
        if name not in self.names or self._zip.getinfo(name).file_size > most:
            raise damaged()
        return self._read(self._zip.getinfo(name), keep=most)

    def _read(self, entry: zipfile.ZipInfo, keep: int) -> bytes:
        kept, seen = b"", 0
        try:
            with self._zip.open(entry) as part:
                while piece := part.read(PIECE):
                    kept, seen = (kept + piece)[:keep] if len(kept) < keep else kept, seen + len(piece)
        except FAULTS:
            raise damaged() from None
        if seen != entry.file_size:
            raise damaged()
        return kept


def _check_end(data: bytes) -> None:
    """The directory's end is the file's end, and says where the directory stands: nothing is hung on behind."""
    at = len(data) - _END.size
    if at < 0:
        raise damaged()
    sign, disk, other, here, total, size, start, comment = _END.unpack_from(data, at)
    if sign != b"PK\x05\x06" or disk or other or comment or here != total or start + size != at:
        raise damaged()
    if total > MOST_PARTS or size > MOST_DIRECTORY:
        raise _too_much()


def _too_much() -> Unfit:
    return Unfit(
        "unpacked",
        "This file unpacks to far more than its size, so it is not opened. Copy what matters into a new one.",
    )


def _check_directory(entries: list[zipfile.ZipInfo], data: bytes) -> None:
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _too_much()
    for entry in entries:
        _check_entry(entry)
    names = {entry.filename.lower() for entry in entries}
    if len(names) < len(entries):
        raise damaged()
    _check_places(entries, data)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x41:
        raise Unfit("locked", "This file has a password. Remove the password, save it, and attach that.")
    if (
        STRAYS.search(entry.filename)
        or STRAYS.search(entry.orig_filename)
        or entry.compress_type not in METHODS
    ):
        raise damaged()
    if entry.file_size > RATIO_FROM and entry.file_size > RATIO * max(1, entry.compress_size):
        raise _too_much()


def _check_places(entries: list[zipfile.ZipInfo], data: bytes) -> None:
    """The first part begins the file, and none lies over another."""
    reached = 0
    for place, entry in enumerate(sorted(entries, key=lambda one: one.header_offset)):
        if entry.header_offset < reached or (place == 0 and entry.header_offset):
            raise damaged()
        try:
            name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
        except struct.error:
            raise damaged() from None
        reached = entry.header_offset + 30 + name + extra + entry.compress_size
