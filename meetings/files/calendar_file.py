"""Invitations and calendars as files (RFC 5545, 5546): frozen values go in, bytes come out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vDuration, vUri

from frontend.plain import one_line
from meetings.files.timezone import component

PRODUCT = "-//Alliance//Meetings//EN"
REFRESH = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Party:
    """Who invites, or who is invited: what they are called, and one e-mail address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """One meeting as calendars keep it.

    `uid` never changes; `sequence` grows with each change of time, place or state; `changed` is when it last did
    (aware); `zone` is the clock that its people go by; `agenda` has a line for each item; `reason` says why it was
    changed or called off.
    """

    uid: str
    sequence: int
    changed: datetime
    starts: datetime
    ends: datetime
    zone: str
    title: str
    place: str
    url: str
    agenda: tuple[str, ...] = ()
    reason: str = ""
    cancelled: bool = False

    @property
    def method(self) -> str:
        """What a letter with it asks a calendar to do (RFC 5546)."""
        return "CANCEL" if self.cancelled else "REQUEST"


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something that falls on a day, such as the day on which a decision is looked at again; `words` say more."""

    uid: str
    changed: datetime
    day: date
    title: str
    url: str
    words: str = ""


def invitation(one: Appointment, organiser: Party, guest: Party) -> bytes:
    """A letter's calendar part for one guest, who learns of no other guest: a request, or a cancellation."""
    made = _calendar(one.method, [one])
    event = _event(one)
    event.add("ORGANIZER", _address(organiser))
    guest_ = _address(guest)
    guest_.params |= {
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "CUTYPE": "INDIVIDUAL",
        "RSVP": "FALSE",
    }
    event.add("ATTENDEE", guest_)
    made.add_component(event)
    return bytes(made.to_ical())


def published(name: str, meetings: Sequence[Appointment], days: Iterable[Reminder] = ()) -> bytes:
    """A calendar to download or to follow, called `name`; it names nobody."""
    made = _calendar("PUBLISH", meetings)
    made.add("X-WR-CALNAME", one_line(name))
    made.add("NAME", one_line(name))
    made.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    for one in meetings:
        made.add_component(_event(one))
    for day in days:
        made.add_component(_day(day))
    return bytes(made.to_ical())


def _calendar(method: str, meetings: Sequence[Appointment]) -> Calendar:
    made = Calendar()
    made.add("PRODID", PRODUCT)
    made.add("VERSION", "2.0")
    made.add("CALSCALE", "GREGORIAN")
    made.add("METHOD", method)
    for zone in sorted({one.zone for one in meetings}):
        years = [
            at.astimezone(ZoneInfo(zone)).year
            for one in meetings
            if one.zone == zone
            for at in (one.starts, one.ends)
        ]
        made.add_component(component(zone, min(years) - 1, max(years) + 1))
    return made


def _event(one: Appointment) -> Event:
    event = Event()
    event.add("UID", one.uid)
    event.add("SEQUENCE", one.sequence)
    event.add("DTSTAMP", one.changed.astimezone(UTC))
    event.add("LAST-MODIFIED", one.changed.astimezone(UTC))
    for name, at in (("DTSTART", one.starts), ("DTEND", one.ends)):
        event.add(name, at.astimezone(ZoneInfo(one.zone)))
    event.add("SUMMARY", one_line(one.title))
    event.add("LOCATION", one_line(one.place))
    event.add("DESCRIPTION", _description(one))
    event.add("URL", vUri(one_line(one.url)))
    event.add("STATUS", "CANCELLED" if one.cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if one.cancelled else "OPAQUE")
    return event


def _description(one: Appointment) -> str:
    why = f"{'Called off' if one.cancelled else 'Changed'}: {one_line(one.reason)}" if one.reason else ""
    listed = [f"{place}. {one_line(item)}" for place, item in enumerate(one.agenda, 1)]
    agenda = "\n".join(["Agenda", *listed]) if listed else ""
    return "\n\n".join(part for part in (why, agenda, one_line(one.url)) if part)


def _day(one: Reminder) -> Event:
    event = Event()
    event.add("UID", one.uid)
    event.add("DTSTAMP", one.changed.astimezone(UTC))
    event.add("DTSTART", one.day)
    event.add("DTEND", one.day + timedelta(days=1))
    event.add("SUMMARY", one_line(one.title))
    if one.words:
        event.add("DESCRIPTION", one_line(one.words))
    event.add("URL", vUri(one_line(one.url)))
    event.add("TRANSP", "TRANSPARENT")
    return event


def _address(party: Party) -> vCalAddress:
    """A mail address; ValueError for one that could end the line it stands on."""
    plain = one_line(party.email)
    if plain != party.email or " " in plain or "@" not in plain or parseaddr(plain)[1] != plain:
        raise ValueError("This is no e-mail address that a calendar can name.")
    made = vCalAddress(f"mailto:{party.email}")
    made.params["CN"] = one_line(party.name).replace('"', "'")
    return made
