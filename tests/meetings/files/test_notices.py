"""Everybody in the alliance is told of a meeting: announced, changed, cancelled; but not who did it."""

from datetime import time, timedelta
from email.message import EmailMessage

import icalendar
import vobject
from django.core import mail

from alliance.door.action import Done, must
from alliance.notices.models import State
from meetings.meetings.actions import cancel_meeting, change_meeting, schedule_meeting
from meetings.meetings.models import Meeting
from tests.alliance.notices.acting import letters, look, signed_in, who
from tests.alliance.notices.mail_server import MailServer
from tests.cast import START, Cast, clock_at

DAY = START.date() + timedelta(days=20)
WHEN = {"day": DAY, "begins": time(10), "ends": time(12), "title": "Board", "place": "Town hall"}


def announce(cast: Cast) -> Meeting:
    with clock_at(hours=1):
        assert isinstance(schedule_meeting(cast.caller("manager"), **WHEN), Done)
    return Meeting.objects.get()


def test_a_meeting_that_is_announced(cast: Cast) -> None:
    announce(cast)
    look(1.1)
    told = who(cast, letters("meeting.announced", state=State.SENT))
    assert told == set(cast.people) - {"manager", "stranger"}
    assert {one.subject for one in mail.outbox} == {"MT-001 is announced: Board"}
    assert "Sunday 22 March 2026, 10:00 to 12:00, Town hall." in mail.outbox[0].body
    assert "http://localhost:8000/a/stonebridge/meetings/1/" in mail.outbox[0].body


def test_a_meeting_that_is_changed_is_told_as_it_stands_now(cast: Cast) -> None:
    meeting = announce(cast)
    look(1.1)
    mail.outbox.clear()
    with clock_at(hours=2):
        moved = WHEN | {"begins": time(11), "reason": "The hall is taken."}
        assert isinstance(change_meeting(cast.caller("manager"), meeting=meeting.id, **moved), Done)
    look(2.1)
    assert {one.subject for one in mail.outbox} == {"MT-001 was changed: Board"}
    assert "11:00 to 12:00, Town hall. The hall is taken." in mail.outbox[0].body


def test_a_meeting_cancelled_before_it_was_told_is_told_as_cancelled_only(cast: Cast) -> None:
    meeting = announce(cast)
    with clock_at(hours=1.05):
        assert isinstance(cancel_meeting(cast.caller("manager"), meeting=meeting.id, reason="Snow"), Done)
    look(1.1)
    assert {one.subject for one in mail.outbox} == {"MT-001 is cancelled: Board"}
    assert {one.state for one in letters("meeting.announced")} == {State.NEEDLESS}


def calendar_part(letter: EmailMessage) -> EmailMessage:
    """The third way in which a letter says its news, after text and HTML."""
    assert letter.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in letter.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    return list(letter.iter_parts())[2]


def test_letters_carry_the_entry_for_the_calendar_of_whom_they_are_for(
    cast: Cast, mail_server: MailServer
) -> None:
    meeting = announce(cast)
    look(1.1)
    with clock_at(hours=2):
        moved = WHEN | {"begins": time(11), "reason": "The hall is taken."}
        must(change_meeting(cast.caller("manager"), meeting=meeting.id, **moved))
    look(2.1)
    with clock_at(hours=3):
        must(cancel_meeting(cast.caller("manager"), meeting=meeting.id, reason="Snow"))
    look(3.1)
    parts = [calendar_part(one) for one in mail_server.to("kin@stonebridge.example")]
    asked = [(one.get_param("method"), one.get_param("charset")) for one in parts]
    assert asked == [("REQUEST", "utf-8"), ("REQUEST", "utf-8"), ("CANCEL", "utf-8")]
    for place, part in enumerate(parts):
        text = part.get_content()
        read, other = icalendar.Calendar.from_ical(text), vobject.readOne(text)
        (event,) = read.walk("VEVENT")
        assert read["METHOD"] == other.method.value == part.get_param("method")
        assert event["UID"] == other.vevent.uid.value == str(meeting.id)
        assert event["SEQUENCE"] == int(other.vevent.sequence.value) == place
        assert event["ATTENDEE"] == other.vevent.attendee.value == "mailto:kin@stonebridge.example"
        assert event.decoded("DTSTART") == other.vevent.dtstart.value
        assert event.decoded("DTSTART").hour == (10 if not place else 11)
    assert len(mail_server.to("manager@stonebridge.example")) == 0


def test_what_stands_on_the_page_does_not_follow_the_meeting(cast: Cast) -> None:
    meeting = announce(cast)
    look(1.1)
    kin = signed_in(cast, "kin")
    with clock_at(hours=2):
        before = kin.get("/api/v1/me/notices/").json()
        moved = WHEN | {"title": "Another title", "day": DAY + timedelta(days=1), "reason": "Snow"}
        must(change_meeting(cast.caller("manager"), meeting=meeting.id, **moved))
        assert kin.get("/api/v1/me/notices/").json() == before
        page = kin.get("/notices/").content.decode()
    assert [(one["text"], one["detail"]) for one in before] == [("MT-001 was announced", "")]
    assert "Open one to see how it stands now." in page
    assert "Another title" not in page
