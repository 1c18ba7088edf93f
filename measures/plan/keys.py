"""The alliance’s rounding key: 32 bytes in a file of its own, outside the database, so that a backup of one is not both."""

import secrets
from uuid import UUID

from alliance.door.keys import held
from alliance.door.keys import place as put
from alliance.door.refusals import Refused
from alliance.ledger import queries as ledger

BYTES = 32
PUBLISHED = "release.published"
MISSING = Refused(
    "key_missing",
    "The alliance’s rounding key is missing, so nothing is published. Put its file back from its own backup into "
    "the folder of keys, then publish again. A new key would give every figure a second draw.",
)


def alliance_key(alliance: UUID) -> bytes | Refused:
    """The alliance's key, made at first need; refused where something was published under it and it is not whole."""
    key = held(_name(alliance))
    if key is None and not published_before(alliance):
        key = place(alliance, secrets.token_bytes(BYTES))
    return key if key is not None and len(key) == BYTES else MISSING


def published_before(alliance: UUID) -> bool:
    """Whether the log tells of a release, which was drawn with the key."""
    return bool(ledger.latest(alliance, types=[PUBLISHED], limit=1))


def place(alliance: UUID, key: bytes) -> bytes:
    """Write the key where there is none yet and answer the one that is there now."""
    return put(_name(alliance), key)


def _name(alliance: UUID) -> str:
    return f"{alliance}.key"
