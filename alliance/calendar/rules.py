"""Days as people count them: clear days, working days, and what a wall clock means; pure, holidays as an argument."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SATURDAY = 5


def day_of(at: datetime, zone: str) -> date:
    """The calendar day on which the aware instant `at` falls in `zone`."""
    return at.astimezone(ZoneInfo(zone)).date()


def clear_days(first: date, last: date) -> int:
    """Whole days between two days, neither of them counted: 14 July to 20 July has 5; never below 0."""
    return max((last - first).days - 1, 0)


def latest_notice(event: date, clear: int) -> date:
    """The last day on which notice still leaves `clear` clear days before the day `event`."""
    return event - (clear + 1) * DAY


def earliest_event(notice: date, clear: int) -> date:
    """The first day that has `clear` clear days after notice given on the day `notice`."""
    return notice + (clear + 1) * DAY


def is_working_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Monday to Friday, and not one of `holidays`."""
    return day.weekday() < SATURDAY and day not in holidays


def working_days_after(day: date, count: int, holidays: Collection[date] = ()) -> date:
    """The day on which the `count`-th working day after `day` falls; `day` itself is not counted."""
    left = count
    while left:
        day += DAY
        left -= is_working_day(day, holidays)
    return day


def working_days_before(day: date, count: int, holidays: Collection[date] = ()) -> date:
    """The day on which the `count`-th working day before `day` falls; `day` itself is not counted."""
    left = count
    while left:
        day -= DAY
        left -= is_working_day(day, holidays)
    return day


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The `nth` (from 1) `weekday` (Monday 0) of a month; ValueError where the month has no such day."""
    first = date(year, month, 1)
    day = first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY
    if day.month != month:
        raise ValueError(f"{first:%B %Y} has no such day.")
    return day


def instants(day: date, clock: time, zone: str) -> list[datetime]:
    """Each UTC instant at which a clock in `zone` shows `clock` on `day`.

    One as a rule; none in the hour that spring skips; two, earlier first, in the hour that autumn repeats.
    """
    wall = datetime.combine(day, clock)
    both = {wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(one for one in both if one.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall)
