"""Keys that lie in files of their own, outside the database, so that a backup of one is not both."""

import os
import secrets
from pathlib import Path

from django.conf import settings


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
