"""When digests are due, clocks that change included, and how long a failed letter waits."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.calendar.rules import day_of
from alliance.notices.rules import HOUR, PAUSES, holds_monday, next_digest, pause

LONDON = "Europe/London"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "hour", "due"),
    [
        ("2026-03-02 06:00", HOUR, "2026-03-02 07:30"),  # winter: London is UTC
        ("2026-03-02 07:30", HOUR, "2026-03-03 07:30"),  # on the minute: that one has gone out
        ("2026-03-28 12:00", HOUR, "2026-03-29 06:30"),  # the day the clocks go forward
        ("2026-03-29 06:30", HOUR, "2026-03-30 06:30"),
        ("2026-10-24 12:00", HOUR, "2026-10-25 07:30"),  # the day they go back
        ("2026-03-28 12:00", time(1, 30), "2026-03-29 01:30"),  # 01:30 is skipped: 02:30 summer time
        ("2026-03-29 01:30", time(1, 30), "2026-03-30 00:30"),
        ("2026-10-24 12:00", time(1, 30), "2026-10-25 00:30"),  # 01:30 comes twice: the first
        ("2026-10-25 00:30", time(1, 30), "2026-10-26 01:30"),  # and not the second as well
    ],
)
def test_a_digest_is_due_at_the_hour_that_clocks_show(after: str, hour: time, due: str) -> None:
    assert next_digest(utc(after), hour, LONDON) == utc(due)


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    st.times(),
    st.sampled_from([LONDON, "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham", "UTC"]),
)
def test_there_is_one_digest_on_each_local_day(start: datetime, hour: time, zone: str) -> None:
    due = [next_digest(start, hour, zone)]
    for _ in range(400):
        due.append(next_digest(due[-1], hour, zone))
    days = [day_of(one, zone) for one in due]
    assert all(later - day == timedelta(days=1) for day, later in pairwise(days))


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        ("2026-03-02 07:30", "2026-03-02 07:31", True),  # a Monday
        ("2026-03-03 07:30", "2026-03-03 07:31", False),
        ("2026-03-07 07:30", "2026-03-11 09:00", True),  # the worker slept over a Monday
        ("2026-03-03 07:30", "2026-03-08 23:59", False),  # Tuesday to Sunday
        ("2026-03-03 07:30", "2026-06-01 07:30", True),
        ("2026-03-29 23:30", "2026-03-29 23:30", True),  # Monday already, by London's summer time
    ],
)
def test_a_week_turns_on_monday(since: str, until: str, holds: bool) -> None:
    assert holds_monday(utc(since), utc(until), LONDON) is holds


def test_pauses_grow_and_end() -> None:
    assert all(one < later for one, later in pairwise(PAUSES))
    assert pause(1) == timedelta(minutes=1)
    assert pause(len(PAUSES)) == timedelta(days=1)
    assert pause(len(PAUSES) + 1) is None
