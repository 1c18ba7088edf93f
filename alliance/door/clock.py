"""The one clock. Only the demo may set it, and only while it writes a simulated log."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from django.conf import settings

from alliance.calendar.holidays import bank_holidays

_set_to: ContextVar[datetime | None] = ContextVar("simulated_now", default=None)


def now() -> datetime:
    """The present instant, in UTC."""
    return _set_to.get() or datetime.now(UTC)


def holidays() -> frozenset[date]:
    """The days on which no working-day clock runs: bank holidays as they are known now."""
    return bank_holidays(settings.HOLIDAYS_FILE)


@contextmanager
def simulated(instant: datetime) -> Iterator[None]:
    """Let it be `instant` (aware) inside the block: for the demo and for tests."""
    if instant.tzinfo is None:
        raise ValueError("The simulated instant needs a time zone.")
    token = _set_to.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)
