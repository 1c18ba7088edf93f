"""Plain SQL for the few statements of every governed write, where building a query costs more than running it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

Values = Sequence[Any] | Mapping[str, Any]


def run(statement: str, values: Values = ()) -> int:
    """Run one statement, with values in order or by name; UUIDs and instants are adapted to the database at hand. Answers
    how many rows it wrote."""
    with connection.cursor() as cursor:
        cursor.execute(statement, _all_adapted(values, cursor.db))
        written: int = cursor.rowcount
        return written


def rows(statement: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """What one query finds."""
    with connection.cursor() as cursor:
        cursor.execute(statement, _all_adapted(values, cursor.db))
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _all_adapted(values: Values, database: BaseDatabaseWrapper) -> Values:
    if isinstance(values, Mapping):
        return {name: adapted(value, database) for name, value in values.items()}
    return [adapted(value, database) for value in values]


def adapted(value: Any, database: BaseDatabaseWrapper) -> Any:
    """`value` as this database takes it: SQLite keeps UUIDs as hex, instants and days as text."""
    adapt = _ADAPTED.get(type(value))  # most values are text or numbers, and need nothing
    return value if adapt is None else adapt(value, database)


_ADAPTED: Mapping[type, Callable[[Any, BaseDatabaseWrapper], Any]] = {
    UUID: lambda value, database: value if database.features.has_native_uuid_field else value.hex,
    datetime: lambda value, database: database.ops.adapt_datetimefield_value(value),
    date: lambda value, database: database.ops.adapt_datefield_value(value),
}


def instant(value: Any) -> datetime:
    """An instant as the database gave it, made aware."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    aware: datetime = value if value.tzinfo else value.replace(tzinfo=connection.timezone)
    return aware
