"""The invented alliance, told once a run and put back as rows and files the next time: telling it takes seconds."""

import fcntl
import os
import pickle
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

from alliance.demo import story
from alliance.ledger.queries import alliances
from tests.cast import PASSWORD

WRITTEN = datetime(2026, 7, 22, 16, tzinfo=UTC)  # the day for which the story is written
LATER = datetime(2027, 2, 3, 9, tzinfo=UTC)
FOLDER = Path(os.environ["TOLD_IN_TESTS"])  # of this run, for all of its processes
# Written by the migrations themselves
GIVEN = {"django_content_type", "auth_permission"}
# What a story keeps outside the database
APART = (settings.KEYS_DIR, settings.PAPERS_DIR, settings.TICKETS_DIR)
Table = tuple[str, list[str], list[tuple[Any, ...]]]


def marlhaven(now: datetime) -> UUID:
    """Marlhaven, alive at this instant, in an empty database; everybody's password is PASSWORD."""
    once(f"{now:%Y-%m-%dT%H%M}", lambda: story.load(PASSWORD, now))
    return alliances()[0]


def once(key: str, tell: Callable[[], object]) -> None:
    """Let `tell` fill the empty database, or, where any process of this run has done so under this `key`, put its rows back."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / key).open("a+b") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)  # who comes second waits, for telling it again would take longer
        if kept.seek(0, os.SEEK_END) == 0:
            tell()
            filled = [table for table in map(_rows, tables()) if table[2]]
            kept.write(pickle.dumps((filled, _files(filled))))
            return
        kept.seek(0)
        filled, files = pickle.load(kept)
    _put_back(filled)
    _lay_down(files)


def _files(filled: list[Table]) -> dict[str, bytes]:
    """What is named after a row, by its path in the state folder: other processes may keep theirs beside it."""
    ids = {str(cell).replace("-", "") for _name, _columns, rows in filled for row in rows for cell in row}
    return {
        str(path.relative_to(settings.STATE_DIR)): path.read_bytes()
        for folder in APART for path in folder.rglob("*") if path.name.replace("-", "")[:32] in ids
    }  # fmt: skip


def _lay_down(files: dict[str, bytes]) -> None:
    for name, held in files.items():
        path = settings.STATE_DIR / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(held)


def tables() -> list[str]:
    """Every table that tests write to."""
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed} - GIVEN)


def _rows(table: str) -> Table:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return table, [column[0] for column in cursor.description], cursor.fetchall()


def _put_back(filled: list[Table]) -> None:
    """Foreign keys are checked at the end, so that the order of the tables does not matter."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, rows in filled:
            names = ", ".join(f'"{column}"' for column in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
            cursor.execute(statement)
