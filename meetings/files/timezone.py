"""A time zone as calendars want it: each change of the clocks around an event, taken from the zone's own rules.

The library's own helper writes the spring change an hour late, so this is done here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Change:
    """From the UTC instant `at` on, clocks in the zone stand `after` ahead of UTC, and `before` until then."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


def changes(zone: str, first: int, last: int) -> list[Change]:
    """How clocks in `zone` stand at the beginning of the year `first`, and each change to the end of the year `last`."""
    place = ZoneInfo(zone)
    start, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    return [_change(place, start, start), *_found(place, start, end)]


def _found(place: ZoneInfo, day: datetime, end: datetime) -> Iterator[Change]:
    while day < end:
        if _offset(place, day) != _offset(place, day + DAY):
            yield _change(place, at := _moment(place, day, day + DAY), at - SECOND)
        day += DAY


def _moment(place: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first second with the offset that holds at `high`; there is one change between."""
    was = _offset(place, low)
    while high - low > SECOND:
        middle = low + timedelta(seconds=(high - low) // SECOND // 2)
        low, high = (middle, high) if _offset(place, middle) == was else (low, middle)
    return high


def _offset(place: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(place).utcoffset() or timedelta()


def _change(place: ZoneInfo, at: datetime, before: datetime) -> Change:
    local = at.astimezone(place)
    return Change(
        at, _offset(place, before), _offset(place, at), local.tzname() or str(place), bool(local.dst())
    )


def component(zone: str, first: int, last: int) -> Timezone:
    """The VTIMEZONE of `zone` that holds from the year `first` to the year `last`."""
    made = Timezone()
    made.add("TZID", zone)
    for one in changes(zone, first, last):
        part = TimezoneDaylight() if one.summer else TimezoneStandard()
        part.add(
            "DTSTART", (one.at + one.before).replace(tzinfo=None)
        )  # what a clock shows that is not put yet
        part.add("TZOFFSETFROM", one.before)
        part.add("TZOFFSETTO", one.after)
        part.add("TZNAME", one.name)
        made.add_component(part)
    return made
