"""A free text stays outside the log, which holds a salted commitment: the text can be erased, the proof stands."""

import secrets
import unicodedata
from hashlib import sha256

SALT_BYTES = 16


def new_salt() -> bytes:
    """Sixteen random bytes."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(salt: bytes, text: str) -> str:
    """SHA-256 of the salt and the text (NFC, UTF-8), in hex; ValueError for a salt of another length.

    The length is fixed so that no byte can be moved from the text to the salt.
    """
    return sealed(salt, unicodedata.normalize("NFC", text).encode())


def sealed(salt: bytes, data: bytes) -> str:
    """The same for the bytes of a file, as they are."""
    if len(salt) != SALT_BYTES:
        raise ValueError("A salt has exactly 16 bytes.")
    return sha256(salt + data).hexdigest()
