"""How secrets are written down for people: capital letters and digits in groups, read back however they are typed."""

import base64
import binascii
import re
from hashlib import sha256

TICKET_BYTES, PART_BYTES, CHECK_BYTES = 16, 32, 3
GROUP = 4
LOOKS_LIKE = str.maketrans("018", "OIB")  # digits that no ticket holds
SILENT = re.compile(r"[\s-]")


def ticket_text(ticket: bytes) -> str:
    """A ticket of 16 bytes as 26 letters and digits, in groups of four."""
    return _grouped(ticket)


def ticket_bytes(typed: str) -> bytes | None:
    """The ticket that was typed; None where it cannot be one."""
    return _read(typed, TICKET_BYTES)


def part_text(part: bytes) -> str:
    """A key part of 32 bytes with a check of its own, as 56 letters and digits in groups of four."""
    return _grouped(part + _check(part))


def part_bytes(typed: str) -> bytes | None:
    """The key part that was typed; None where a letter is wrong or missing."""
    found = _read(typed, PART_BYTES + CHECK_BYTES)
    return found[:PART_BYTES] if found and found[PART_BYTES:] == _check(found[:PART_BYTES]) else None


def _check(part: bytes) -> bytes:
    return sha256(b"alliance key part" + part).digest()[:CHECK_BYTES]


def _grouped(data: bytes) -> str:
    letters = base64.b32encode(data).decode().rstrip("=")
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def _read(typed: str, size: int) -> bytes | None:
    letters = SILENT.sub("", typed[:200]).upper().translate(LOOKS_LIKE)
    try:
        found = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except (binascii.Error, ValueError):  # a letter that is none, or not ASCII
        return None
    return found if len(found) == size else None
