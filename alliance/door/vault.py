"""Sealed texts at rest: encrypted for one place, all of one length, under a key that lies outside the database."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alliance.door import keys
from alliance.ledger.commitments import SALT_BYTES

KEY_BYTES, NONCE_BYTES, LENGTH_BYTES = 32, 12, 4
PAGE = 4096  # a longer ciphertext would tell a view with many words from one with none


def key(name: str) -> bytes | None:
    """The whole key in the file `name`; None where it is missing or cut short."""
    found = keys.held(name)
    return found if found is not None and len(found) == KEY_BYTES else None


def key_or_new(name: str, *, waiting: bool) -> bytes | None:
    """The key, made at first need; None where texts are `waiting` under one that is not whole or not there."""
    if keys.held(name) is None and not waiting:
        keys.place(name, AESGCM.generate_key(KEY_BYTES * 8))
    return key(name)


def shut(key: bytes, salt: bytes, text: str, place: bytes) -> bytes:
    """A salt and a text, encrypted for `place` alone and padded to a whole number of pages."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, _padded(salt, text), place)


def opened(key: bytes, token: bytes, place: bytes) -> tuple[bytes, str] | None:
    """The salt and the text behind `token`; None where it is another key's, another place's, or not what was stored."""
    try:
        plain = AESGCM(key).decrypt(token[:NONCE_BYTES], token[NONCE_BYTES:], place)
    except (InvalidTag, ValueError):
        return None
    salt, rest = plain[:SALT_BYTES], plain[SALT_BYTES:]
    size = int.from_bytes(rest[:LENGTH_BYTES])
    return salt, rest[LENGTH_BYTES : LENGTH_BYTES + size].decode()


def _padded(salt: bytes, text: str) -> bytes:
    data = text.encode()
    plain = salt + len(data).to_bytes(LENGTH_BYTES) + data
    return plain + bytes(-len(plain) % PAGE)
