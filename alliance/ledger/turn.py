"""Whose turn it is to write: on SQLite a waiter can starve for seconds, so a file lock keeps the queue."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def turn() -> Iterator[None]:
    """Wait for one's turn on SQLite; PostgreSQL's row lock needs no help."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    queue = os.open(
        f"{connection.settings_dict['NAME']}.turn", os.O_RDWR | os.O_CREAT, 0o600
    )  # `open` costs ten times this
    try:
        fcntl.flock(queue, fcntl.LOCK_EX)
        yield
    finally:
        os.close(queue)
