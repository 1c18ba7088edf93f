"""The tree over a log (RFC 9162, section 2.1): one plain tree, and no second chain beside it."""

from collections.abc import Iterable
from hashlib import sha256

EMPTY = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of an entry: SHA-256 of 0x00 and its bytes."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256 of 0x01 and its two children."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes in their order; EMPTY where there are none.

    Level by level, two by two, an odd one at the end going up as it is: the same tree as the recursive definition.
    """
    level = list(leaves)
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = [sha256(b"\x01" + left + right).digest() for left, right in pairwise(level)] + odd
    return level[0] if level else EMPTY


def pairwise(level: list[bytes]) -> Iterable[tuple[bytes, bytes]]:
    """First with second, third with fourth, and so on; an odd last one is left out."""
    return zip(level[::2], level[1::2], strict=False)
