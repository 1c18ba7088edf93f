"""Days that other wings offer stand in the calendar that people follow."""

from datetime import date

import icalendar
import pytest
from django.test import Client
from vobject import readOne

from alliance.door.action import must
from measures.plan.actions import add_quarters, add_supplier
from meetings.files import feeds
from tests.cast import Cast, clock_at

DAY = date(2026, 1, 1)


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """One quarter, whose sheets two partners send by the end of April."""
    with clock_at(hours=1):
        must(add_quarters(cast.caller("manager"), first=DAY, count=1))
        for code in ("HOM", "KIN"):
            must(add_supplier(cast.caller("manager"), org=cast.orgs[code], starts_on=DAY))
    return cast


def followed(cast: Cast, part: str) -> bytes:
    with clock_at(hours=2):
        secret = feeds.new_feed(cast.viewer(part))
        return Client().get(f"/a/{cast.slug}/calendar/{secret}.ics").content


def test_a_day_on_which_figures_are_due_stands_in_the_private_calendar(planned: Cast) -> None:
    data = followed(planned, "homes")
    (found,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert (found["SUMMARY"], found.decoded("DTSTART")) == (
        "Your 2025/26 Q4 figures are due",
        date(2026, 4, 30),
    )
    assert found["DESCRIPTION"] == "Sent by Threshold Homes and Kinfolk Centre."
    assert found["URL"].endswith("/a/stonebridge/measures/due/")
    assert readOne(data.decode()).vevent.summary.value == "Your 2025/26 Q4 figures are due"


def test_who_sends_nothing_sees_the_day_too_and_a_calendar_asked_again_sees_no_change(planned: Cast) -> None:
    first, again = followed(planned, "council"), followed(planned, "council")
    assert b"SUMMARY:2025/26 Q4 figures are due" in first
    assert first == again
