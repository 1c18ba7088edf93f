"""What the anonymous door tells everybody about itself: what is stored, read from the database as it is, and its limits."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models.functions import Length

from alliance.tickets.models import Slip, Window
from alliance.tickets.narrow.hosts import has_own_host

LIMITS = (
    "Nothing that is stored links you to what you write: no name, no address, no device, no time, no order.",
    "A server that somebody alters so that it watches could see you write. Whoever watches both the running database and the line to it may match the two by the time.",
    "Your style can give you away, and so can something that only you could know. Who reads it may guess, above all a warning.",
    "Each ticket is shown once. If you lose yours, it is lost; nobody can find it or give you another.",
    "Pieces open only with all three parts of the key. If one part is lost, all pieces are lost.",
    "No secrecy is promised by law: this is not a legal safe space. That is why so little is kept, and why it is destroyed.",
    "Old bytes are cleared from the database’s own files. A disk, and a backup made meanwhile, may keep encrypted ones longer.",
)
SAME_HOST = (
    "This page shares its host name with the pages where you sign in, so your browser sends its sign-in cookie here as well. "
    "It is thrown away unread. To send none, open this page in a private window."
)
STREAMED = (
    "This database streams or archives its own log. Copies of it elsewhere may show, to whoever runs them, when slips were "
    "written, though not whose or what."
)
_COPIES = """SELECT current_setting('archive_mode') <> 'off'
    OR EXISTS (SELECT 1 FROM pg_stat_replication) OR EXISTS (SELECT 1 FROM pg_replication_slots)"""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns as (name, type), as the database itself gives them, and how many rows it has."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Stored:
    """All that the anonymous door stores, and the lengths in bytes of all that is written: one, whatever was written."""

    tables: tuple[Table, ...]
    lengths: tuple[int, ...]
    unswept: int


def limits() -> tuple[str, ...]:
    """What this door cannot do, in sentences, as things stand on this server. One query on PostgreSQL."""
    return (*LIMITS, *([] if has_own_host() else [SAME_HOST]), *([STREAMED] if _is_streamed() else []))


def stored() -> Stored:
    """What is stored, from the database's own description of its tables."""
    return Stored(
        tables=tuple(_table(model) for model in (Slip, Window)),
        lengths=tuple(sorted(Slip.objects.values_list(Length("sealed"), flat=True).distinct())),
        unswept=Window.objects.exclude(unswept=None).count(),
    )


def _table(model: type[Slip] | type[Window]) -> Table:
    name = model._meta.db_table
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, name)
        columns = tuple((column.name, _kind(column)) for column in found)
    return Table(name, columns, model.objects.count())


def _kind(column: Any) -> str:
    """The column's type in a word of Django's."""
    kind = connection.introspection.get_field_type(column.type_code, column)
    return (kind[0] if isinstance(kind, tuple) else kind).removesuffix("Field")


def _is_streamed() -> bool:
    """Whether copies of the database's log leave this server; SQLite has no such thing of its own."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(_COPIES)
        return bool(cursor.fetchone()[0])
