"""Whose turn it is to write: on SQLite a waiter can starve for seconds, so a file lock keeps the queue."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def turn() -> Iterator[None]:
    """Wait for one's turn on SQLite; PostgreSQL's row lock needs no help."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with open(f"{connection.settings_dict['NAME']}.turn", "w") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        yield
