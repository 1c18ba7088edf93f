"""Everybody in the alliance is told of a meeting: announced, changed, cancelled; but not who did it."""

from datetime import time, timedelta

from django.core import mail

from alliance.door.action import Done
from alliance.notices.models import State
from meetings.meetings.actions import cancel_meeting, change_meeting, schedule_meeting
from meetings.meetings.models import Meeting
from tests.alliance.notices.acting import letters, look, who
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
