"""Plain SQL for the few statements of every governed write, where building a query costs more than running it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection


def run(statement: str, values: Sequence[Any] = ()) -> None:
    """Run one statement; UUIDs and instants are adapted to the database at hand."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [adapted(value) for value in values])


def rows(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """What one query finds."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [adapted(value) for value in values])
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def adapted(value: Any) -> Any:
    """`value` as this database takes it: SQLite keeps UUIDs as hex and instants as text."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def instant(value: Any) -> datetime:
    """An instant as the database gave it, made aware."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    aware: datetime = value if value.tzinfo else value.replace(tzinfo=connection.timezone)
    return aware
