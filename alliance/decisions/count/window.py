"""When a vote may open, close and move: instants from what people type, and the limits that notice sets."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alliance.decisions.count.electorate import State
from alliance.door.refusals import Refused, malformed

CLOSING_TIME = time(17)


def local_instant(text: str, zone: str) -> datetime | Refused:
    """The UTC instant of a local time such as “2026-03-29 17:00” in `zone`, an IANA name.

    Where clocks change, a time can come twice or never: both are refused, for a guess could cost a vote. A time
    written with its offset (“2026-10-25 01:30+01:00”) is taken as it stands.
    """
    try:
        typed = datetime.fromisoformat(text.strip())
    except ValueError:
        return malformed("bad_time", f"“{text}” is not a date and time. Write it as in 2026-03-29 17:00.")
    if typed.tzinfo is not None:
        return typed.astimezone(UTC)
    return _placed(typed, ZoneInfo(zone))


def _placed(typed: datetime, zone: ZoneInfo) -> datetime | Refused:
    first, second = (typed.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    shown = f"{typed:%H:%M} on {typed.day} {typed:%B %Y}"
    if first.astimezone(zone).replace(tzinfo=None) != typed:
        return malformed(
            "no_such_time", f"{shown} does not exist: the clocks go forward. Choose another time."
        )
    if first != second:
        return malformed(
            "ambiguous_time",
            f"{shown} comes twice: the clocks go back. Choose another time, or add the offset, as in "
            f"{typed:%Y-%m-%d %H:%M}{first.astimezone(zone).isoformat()[-6:]}.",
        )
    return first


def lapses(circulated: datetime, days: int, zone: str) -> datetime:
    """The latest a written decision may close: the end of day `days`, local time, circulation day counted as 1."""
    place = ZoneInfo(zone)
    day_after = circulated.astimezone(place).date() + timedelta(days=days)
    return datetime.combine(day_after, time.min, place).astimezone(UTC)


def earliest_close(state: State, now: datetime) -> datetime:
    """The earliest deadline a change made `now` may leave: never before the present one, nor within the notice."""
    return max(state.closes, now + state.electorate.notice)


def latest_close(state: State, circulated: datetime) -> datetime:
    """The latest deadline of the text circulated at `circulated`."""
    return lapses(circulated, state.electorate.written_days, state.electorate.time_zone)


def default_close(opens: datetime, written_days: int, notice_days: int, zone: str) -> datetime:
    """17:00 local time on the last day of a written decision, opening day counted; never under the notice."""
    place = ZoneInfo(zone)
    last = opens.astimezone(place).date() + timedelta(days=written_days - 1)
    return max(
        datetime.combine(last, CLOSING_TIME, place).astimezone(UTC), opens + timedelta(days=notice_days)
    )
