"""Triggers in the database itself, so that not even SQL by accident rewrites a log. Who means to, the proofs tell."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

MESSAGE = "the log is append-only"

# A text may go once an entry of the same log names it as erased; an entry's own words cannot imitate the name, for
# bodies hold no free text
_NAMED = """SELECT 1 FROM alliance_entry e WHERE e.alliance_id = OLD.alliance_id AND e.type = 'text.erased' AND {found}"""
_SQLITE_FOUND = (
    "instr(CAST(e.data AS TEXT), '\"entry\":' || OLD.seq || ',\"field\":\"' || OLD.field || '\"') > 0"
)
_POSTGRES_FOUND = "position(convert_to('\"entry\":' || OLD.seq || ',\"field\":\"' || OLD.field || '\"', 'UTF8') in e.data) > 0"

_SQLITE = {
    "entry_no_update": "BEFORE UPDATE ON alliance_entry",
    "entry_no_delete": "BEFORE DELETE ON alliance_entry",
    "opening_no_update": "BEFORE UPDATE ON alliance_opening",
    "opening_no_delete": f"BEFORE DELETE ON alliance_opening WHEN NOT EXISTS ({_NAMED.format(found=_SQLITE_FOUND)})",
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
_ERASED = f"""CREATE OR REPLACE FUNCTION alliance_erased_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF NOT EXISTS ({_NAMED.format(found=_POSTGRES_FOUND)}) THEN RAISE EXCEPTION '{MESSAGE}'; END IF; RETURN OLD; END $$"""
_ERASURE = "opening_no_delete BEFORE DELETE ON alliance_opening FOR EACH ROW"


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
            for name, event in _POSTGRES.items():
                cursor.execute(f"CREATE TRIGGER {name} {event} EXECUTE FUNCTION alliance_append_only()")
            cursor.execute(_ERASED)
            cursor.execute(f"CREATE TRIGGER {_ERASURE} EXECUTE FUNCTION alliance_erased_only()")
        else:
            for name, event in _SQLITE.items():
                cursor.execute(f"CREATE TRIGGER {name} {event} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers (for a migration backwards, and for tests that empty the database)."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, event in _POSTGRES.items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {event.split(' ON ')[1].split()[0]}")
            cursor.execute("DROP TRIGGER IF EXISTS opening_no_delete ON alliance_opening")
        else:
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def installed_by_migration(apps: Any, schema_editor: Any) -> None:
    """`install`, as a migration calls it."""
    install(schema_editor.connection)


def removed_by_migration(apps: Any, schema_editor: Any) -> None:
    """`remove`, as a migration calls it."""
    remove(schema_editor.connection)
