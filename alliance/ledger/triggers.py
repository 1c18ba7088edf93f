"""Triggers in the database itself, so that not even SQL by accident rewrites a log. Who means to, the proofs tell."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

MESSAGE = "the log is append-only"

_SQLITE = {
    "entry_no_update": "BEFORE UPDATE ON alliance_entry",
    "entry_no_delete": "BEFORE DELETE ON alliance_entry",
    "opening_no_update": "BEFORE UPDATE ON alliance_opening",
    "head_no_delete": "BEFORE DELETE ON alliance_head",
    "head_no_way_back": "BEFORE UPDATE ON alliance_head WHEN NEW.size < OLD.size",
}
_POSTGRES = {
    "entry_no_rewrite": "BEFORE UPDATE OR DELETE OR TRUNCATE ON alliance_entry FOR EACH STATEMENT",
    "opening_no_update": "BEFORE UPDATE OR TRUNCATE ON alliance_opening FOR EACH STATEMENT",
    "head_no_delete": "BEFORE DELETE OR TRUNCATE ON alliance_head FOR EACH STATEMENT",
    "head_no_way_back": "BEFORE UPDATE ON alliance_head FOR EACH ROW WHEN (NEW.size < OLD.size)",
}
_FUNCTION = f"""CREATE OR REPLACE FUNCTION alliance_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
            for name, event in _POSTGRES.items():
                cursor.execute(f"CREATE TRIGGER {name} {event} EXECUTE FUNCTION alliance_append_only()")
        else:
            for name, event in _SQLITE.items():
                cursor.execute(f"CREATE TRIGGER {name} {event} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers (for a migration backwards, and for tests that empty the database)."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, event in _POSTGRES.items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {event.split(' ON ')[1].split()[0]}")
        else:
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def installed_by_migration(apps: Any, schema_editor: Any) -> None:
    """`install`, as a migration calls it."""
    install(schema_editor.connection)


def removed_by_migration(apps: Any, schema_editor: Any) -> None:
    """`remove`, as a migration calls it."""
    remove(schema_editor.connection)
