"""Whether what `prepare` did last still holds, so that a start may serve at once and look again beside it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from alliance.boot.places import FRONTEND, ROOT, STATE, digest, files_under, is_stamped, write_stamp

STAMP = STATE / "prepared.stamp"
STATIC = STATE / "static"
ASKED = ("DATABASE_URL", "ALLIANCE_DEBUG")  # what else decides where and how things are prepared


def holds(*, demo: bool) -> bool:
    """Whether `prepare` came to its end with these migrations, files and settings, on this database."""
    return STATIC.is_dir() and is_stamped(STAMP, _fingerprint(demo))


def note(*, demo: bool) -> None:
    """Say that `prepare` has come to its end."""
    write_stamp(STAMP, _fingerprint(demo))


def forget() -> None:
    """Say that `prepare` is at work: where it is interrupted, the next start waits for another."""
    STAMP.unlink(missing_ok=True)


def static_sources() -> list[Path]:
    """What static files are collected from."""
    folders = [*ROOT.glob("*/static"), FRONTEND / "built"]
    found = [path for folder in folders for path in files_under(folder) if not path.name.startswith(".")]
    return [*found, ROOT / "requirements.lock"]


def _fingerprint(demo: bool) -> str:
    asked = [os.environ.get(name, "").strip() for name in ASKED]
    return digest([*static_sources(), *ROOT.glob("*/migrations/*.py")], str(demo), *asked, _migrated())


def _migrated() -> str:
    """Which migrations an SQLite file has seen, and when: another file put in its place has seen others.

    A database server is not asked: that would cost what the stamp saves, and `prepare` asks it right afterwards.
    """
    url = os.environ.get("DATABASE_URL", "").strip()
    if url and not url.startswith("sqlite:"):
        return ""
    path = url.removeprefix("sqlite:///") or str(STATE / "alliance.sqlite3")
    try:
        with closing(sqlite3.connect(f"file:{quote(path)}?mode=rw", uri=True)) as database:
            return str(database.execute("SELECT count(*), max(applied) FROM django_migrations").fetchone())
    except sqlite3.Error:
        return "none"
