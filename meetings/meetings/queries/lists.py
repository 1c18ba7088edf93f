"""Meetings in lists: those that come, those that were, what waits, and what a reference stands for."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator

from alliance.calendar.rules import day_of, earliest_event
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.wings.offers import Reference, Wait
from meetings.meetings import rules
from meetings.meetings.models import Meeting
from meetings.meetings.queries.base import COMING, address, of, row
from meetings.meetings.settings import ground
from meetings.meetings.shapes import MeetingRow
from meetings.meetings.states import WORDS

PAGE = 50
SOON = timedelta(days=7)


def meetings(viewer: Viewer, *, past: bool = False, number: int = 1) -> Page[MeetingRow]:
    """Page `number` of the meetings: those that come, soonest first, or those past, latest first."""
    found = of(viewer).exclude(state__in=COMING) if past else of(viewer).filter(state__in=COMING)
    page: Page[Any] = Paginator(
        found.order_by("-starts_at" if past else "starts_at", "number"), PAGE
    ).get_page(number)
    page.object_list = [row(viewer, meeting) for meeting in page.object_list]
    return page


def next_day(viewer: Viewer) -> str:
    """What the notice rule means today, in words, for who announces a meeting."""
    base = ground(viewer.alliance)
    days = base.book.agenda_clear_days
    first = earliest_event(base.day(clock.now()), days)
    when = f"{first:%A} {first.day} {first:%B}"
    return f"The rule-book asks for {days} clear days of notice: a meeting announced today can decide from {when}."


def again_words(viewer: Viewer) -> str:
    """What the rule-book says of an adjourned meeting, in words, for who calls one."""
    base = ground(viewer.alliance)
    need = rules.need(base.book, len(base.members), adjourned=True)
    return (
        f"An adjourned meeting is held at least {base.book.adjourned_days} days on. {need} of {len(base.members)} members "
        "are enough there. It decides only what lacked the quorum twice, and never what needs every member."
    )


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """Meetings of the next seven days."""
    coming = of(viewer).filter(state__in=COMING, ends_at__gt=now, starts_at__lte=now + SOON)
    return [_coming(viewer, one) for one in coming.order_by("starts_at", "number")]


def references(viewer: Viewer, refs: Iterable[str]) -> list[Reference]:
    """What MT-003 stands for."""
    numbers = {int(ref.partition("-")[2]): ref for ref in refs}
    return [_reference(viewer, one, numbers[one.number]) for one in of(viewer).filter(number__in=numbers)]


def things(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By id, what a meeting is called."""
    return {str(one.id): _reference(viewer, one, str(one)) for one in of(viewer).filter(id__in=ids)}


def _reference(viewer: Viewer, meeting: Meeting, ref: str) -> Reference:
    return Reference(ref, meeting.title, address(viewer, meeting), WORDS[meeting.state])


def _coming(viewer: Viewer, one: Meeting) -> Wait:
    day = day_of(one.starts_at, one.alliance.zone)
    words = (
        f"{one.title} meets on {day:%A} {day.day} {day:%B}, {rules.hour(one.starts_at, one.alliance.zone)}"
    )
    return Wait("meeting", words, address(viewer, one), day, one.place)
