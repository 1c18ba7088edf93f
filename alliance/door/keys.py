"""Keys that lie in files of their own, outside the database, so that a backup of one is not both; and texts sealed with them."""

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from alliance.ledger.commitments import SALT_BYTES

KEY_BYTES, NONCE_BYTES, LENGTH_BYTES = 32, 12, 4
PAGE = 4096  # a longer ciphertext would tell a view with many words from one with none


def held(name: str) -> bytes | None:
    """The key in the file `name` of the folder of keys; None where there is none."""
    try:
        return _path(name).read_bytes()
    except FileNotFoundError:
        return None


def place(name: str, key: bytes) -> bytes:
    """Write the key where there is none yet (mode 600) and answer the one that is there now."""
    path = _path(name)
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


def _path(name: str) -> Path:
    return Path(settings.KEYS_DIR) / name


def whole(name: str) -> bytes | None:
    """The whole key in the file `name`; None where it is missing or cut short."""
    found = held(name)
    return found if found is not None and len(found) == KEY_BYTES else None


def whole_or_new(name: str, *, waiting: bool) -> bytes | None:
    """The key, made at first need; None where texts are `waiting` under one that is not whole or not there."""
    if held(name) is None and not waiting:
        place(name, AESGCM.generate_key(KEY_BYTES * 8))
    return whole(name)


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
