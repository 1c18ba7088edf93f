"""What a page remarks about a meeting, in sentences: its day, when it was really held, and what lacked notice or quorum."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from alliance.calendar.rules import SATURDAY, day_of
from meetings.meetings.rules import hour, joined


def day_words(day: date) -> str:
    """A day as people say it: “Tuesday 14 July 2026”."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def day_remark(day: date, holidays: Collection[date]) -> str:
    """A gentle remark where many will not be at work: “14 November 2026 is a Saturday.”; "" on a working day."""
    named = f"{day.day} {day:%B %Y} is a"
    if day in holidays:
        return f"{named} bank holiday, a {day:%A}."
    return f"{named} {day:%A}." if day.weekday() >= SATURDAY else ""


def held_words(
    starts: datetime, ends: datetime, opened: datetime | None, closed: datetime | None, zone: str
) -> str:
    """When a meeting was announced for and when it was held, where that differs; "" before it is over."""
    if opened is None or closed is None:
        return ""
    announced, held = _span(starts, ends, zone), _span(opened, closed, zone)
    if announced == held:
        return ""
    from_, to = held[1:]
    on = "" if announced[0] == held[0] else f"on {day_words(held[0])} "
    return f"Announced for {announced[1]} to {announced[2]}; held {on}from {from_} to {to}."


def _span(first: datetime, last: datetime, zone: str) -> tuple[date, str, str]:
    return day_of(first, zone), hour(first, zone), hour(last, zone)


def late_words(places: Sequence[int]) -> str:
    """Which items, by their places in order, came after notice; "" where none did."""
    words = f"{_items(places)} came after notice: to talk about, not to decide."
    return words[0].upper() + words[1:] if places else ""


def undecided_words(places: Sequence[int]) -> str:
    """Which items, by their places in order, had no quorum when they were left; "" where all had."""
    was, them = ("was", "it") if len(places) == 1 else ("were", "them")
    words = f"There was no quorum when {_items(places)} {was} left: nothing was decided on {them}."
    return words if places else ""


def _items(places: Sequence[int]) -> str:
    if len(places) < 2:
        return f"item {''.join(str(place) for place in places)}"
    together = len(places) > 2 and places[-1] - places[0] == len(places) - 1
    return f"items {f'{places[0]} to {places[-1]}' if together else joined([str(one) for one in places])}"
