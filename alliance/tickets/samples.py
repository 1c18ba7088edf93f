"""Samples that a database keeps of its tables, beside them: what is destroyed in a table would stay there."""

from collections.abc import Callable
from typing import Any

_COLUMNS = """SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"""


def unsampled(*tables: str) -> Callable[[Any, Any], None]:
    """For a migration: let PostgreSQL take no more samples of the columns of these tables, and throw those away that it has:
    it does so where a column's type is set, to the same one too. It plans with them, and keeps some values of each column
    among its own tables until the next look. Nothing is to be done on SQLite, which takes none by itself."""

    def take_none(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        with schema_editor.connection.cursor() as cursor:
            for table in tables:
                cursor.execute(_COLUMNS, [table])
                for name, kind in cursor.fetchall():
                    column = f'ALTER TABLE "{table}" ALTER COLUMN "{name}"'
                    cursor.execute(f"{column} TYPE {kind}")
                    cursor.execute(f"{column} SET STATISTICS 0")

    return take_none
