"""PDF, PNG and JPEG: whole from the first byte to the last, with nothing hung on behind and nothing that acts."""

import re
import struct
import zlib

from alliance.papers.scan.kinds import Unfit, damaged

MOST_PIXELS = 100_000_000
ACTS = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
LOCKED = re.compile(rb"/Encrypt\b")
BLANK = b"\x00\t\n\r\f "
SOI_END, SOS = 0xD9, 0xDA
ALONE = {0x01, *range(0xD0, 0xD8)}  # markers of a JPEG that carry no length


def pdf(data: bytes) -> str:
    """A PDF that ends where it says, opens without a password, and shows no script, launch or file inside."""
    if not data.rstrip(BLANK).endswith(b"%%EOF"):
        raise Unfit(
            "trailing", "This PDF is cut short, or something hangs on behind its end. Print it to PDF again."
        )
    if LOCKED.search(data):
        raise Unfit(
            "locked", "This PDF has a password or other protection. Save it without, and attach that."
        )
    if ACTS.search(data):
        raise Unfit(
            "acts",
            "This PDF holds a script, a form that acts, or another file. Print it to PDF and attach that.",
        )
    return "pdf"


def png(data: bytes) -> str:
    """A PNG whose chunks follow one another, each as long and as sound as it says, up to the last byte."""
    at, last = 8, b""
    while at < len(data):
        last, at = _chunk(data, at)
    if last != b"IEND":
        raise damaged()
    return "png"


def _chunk(data: bytes, at: int) -> tuple[bytes, int]:
    try:
        length, name = struct.unpack_from(">I4s", data, at)
        (told,) = struct.unpack_from(">I", data, at + 8 + length)
    except struct.error:
        raise damaged() from None
    end = at + 12 + length
    first, over = at == 8, name == b"IEND" and end != len(data)
    if (
        zlib.crc32(memoryview(data)[at + 4 : at + 8 + length]) != told
        or first != (name == b"IHDR" and length == 13)
        or over
    ):
        raise damaged()
    if first and length == 13:
        _check_pixels(*struct.unpack_from(">II", data, at + 8))
    return name, end


def _check_pixels(width: int, height: int) -> None:
    if not 0 < width * height <= MOST_PIXELS:
        raise Unfit(
            "pixels", "This picture is larger than any screen or page. Save it smaller, and attach that."
        )


def jpeg(data: bytes) -> str:
    """A JPEG whose segments lead to its image, and that ends with its end."""
    at = 2
    while True:
        marker, at = _segment(data, at)
        if marker == SOS:
            break
    if not data.rstrip(b"\x00\n\r ").endswith(b"\xff\xd9"):
        raise damaged()
    return "jpeg"


def _segment(data: bytes, at: int) -> tuple[int, int]:
    """A segment's marker, and where the next one begins."""
    while data[at : at + 2] == b"\xff\xff":
        at += 1
    if len(data) < at + 4 or data[at] != 0xFF or data[at + 1] == SOI_END:
        raise damaged()
    marker = data[at + 1]
    if marker in ALONE:
        return marker, at + 2
    length = int.from_bytes(data[at + 2 : at + 4], "big")
    if length < 2 or at + 2 + length > len(data):
        raise damaged()
    if 0xC0 <= marker <= 0xC3 and length >= 7:
        _check_pixels(*struct.unpack_from(">HH", data, at + 5))
    return marker, at + 2 + length
