"""The one seam between the index and the database: how a word is looked for where, and what a migration must lay for it."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL
from django.db.utils import OperationalError

TABLE, FAST = "alliance_findable", "alliance_findable_fts"
_VECTOR = "array_to_tsvector(string_to_array(words, ' '))"  # no parser of the database's: the words are ours

_GIN = f"CREATE INDEX findable_words ON {TABLE} USING gin ({_VECTOR})"
_FTS = f"CREATE VIRTUAL TABLE {FAST} USING fts5(words, entry, proposal UNINDEXED, tokenize = 'ascii', prefix = '2 3')"
_PUT = f"INSERT INTO {FAST} (words, entry, proposal) VALUES (new.words, new.id, new.proposal_id);"  # noqa: S608 - constants
_OF = f"SELECT rowid FROM {FAST} WHERE {FAST} MATCH 'entry : ' || old.id"  # noqa: S608 - constants
_DROP = f"DELETE FROM {FAST} WHERE rowid IN ({_OF});"  # noqa: S608 - constants
# The rows are the truth; the virtual table follows them within the same transaction, however they are written
_TRIGGERS = {
    "findable_added": f"AFTER INSERT ON {TABLE} BEGIN {_PUT} END",
    "findable_gone": f"AFTER DELETE ON {TABLE} BEGIN {_DROP} END",
    "findable_changed": f"AFTER UPDATE ON {TABLE} BEGIN {_DROP} {_PUT} END",
}


def having(word: str) -> RawSQL:
    """The ids of proposals in which a word begins with `word` (folded: letters and digits alone)."""
    ask, value = _ASKED[engine(connection.alias)]
    return RawSQL(ask, value(word))  # noqa: S611 - constants; the word is a parameter


@cache
def engine(alias: str) -> str:
    """Which way of looking this database has: gin, fts5, or like where SQLite came without FTS5."""
    if connection.vendor == "postgresql":
        return "gin"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = %s", [FAST])
        return "fts5" if cursor.fetchone()[0] else "like"


_Values = Callable[[str], list[Any]]
_ASKED: dict[str, tuple[str, _Values]] = {
    "gin": (
        f"SELECT proposal_id FROM {TABLE} WHERE {_VECTOR} @@ %s::tsquery",  # noqa: S608 - constants
        lambda word: [f"'{word}':*"],
    ),
    "fts5": (
        f"SELECT proposal FROM {FAST} WHERE {FAST} MATCH %s",  # noqa: S608 - constants
        lambda word: [f'words : "{word}" *'],
    ),
    "like": (
        f"SELECT proposal_id FROM {TABLE} WHERE words LIKE %s OR words LIKE %s",  # noqa: S608 - constants
        lambda word: [f"{word}%", f"% {word}%"],
    ),
}


def lay(on: BaseDatabaseWrapper) -> None:
    """Lay what makes looking quick: an index in PostgreSQL, a virtual table with triggers in SQLite that has FTS5."""
    with on.cursor() as cursor:
        if on.vendor == "postgresql":
            cursor.execute(_GIN)
            return
        try:
            cursor.execute(_FTS)
        except OperationalError:  # no such module: words are looked for by LIKE
            return
        for name, event in _TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER {name} {event}")


def lift(on: BaseDatabaseWrapper) -> None:
    """Take it away again (a migration backwards)."""
    with on.cursor() as cursor:
        if on.vendor == "postgresql":
            cursor.execute("DROP INDEX IF EXISTS findable_words")
            return
        for name in _TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(f"DROP TABLE IF EXISTS {FAST}")


def laid_by_migration(apps: Any, schema_editor: Any) -> None:
    """`lay`, as a migration calls it."""
    lay(schema_editor.connection)


def lifted_by_migration(apps: Any, schema_editor: Any) -> None:
    """`lift`, as a migration calls it."""
    lift(schema_editor.connection)
