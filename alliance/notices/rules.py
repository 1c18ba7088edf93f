"""When a digest goes out, what a failed letter waits for, and what a link may end."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alliance.calendar.rules import DAY, day_of

HOUR = time(7, 30)
ZONE = "Europe/London"
STALE = timedelta(days=2)  # older news is left to the digest
SHOWN = timedelta(days=30)  # how long a notice stands on its person's page
DIGEST = "digest"
# After each failure in turn; nearly two days in all: a mail server may be down for a night and a day
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))


def next_digest(after: datetime, hour: time, zone: str) -> datetime:
    """The first instant after `after` at which a day's digest is due, in UTC: once each local day.

    In the hour that autumn repeats the first time counts; a time that spring skips is taken an hour later.
    """
    place = ZoneInfo(zone)
    today = day_of(after, zone)
    due = (datetime.combine(today + days * DAY, hour, place).astimezone(UTC) for days in (0, 1, 2))
    return next(one for one in due if one > after)


def holds_monday(since: datetime, until: datetime, zone: str) -> bool:
    """Whether a Monday lies in these days, both counted: after an outage a missed weekly digest still goes out."""
    first, last = day_of(since, zone), day_of(until, zone)
    return (last - first).days >= 6 or any(
        (first + days * DAY).weekday() == 0 for days in range((last - first).days + 1)
    )


def pause(tries: int) -> timedelta | None:
    """How long to wait after the failure number `tries` (from 1); None: give up."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None
