"""What the worker does for the anonymous door: windows close when they are over, and old bytes leave the files."""

import logging
from uuid import UUID

from django.db import connection

from alliance.tickets.actions import close
from alliance.tickets.models import State, Window
from alliance.tickets.sealed.store import Lost, Needed, tidy
from alliance.tickets.windows import READABLE, today

log = logging.getLogger(__name__)
TABLES = ("alliance_slip", "alliance_window")


def tend() -> int:
    """Close what is over and sweep what was left; answers how many windows were closed. Two queries where nothing is due."""
    over = list(Window.objects.filter(state=State.OPEN, closes__lt=today()).values_list("id", flat=True))
    ended = sum(_closed(window) for window in over)
    sweep()
    tidy(_needed)
    return ended


def _closed(window: UUID) -> bool:
    """Whether it could be closed: one whose part is not in the store waits for it, and holds up no other."""
    try:
        close(window)
    except Lost:
        log.error(
            "A window is over and cannot be closed: the store's part of its key is missing. Put its file back."
        )
        return False
    return True


def sweep() -> bool:
    """Let the database give up the old bytes of slips; whether it did. What could not be swept now is swept at the next look.

    Rows that were written again or deleted stay readable in a database's files until these are written anew. What changes
    while that goes on has another mark than the one that was read before, so it keeps it, and is swept next time.
    """
    left = list(Window.objects.exclude(unswept=None).values_list("id", "unswept"))
    if not left or connection.in_atomic_block or not _rewritten():
        return False
    for window, mark in left:
        Window.objects.filter(pk=window, unswept=mark).update(unswept=None)
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
