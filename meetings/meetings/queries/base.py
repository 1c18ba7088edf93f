"""What the queries of this room share: where they start, one meeting in a line, and what the notice rule gives."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from alliance.calendar.rules import working_days_after
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from meetings.meetings.models import Meeting
from meetings.meetings.settings import Ground
from meetings.meetings.shapes import MeetingRow
from meetings.meetings.states import WORDS, State
from meetings.meetings.words import held_words

COMING = (State.SCHEDULED, State.OPEN)


def of(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings of the viewer's alliance."""
    return Meeting.objects.filter(alliance=viewer.alliance).select_related("alliance")


def one(viewer: Viewer, number: int) -> Meeting:
    """MT-`number`; NotFound where there is none."""
    found = of(viewer).filter(number=number).select_related("adjourned_from").first()
    if found is None:
        raise NotFound
    return found


def address(viewer: Viewer, meeting: Meeting) -> str:
    """Where the meeting's page stands."""
    return reverse("meeting", args=[viewer.slug, meeting.number])


def row(viewer: Viewer, meeting: Meeting) -> MeetingRow:
    """A meeting in one line."""
    return MeetingRow(
        id=meeting.id, number=meeting.number, ref=str(meeting), title=meeting.title, place=meeting.place,
        starts=meeting.starts_at, ends=meeting.ends_at, zone=meeting.alliance.zone, state=meeting.state,
        state_words=WORDS[meeting.state], url=address(viewer, meeting),
        held=held_words(meeting.starts_at, meeting.ends_at, meeting.opened_at, meeting.closed_at, meeting.alliance.zone),
    )  # fmt: skip


def minutes_due(viewer: Viewer, meeting: Meeting, base: Ground) -> date | None:
    """The day by which minutes are to be out, bank holidays left out; None before the close."""
    if meeting.closed_at is None:
        return None
    return working_days_after(base.day(meeting.closed_at), base.book.minutes_working_days, clock.holidays())
