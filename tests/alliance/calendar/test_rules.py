"""Days are counted as law and custom count them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.calendar.rules import (
    clear_days,
    day_of,
    earliest_event,
    instants,
    is_working_day,
    latest_notice,
    nth_weekday,
    working_days_after,
    working_days_before,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
LONDON = "Europe/London"


@pytest.mark.parametrize(
    ("first", "last", "clear"),
    [
        pytest.param(date(2026, 7, 14), date(2026, 7, 20), 5, id="neither-end-counts"),
        pytest.param(date(2026, 7, 14), date(2026, 7, 15), 0, id="tomorrow-is-no-clear-day"),
        pytest.param(date(2026, 7, 14), date(2026, 7, 14), 0, id="today-is-none"),
        pytest.param(date(2026, 7, 14), date(2026, 7, 1), 0, id="the-past-is-none"),
    ],
)
def test_clear_days_leave_out_both_ends(first: date, last: date, clear: int) -> None:
    assert clear_days(first, last) == clear


@given(DAYS, st.integers(0, 60))
def test_notice_on_the_latest_day_is_just_enough_and_a_day_later_is_not(event: date, clear: int) -> None:
    last = latest_notice(event, clear)
    assert clear_days(last, event) == clear
    assert earliest_event(last, clear) == event
    if clear:
        assert clear_days(last + timedelta(days=1), event) == clear - 1


def test_a_weekend_and_a_holiday_are_not_worked() -> None:
    holidays = {date(2026, 8, 31)}
    assert working_days_after(date(2026, 8, 28), 1, holidays) == date(2026, 9, 1)
    assert working_days_after(date(2026, 8, 28), 1) == date(2026, 8, 31)


@given(DAYS, st.integers(1, 40), st.sets(DAYS, max_size=5))
def test_so_many_working_days_later_so_many_were_worked(day: date, count: int, holidays: set[date]) -> None:
    end = working_days_after(day, count, holidays)
    assert is_working_day(end, holidays)
    days = [day + step * timedelta(days=1) for step in range(1, (end - day).days + 1)]
    assert sum(is_working_day(one, holidays) for one in days) == count


@given(DAYS, st.integers(1, 40), st.sets(DAYS, max_size=5))
def test_counting_back_from_a_working_day_undoes_counting_forward(
    day: date, count: int, holidays: set[date]
) -> None:
    start = working_days_after(day, 1, holidays)
    assert working_days_before(working_days_after(start, count, holidays), count, holidays) == start


def test_the_second_tuesday_is_found_and_a_fifth_that_is_not_there_is_refused() -> None:
    assert nth_weekday(2026, 8, 1, 2) == date(2026, 8, 11)
    assert nth_weekday(2026, 9, 1, 1) == date(2026, 9, 1)
    with pytest.raises(ValueError, match="no such day"):
        nth_weekday(2026, 7, 1, 5)


@pytest.mark.parametrize(
    ("day", "clock", "found"),
    [
        pytest.param(date(2026, 3, 29), time(17), [datetime(2026, 3, 29, 16, tzinfo=UTC)], id="row-58-summer-time-begins"),
        pytest.param(date(2026, 3, 29), time(1, 30), [], id="row-58-an-hour-that-is-skipped"),
        pytest.param(
            date(2026, 10, 25), time(1, 30),
            [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)],
            id="row-58-an-hour-that-comes-twice",
        ),
    ],
)  # fmt: skip
def test_a_wall_clock_means_one_instant_none_or_two(day: date, clock: time, found: list[datetime]) -> None:
    assert instants(day, clock, LONDON) == found


def test_a_late_instant_belongs_to_the_next_day_where_clocks_are_ahead() -> None:
    assert day_of(datetime(2026, 7, 14, 23, 30, tzinfo=UTC), LONDON) == date(2026, 7, 15)
