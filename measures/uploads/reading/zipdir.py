"""The directory of a zip file, looked at before anything is unpacked."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from measures.uploads.reading import limits
from measures.uploads.reading.limits import corrupt, halt, too_large

CHUNK = 65_536
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ESCAPES = re.compile(r"(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:|\\|\0")
FAULTS = (
    zipfile.BadZipFile,
    NotImplementedError,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """An archive whose directory has passed; raises `Stopped`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except FAULTS as fault:
        raise corrupt("directory") from fault
    with archive:
        check_directory(archive.infolist(), data)
        yield archive


def check_directory(entries: list[zipfile.ZipInfo], data: bytes) -> None:
    """Raises `Stopped` for too many, too large, twice named, overlapping, encrypted or straying entries."""
    if len(entries) > limits.MAX_ENTRIES:
        raise halt(
            "limit.entries",
            f"This workbook has more than {limits.MAX_ENTRIES} parts. Copy the table into a new one.",
        )
    if sum(entry.file_size for entry in entries) > limits.MAX_UNZIPPED:
        raise too_large()
    for entry in entries:
        _check_entry(entry)
    _check_names(entries)
    _check_overlap(entries, data)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x41:
        raise halt(
            "file.password", "This workbook has a password. Remove the password, save it, and send it again."
        )
    if ESCAPES.search(entry.filename) or ESCAPES.search(entry.orig_filename):
        raise halt(
            "zip.straying", "This workbook has a part that points outside itself. Save it again as .xlsx."
        )
    if entry.compress_type not in METHODS:
        raise corrupt(entry.filename)
    if entry.file_size > limits.RATIO_FROM and entry.file_size > limits.RATIO * max(1, entry.compress_size):
        raise halt(
            "limit.ratio",
            "This workbook unpacks to far more than its size. Copy the table into a new workbook.",
        )


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names):
        raise halt(
            "zip.duplicate",
            "This workbook holds two parts of one name. Open it, save it again, and send that.",
        )


def _check_overlap(entries: list[zipfile.ZipInfo], data: bytes) -> None:
    reached = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < reached:
            raise halt(
                "zip.overlap", "Parts of this workbook overlap. Open it, save it again, and send that."
            )
        reached = _end(entry, data)


def _end(entry: zipfile.ZipInfo, data: bytes) -> int:
    try:
        name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
    except struct.error as fault:
        raise corrupt(entry.filename) from fault
    return int(entry.header_offset + 30 + name + extra + entry.compress_size)


def chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part, checked against its checksum and counted against its declared size."""
    seen = 0
    try:
        with archive.open(entry) as part:
            while piece := part.read(CHUNK):
                seen += len(piece)
                if seen > entry.file_size:
                    raise too_large()
                yield piece
    except FAULTS as fault:
        raise corrupt(entry.filename) from fault
    if seen != entry.file_size:
        raise corrupt(entry.filename)
