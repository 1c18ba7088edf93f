"""A zipped document as a paper: its directory ends the file and begins it, and each part is read to its end."""

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from alliance.papers.scan.kinds import Unfit, damaged
from alliance.papers.scan.zipped import Most, Odd, Oddity, opened, pieces

MOST, MOST_DIRECTORY = Most(parts=5_000, unpacked=100_000_000), 1_000_000
HEAD = 1024
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
            self._zip = opened(data, MOST)
        except Odd as odd:
            raise _unfit(odd.oddity) from None
        self.entries = self._zip.infolist()
        if min(
            (entry.header_offset for entry in self.entries), default=0
        ):  # something stands before the first
            raise damaged()
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
        kept = bytearray()
        try:
            for piece in pieces(self._zip, entry):
                kept += piece[: keep - len(kept)]
        except Odd:
            raise damaged() from None
        return bytes(kept)


def _check_end(data: bytes) -> None:
    """The directory's end is the file's end, and says where the directory stands: nothing is hung on behind."""
    at = len(data) - _END.size
    if at < 0:
        raise damaged()
    sign, disk, other, here, total, size, start, comment = _END.unpack_from(data, at)
    if sign != b"PK\x05\x06" or disk or other or comment or here != total or start + size != at:
        raise damaged()
    if total > MOST.parts or size > MOST_DIRECTORY:
        raise _unfit("parts")


def _unfit(oddity: Oddity) -> Unfit:
    if oddity == "locked":
        return Unfit("locked", "This file has a password. Remove the password, save it, and attach that.")
    if oddity in ("parts", "unpacked", "ratio"):
        return Unfit(
            "unpacked",
            "This file unpacks to far more than its size, so it is not opened. Copy what matters into a new one.",
        )
    return damaged()
