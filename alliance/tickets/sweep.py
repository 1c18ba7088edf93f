"""What the worker does for the anonymous door: windows close when they are over, and old bytes leave the files."""

from uuid import UUID

from django.db import connection

from alliance.tickets.actions import close
from alliance.tickets.models import State, Window
from alliance.tickets.store import Needed, tidy
from alliance.tickets.windows import READABLE, today

TABLES = ("alliance_slip", "alliance_window")


def tend() -> int:
    """Close what is over and sweep what was left; answers how many windows were closed. Two queries where nothing is due."""
    over = list(Window.objects.filter(state=State.OPEN, closes__lt=today()).values_list("id", flat=True))
    for window in over:
        close(window)
    sweep()
    tidy(_needed)
    return len(over)


def sweep() -> bool:
    """Let the database give up the old bytes of slips; whether it did. What could not be swept now is swept at the next look.

    Rows that were written again or deleted stay readable in a database's files until these are written anew.
    """
    left = list(Window.objects.filter(unswept=True).values_list("id", flat=True))
    if not left or connection.in_atomic_block or not _rewritten():
        return False
    Window.objects.filter(pk__in=left).update(unswept=False)
    return True


def _rewritten() -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in TABLES:
                cursor.execute(f"VACUUM FULL {table}")
            return True
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _, _ = cursor.fetchone()
        return not busy


def _needed(window: UUID) -> Needed | None:
    row = Window.objects.filter(pk=window).only("state", "generation").first()
    if row is None or row.state == State.PREPARING:
        return None
    return Needed(row.state == State.OPEN, row.generation if row.state in READABLE else None)
