"""Settings come from the environment; a missing or wrong value is told at start, in a sentence."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 32


def text(name: str, default: str) -> str:
    """The value of `name`, or the default where it is unset or blank."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    """A yes or no."""
    words = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    value = text(name, "yes" if default else "no").lower()
    if value not in words:
        raise ImproperlyConfigured(f"{name} is “{value}”. Set it to yes or no.")
    return words[value]


def number(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number between `low` and `high`."""
    value = text(name, str(default))
    readable = value.isascii() and value.isdigit() and len(value) <= len(str(high))
    if not (readable and low <= int(value) <= high):
        raise ImproperlyConfigured(f"{name} is “{value}”. Set it to a whole number from {low} to {high}.")
    return int(value)


def names(name: str, default: str) -> list[str]:
    """A list of host names, separated by commas."""
    found = [part.strip() for part in text(name, default).split(",") if part.strip()]
    if wrong := [part for part in found if "/" in part or " " in part]:
        raise ImproperlyConfigured(
            f"{name} holds “{wrong[0]}”. Set it to host names with commas between, such as alliance.example"
        )
    return found


def address(name: str, default: str) -> str:
    """The address people type, such as https://alliance.example."""
    value = text(name, default).rstrip("/")
    if not _is_address(value):
        raise ImproperlyConfigured(
            f"{name} is “{value}”. Set it to the address people type, such as https://alliance.example"
        )
    return value


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        rest = (parts.path, parts.query, parts.fragment, parts.username, parts.password)
        return (
            parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and not any(rest)
        )
    except ValueError:  # brackets that do not close, a port that is no number
        return False


def host(address: str) -> str:
    """The host name in an address, as browsers send it: alliance.example, [::1]."""
    name = urlsplit(address).hostname or ""
    return f"[{name}]" if ":" in name else name


def secret(folder: Path, name: str, make: Callable[[], str]) -> str:
    """The secret in the environment, else the one in `folder`, made at the first start with mode 600."""
    value = os.environ.get(name, "").strip()
    if value and len(value) < SHORTEST_SECRET:
        raise ImproperlyConfigured(
            f"{name} is too short to be a secret. Give {SHORTEST_SECRET} random letters or more."
        )
    return value or _kept(folder, name, make)


def _kept(folder: Path, name: str, make: Callable[[], str]) -> str:
    path = state(folder) / name.lower()
    try:
        return path.read_text()
    except FileNotFoundError:
        return _write_once(path, make())
    except OSError as refused:
        raise ImproperlyConfigured(
            f"{path} cannot be read: {refused.strerror}. Give it to this account."
        ) from None


def state(folder: Path) -> Path:
    """The folder for the database and the secrets, made where it is missing, closed to other accounts."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as refused:
        raise ImproperlyConfigured(
            f"The folder {folder} cannot be made: {refused.strerror}. Set ALLIANCE_STATE to one that can be written."
        ) from None
    return folder


def _write_once(path: Path, value: str) -> str:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(value)
    try:
        os.link(draft, path)  # of two processes that start at once, one wins and both read its value
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()


SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL, because NORMAL can lose the last votes when the power fails; what is deleted is overwritten at once
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-4000; PRAGMA secure_delete=ON;",
}


# A statement that comes again is planned once for each connection: planning was half of what each cost
POSTGRES_OPTIONS = {"server_side_binding": True, "prepare_threshold": 2}


def database(folder: Path) -> dict[str, Any]:
    """The database: PostgreSQL by DATABASE_URL, else one SQLite file in `folder`."""
    url = os.environ.get("DATABASE_URL", "").strip()
    if not url:
        return _sqlite(folder / "alliance.sqlite3")
    parsed = _parsed(url)
    if parsed["ENGINE"].endswith("sqlite3"):
        return _sqlite(Path(parsed["NAME"]))
    given = {"OPTIONS": POSTGRES_OPTIONS | parsed.get("OPTIONS", {})}
    return parsed | given | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def _parsed(url: str) -> dict[str, Any]:
    try:
        known = url.startswith(("postgres://", "postgresql://", "sqlite:///"))
        parsed: dict[str, Any] = dict(dj_database_url.parse(url)) if known else {}
    except ValueError:
        parsed = {}
    if not parsed.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL is not understood. Set it to postgresql://name:password@host:5432/database, "
            "or leave it unset for SQLite."
        )
    return parsed


def _sqlite(path: Path) -> dict[str, Any]:
    state(path.parent)
    test = {"NAME": str(path.with_name("test.sqlite3"))}  # a file, so that tests use the same locks as life
    return {
        "ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": SQLITE_OPTIONS, "TEST": test,
        "CONN_MAX_AGE": 60,  # opening and closing one cost more than a vote's statements
    }  # fmt: skip
