"""What can be seen of series: each with its rule in words and its meetings to come."""

from dataclasses import dataclass
from uuid import UUID

from alliance.calendar.rules import day_of
from alliance.door import clock
from alliance.door.access import Viewer
from meetings.meetings.models import Meeting
from meetings.meetings.queries.base import COMING, row
from meetings.meetings.shapes import MeetingRow
from meetings.meetings.words import day_remark
from meetings.series.models import Series
from meetings.series.rules import rule_words


@dataclass(frozen=True, slots=True)
class SeriesShown:
    """One series: its rule and its hours in words, its meetings that come, soonest first, and which of them fall on a
    day that is no working day."""

    id: UUID
    title: str
    place: str
    rule: str
    hours: str
    coming: list[MeetingRow]
    day_remarks: list[str]


def all_series(viewer: Viewer) -> list[SeriesShown]:
    """Every series of the alliance, the oldest first. Two queries."""
    found = list(Series.objects.filter(alliance=viewer.alliance))
    meetings = Meeting.objects.filter(series__in=found, state__in=COMING).select_related("alliance")
    coming = list(meetings.order_by("starts_at", "number"))
    return [_shown(viewer, one, [row for row in coming if row.series_id == one.id]) for one in found]


def series_named(viewer: Viewer, id: str) -> SeriesShown:
    """The series with this id, which is one of this alliance's."""
    return next(one for one in all_series(viewer) if str(one.id) == id)


def _shown(viewer: Viewer, one: Series, coming: list[Meeting]) -> SeriesShown:
    rule = rule_words(every=one.every, weekday=one.weekday, nth=one.nth)
    hours = f"{one.begins:%H:%M} to {one.ends:%H:%M}"
    days, holidays = (
        [day_of(meeting.starts_at, meeting.alliance.zone) for meeting in coming],
        clock.holidays(),
    )
    remarks = [words for day in days if (words := day_remark(day, holidays))]
    return SeriesShown(
        one.id, one.title, one.place, rule, hours, [row(viewer, meeting) for meeting in coming], remarks
    )
