"""How a piece is locked: to one length, under all locks at once (X25519, HKDF, AES-GCM), so that every key part is needed.

Over that lies a cover under a key from the store. It hides which slips are written and which are not from whoever holds
the database alone, and is fresh on every slip at every write, so that two backups do not tell which one changed.
"""

import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES, NONCE_BYTES, LENGTH_BYTES = 32, 12, 4
PAGE = 16_384  # what a text is padded to: the longest one fits


def new_part() -> bytes:
    """A fresh key part: 32 bytes, the private half of a lock."""
    return X25519PrivateKey.generate().private_bytes_raw()


def lock_of(part: bytes) -> bytes:
    """The public half of a key part: 32 bytes."""
    return X25519PrivateKey.from_private_bytes(part).public_key().public_bytes_raw()


def locked(text: str, locks: Sequence[bytes], place: bytes) -> bytes:
    """The text under all `locks`, for that `place` alone; every answer has the same length, whatever was written."""
    once = X25519PrivateKey.generate()
    shared = [once.exchange(X25519PublicKey.from_public_bytes(lock)) for lock in locks]
    public = once.public_key().public_bytes_raw()
    return public + _encrypted(_piece_key(public, shared, locks), _padded(text), place)


def unlocked(token: bytes, parts: Sequence[bytes], place: bytes) -> str | None:
    """The text, with every part that belongs to its locks; None with others, or where it is not what was stored."""
    public, rest = token[:KEY_BYTES], token[KEY_BYTES:]
    keys = [X25519PrivateKey.from_private_bytes(part) for part in parts]
    shared = [key.exchange(X25519PublicKey.from_public_bytes(public)) for key in keys]
    locks = [key.public_key().public_bytes_raw() for key in keys]
    plain = _decrypted(_piece_key(public, shared, locks), rest, place)
    if plain is None:
        return None
    size = int.from_bytes(plain[:LENGTH_BYTES])
    return plain[LENGTH_BYTES : LENGTH_BYTES + size].decode()


def cover_key(part: bytes, window: bytes) -> bytes:
    """The key of a window's covers, from the store's part of it."""
    return HKDF(SHA256(), KEY_BYTES, None, b"alliance ticket cover 1" + window).derive(part)


def covered(key: bytes, plain: bytes, place: bytes) -> bytes:
    """`plain` under the cover key, fresh each time."""
    return _encrypted(key, plain, place)


def uncovered(key: bytes, token: bytes, place: bytes) -> bytes | None:
    """What lies under the cover; None with another key."""
    return _decrypted(key, token, place)


def new_key() -> bytes:
    """A fresh symmetric key: 32 bytes."""
    return AESGCM.generate_key(KEY_BYTES * 8)


def _piece_key(public: bytes, shared: Sequence[bytes], locks: Sequence[bytes]) -> bytes:
    about = b"".join([b"alliance ticket piece 1", public, *locks])
    return HKDF(SHA256(), KEY_BYTES, None, about).derive(b"".join(shared))


def _encrypted(key: bytes, plain: bytes, place: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, place)


def _decrypted(key: bytes, token: bytes, place: bytes) -> bytes | None:
    try:
        return AESGCM(key).decrypt(token[:NONCE_BYTES], token[NONCE_BYTES:], place)
    except (InvalidTag, ValueError):  # another key's, or not what was stored
        return None


def _padded(text: str) -> bytes:
    data = text.encode()
    if len(data) + LENGTH_BYTES > PAGE:
        raise ValueError("The text is longer than a page.")
    plain = len(data).to_bytes(LENGTH_BYTES) + data
    return plain + bytes(PAGE - len(plain))
