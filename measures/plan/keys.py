"""The alliance’s rounding key: 32 bytes in a file of its own, outside the database, so that a backup of one is not both."""

import os
import secrets
from pathlib import Path
from uuid import UUID

from django.conf import settings

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
    held = _held(alliance)
    if held is None and not published_before(alliance):
        held = place(alliance, secrets.token_bytes(BYTES))
    return held if held is not None and len(held) == BYTES else MISSING


def published_before(alliance: UUID) -> bool:
    """Whether the log tells of an edition, which was drawn with the key."""
    return bool(ledger.latest(alliance, types=[PUBLISHED], limit=1))


def _held(alliance: UUID) -> bytes | None:
    try:
        return _path(alliance).read_bytes()
    except FileNotFoundError:
        return None


def place(alliance: UUID, key: bytes) -> bytes:
    """Write the key where there is none yet (mode 600) and answer the one that is there now."""
    path = _path(alliance)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key)
    try:
        os.link(draft, path)  # of two that come at once one wins, and both use its key
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_bytes()


def _path(alliance: UUID) -> Path:
    return Path(settings.KEYS_DIR) / f"{alliance}.key"
