"""The invented alliance, told once a process and put back as rows the next time: telling it takes seconds."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

# Written by the migrations themselves, and again each time a test's database has been emptied
GIVEN = {"django_content_type", "auth_permission"}
Table = tuple[str, list[str], list[tuple[Any, ...]]]
_kept: dict[object, list[Table]] = {}


def once(key: object, tell: Callable[[], object]) -> None:
    """Let `tell` fill the empty database, or, where it has done so before under this `key`, put its rows back."""
    if key in _kept:
        _put_back(_kept[key])
    else:
        tell()
        _kept[key] = [table for table in map(_rows, _tables()) if table[2]]


def _tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed} - GIVEN)


def _rows(table: str) -> Table:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return table, [column[0] for column in cursor.description], cursor.fetchall()


def _put_back(tables: list[Table]) -> None:
    """Foreign keys are checked at the end, so that the order of the tables does not matter."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, rows in tables:
            names = ", ".join(f'"{column}"' for column in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
            cursor.execute(statement)
