"""What people take home from meetings: an entry for their calendar, a calendar to follow, minutes as a document."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from alliance.calendar.rules import day_of
from alliance.decisions.queries import register
from alliance.decisions.reading.values import Row
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event
from alliance.links.queries import resolve
from alliance.people.models import Person
from alliance.wings import registry
from alliance.wings.offers import Attachment, Day
from meetings.files import calendar_file
from meetings.files.calendar_file import Appointment, Party, Reminder
from meetings.files.document import MinutesPaper, Stretch, document
from meetings.files.models import Feed
from meetings.meetings.models import AgendaItem, Meeting
from meetings.meetings.rules import hour
from meetings.meetings.shapes import MeetingRow
from meetings.meetings.states import State
from meetings.meetings.words import day_words
from meetings.minutes.queries import minutes as issued
from meetings.minutes.shapes import MinutesPage

BACK = timedelta(days=400)
MOST = 500
MOVES = ("meeting.changed", "meeting.cancelled")  # what a calendar must hear of


@dataclass(frozen=True, slots=True)
class Made:
    """A file: its name and its bytes."""

    name: str
    data: bytes


def one_meeting(viewer: Viewer, number: int) -> Made:
    """A meeting as a calendar entry to keep; NotFound where there is none."""
    found = _appointment(viewer, number)
    return Made(f"MT-{number:03}.ics", calendar_file.published(viewer.alliance_name, [found]))


def invitation(viewer: Viewer, number: int) -> Attachment:
    """The calendar part of the letter by which this viewer is invited to a meeting, or told that it is called off;
    its content type names the method that its bytes name (RFC 6047, 2.4)."""
    person, one = Person.objects.get(id=viewer.person), _appointment(viewer, number)
    sender = Party(viewer.alliance_name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    data = calendar_file.invitation(one, sender, Party(str(person), person.email))
    return Attachment("invitation.ics", f"text/calendar; method={one.method}", data)


def calendar(viewer: Viewer) -> Made:
    """The alliance's meetings since a year ago, the days on which decisions are looked at again, and those that wings offer."""
    now = clock.now()
    rows = Meeting.objects.filter(alliance=viewer.alliance, starts_at__gt=now - BACK)
    meetings = _appointments(
        viewer, list(rows.select_related("alliance").order_by("-starts_at", "-number")[:MOST])
    )
    reviews = [
        _reminder(viewer, row) for row in register(viewer, state="in_force", size=MOST) if row.review_on
    ]
    others = [_offered(each) for query in registry.days() for each in query(viewer, now)]
    return Made(
        f"{viewer.slug}.ics", calendar_file.published(viewer.alliance_name, meetings, reviews + others)
    )


def feed(viewer: Viewer) -> datetime | None:
    """When this viewer's private calendar address was made; None where there is none."""
    found = Feed.objects.filter(person_id=viewer.person, alliance_id=viewer.alliance)
    return found.values_list("made_at", flat=True).first()


def minutes(viewer: Viewer, number: int) -> Made:
    """The minutes of a meeting as last issued, as a document; NotFound where none have been."""
    page = issued(viewer, number)
    if not page.versions:
        raise NotFound
    return Made(f"{page.meeting.ref} minutes.docx", document(_paper(viewer.alliance_name, page)))


def _paper(alliance: str, page: MinutesPage) -> MinutesPaper:
    one, latest = page.meeting, page.versions[0]
    by = f" by {latest.issued_by}" if latest.issued_by else ""
    standing = (
        "Official: everyone who was there has accepted them." if latest.official_at else "Not official yet."
    )
    return MinutesPaper(
        alliance=alliance, ref=one.ref, title=one.title, place=one.place, made=latest.issued_at, text=latest.text,
        when=_when(one),
        standing=(f"Version {latest.number}, issued {_moment(latest.issued_at, one.zone)}{by}. {standing}",),
        record=tuple(Stretch(part.heading, part.lines) for part in latest.parts[1:]),
        accepted=tuple((said.name, _answered(said.accepted_at, one.zone)) for said in latest.answers),
        proof=f"When this version was issued the register had {latest.size} entries, with the root {latest.root}.",
    )  # fmt: skip


def _when(one: MeetingRow) -> str:
    day = day_words(day_of(one.starts, one.zone))
    return f"{day}, {hour(one.starts, one.zone)} to {hour(one.ends, one.zone)}. {one.held}".strip()


def _answered(at: datetime | None, zone: str) -> str:
    return _moment(at, zone) if at else "has not answered"


def _moment(at: datetime, zone: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%B %Y, %H:%M}"


def _appointment(viewer: Viewer, number: int) -> Appointment:
    found = list(Meeting.objects.filter(alliance=viewer.alliance, number=number).select_related("alliance"))
    if not found:
        raise NotFound
    return _appointments(viewer, found)[0]


def _appointments(viewer: Viewer, rows: list[Meeting]) -> list[Appointment]:
    """Four queries and one for each kind of reference, however many meetings there are."""
    agendas, moves = _agendas(viewer, rows), _moves(viewer, rows)
    return [_entry(viewer, row, agendas[row.id], moves[str(row.id)]) for row in rows]


def _entry(viewer: Viewer, row: Meeting, agenda: list[str], moves: list[Event]) -> Appointment:
    return Appointment(
        uid=str(row.id), sequence=len(moves), changed=moves[-1].at if moves else row.announced_at,
        starts=row.starts_at, ends=row.ends_at, zone=row.alliance.zone, title=row.title, place=row.place,
        url=_absolute("meeting", viewer.slug, row.number), agenda=tuple(agenda), reason=row.reason,
        cancelled=row.state == State.CANCELLED,
    )  # fmt: skip


def _agendas(viewer: Viewer, rows: list[Meeting]) -> dict[UUID, list[str]]:
    items = list(AgendaItem.objects.filter(meeting__in=rows).order_by("position"))
    known = resolve(viewer, {item.ref for item in items if item.ref})
    found: dict[UUID, list[str]] = defaultdict(list)
    for item in items:
        title = known[item.ref].title if item.ref in known else ""
        found[item.meeting_id].append(" ".join(part for part in (item.ref, title, item.text) if part))
    return found


def _moves(viewer: Viewer, rows: Iterable[Meeting]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in ledger.events(viewer.alliance, topics=[str(row.id) for row in rows], types=MOVES):
        found[event.body["meeting"]].append(event)
    return found


def _reminder(viewer: Viewer, row: Row) -> Reminder:
    assert row.review_on is not None  # noqa: S101 - the caller leaves the others out
    uid = str(uuid5(viewer.alliance, f"{row.ref} looked at again"))
    url = _absolute("decision", viewer.slug, row.number)
    return Reminder(
        uid, row.decided_at or row.opened_at, row.review_on, f"Look again at {row.ref} {row.title}", url
    )


def _offered(each: Day) -> Reminder:
    url = f"{settings.SITE_ADDRESS}{each.url}"
    return Reminder(each.uid, each.changed, each.on, each.title, url, each.words)


def _absolute(name: str, *named: object) -> str:
    return f"{settings.SITE_ADDRESS}{reverse(name, args=named)}"
