"""A file's keyed fingerprint: a plain hash of a small sheet could be turned back into every cell in seconds."""

import hmac
from hashlib import sha256
from uuid import UUID

from alliance.door.refusals import Refused
from measures.plan.keys import alliance_key

LABEL = b"alliance-file/1"  # a key of its own, so that no file can stand for a draw


def file_mark(alliance: UUID, data: bytes) -> str | Refused:
    """HMAC-SHA256 of a file under a key derived from the alliance's, as 64 hex digits; refused without the key."""
    key = alliance_key(alliance)
    if isinstance(key, Refused):
        return key
    return hmac.new(hmac.digest(key, LABEL, sha256), data, sha256).hexdigest()
