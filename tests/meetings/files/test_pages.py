"""Files of meetings as people, programs and calendars fetch them."""

import io
import logging
from datetime import time
from uuid import UUID

import docx
import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alliance.contract.models import Affiliation
from alliance.desk.quiet import WithoutLinks
from alliance.door.action import must
from alliance.door.window import opened
from meetings.files import feeds, queries
from meetings.files.models import Feed
from meetings.meetings.actions import add_item, cancel_meeting, change_meeting, close_meeting
from meetings.minutes.actions import issue_minutes
from tests.alliance.decisions.acting import opened as proposed
from tests.cast import Cast, build, clock_at
from tests.meetings.stage import DAY, MORNING, announced, under_way

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HERE, API = "/a/stonebridge/meetings/", "/api/v1/alliances/stonebridge/meetings/"


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast.people[part], backend=BACKEND)
    return client


@pytest.fixture
def meeting(cast: Cast) -> UUID:
    """A coming meeting with a decision and a few words on its agenda."""
    with clock_at(hours=1):
        made = announced(cast)
        must(add_item(cast.caller("kin"), meeting=made, ref=f"D-{proposed(cast):03}"))
        must(add_item(cast.caller("kin"), meeting=made, text="Budget, and what next?"))
    return made


def entry(data: bytes):
    (found,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return found


def test_a_meeting_goes_into_a_calendar_with_its_agenda(cast: Cast, meeting: UUID) -> None:
    with clock_at(hours=2):
        for path in (f"{HERE}1/calendar/", f"{API}1/calendar/"):
            answer = signed_in(cast, "observer").get(path)
            found = entry(answer.content)
            assert answer["Content-Type"] == "text/calendar; charset=utf-8"
            assert answer["Content-Disposition"] == 'attachment; filename="MT-001.ics"'
            assert (found["SUMMARY"], found["SEQUENCE"], found["UID"]) == ("Leadership team", 0, str(meeting))
            assert "1. D-001 Weekly calls\n2. Budget, and what next?" in found["DESCRIPTION"]
            assert found["URL"].endswith("/a/stonebridge/meetings/1/")
        assert signed_in(cast, "kin").get(f"{HERE}9/calendar/").status_code == 404


def test_each_change_is_counted_and_a_cancellation_is_told(cast: Cast, meeting: UUID) -> None:
    manager, viewer = cast.caller("manager"), cast.viewer("council")
    now = {
        "title": "Leadership team",
        "begins": time(11),
        "ends": time(13),
        "place": "Town Hall",
        "reason": "The hall is late",
    }
    with clock_at(hours=2):
        first = entry(queries.invitation(viewer, 1).data)
        must(change_meeting(manager, meeting=meeting, day=DAY, **now))
        second = entry(queries.invitation(viewer, 1).data)
        must(cancel_meeting(manager, meeting=meeting, reason="Snow"))
        third = queries.invitation(viewer, 1).data
    assert [one["SEQUENCE"] for one in (first, second, entry(third))] == [0, 1, 2]
    assert {one["UID"] for one in (first, second, entry(third))} == {str(meeting)}
    assert second.decoded("DTSTART").hour == 11
    assert b"METHOD:CANCEL" in third
    assert str(first["ATTENDEE"]) == "mailto:council@stonebridge.example"
    assert str(first["ORGANIZER"]) == "mailto:alliance@localhost"


def test_minutes_are_a_document_once_they_are_issued(cast: Cast) -> None:
    meeting = under_way(cast, items=("Welcome",))
    with clock_at(hours=MORNING + 2):
        must(close_meeting(cast.caller("facilitator"), meeting=meeting))
        assert signed_in(cast, "kin").get(f"{HERE}1/minutes/document/").status_code == 404
        text = "1. Welcome\n\nWe met.\n"
        must(issue_minutes(cast.caller("facilitator"), meeting=meeting, text=text, edition=0))
        for path in (f"{HERE}1/minutes/document/", f"{API}1/minutes/document/"):
            answer = signed_in(cast, "observer").get(path)
            made = docx.Document(io.BytesIO(answer.content))
            said = [one.text for one in made.paragraphs]
            assert answer["Content-Disposition"] == 'attachment; filename="MT-001 minutes.docx"'
            assert {"Leadership team: minutes", "1. Welcome", "We met.", "Present"} <= set(said)
            assert [row.cells[0].text for row in made.tables[0].rows][1:] == [
                "Stonebridge Council", "Four Rivers ICB", "Threshold Homes", "Kinfolk Centre",
            ]  # fmt: skip
        assert "minutes/document/" in signed_in(cast, "kin").get(f"{HERE}1/minutes/").content.decode()


def followed(cast: Cast, part: str = "kin") -> str:
    """The path of this person's new calendar address, as the page shows it."""
    answer = signed_in(cast, part).post(HERE.replace("stonebridge", cast.slug) + "calendar/")
    assert answer.status_code == 201
    return "/" + answer.content.decode().split('id="address">')[1].split("<")[0].split("/", 3)[3]


def test_a_calendar_follows_a_private_address_without_signing_in(cast: Cast, meeting: UUID) -> None:
    with clock_at(hours=2):
        path = followed(cast)
        answer = Client().get(path)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(one["SUMMARY"]) for one in found] == ["Leadership team"]
    assert b"mailto:" not in answer.content
    assert Feed.objects.get().digest not in path


def test_a_new_address_ends_the_old_one_and_throwing_it_away_ends_both(cast: Cast, meeting: UUID) -> None:
    with clock_at(hours=2):
        first, second = followed(cast), followed(cast)
        assert [Client().get(path).status_code for path in (first, second)] == [404, 200]
        assert "cannot be shown again" in signed_in(cast, "kin").get(f"{HERE}calendar/").content.decode()
        assert signed_in(cast, "icb").post(f"{HERE}calendar/stop/").status_code == 302
        assert Client().get(second).status_code == 200
        assert signed_in(cast, "kin").post(f"{HERE}calendar/stop/").status_code == 302
        assert Client().get(second).status_code == 404


def test_an_address_ends_with_the_account_the_place_and_at_the_alliance_s_edge(
    cast: Cast, meeting: UUID
) -> None:
    other = build("fernhill")
    with clock_at(hours=2):
        path = followed(cast)
        assert Client().get(path.replace("stonebridge", "fernhill")).status_code == 404
        assert Client().get(followed(other)).status_code == 200
        for wrong in ("x", "%00", "é", "a" * 5000):
            assert Client().get(f"/a/stonebridge/calendar/{wrong}.ics").status_code == 404
        person = cast.people["kin"]
        person.is_active = False
        person.save()
        assert Client().get(path).status_code == 404
        person.is_active = True
        person.save()
        with opened():
            Affiliation.objects.filter(person=person).delete()
        assert Client().get(path).status_code == 404


def test_the_address_does_not_stand_in_the_server_s_log(cast: Cast) -> None:
    secret = feeds.new_feed(cast.viewer("kin"))
    record = logging.LogRecord("x", 30, "", 0, "Not Found: /a/s/calendar/%s.ics", (secret,), None)
    WithoutLinks().filter(record)
    assert secret not in record.getMessage()


def test_a_stranger_has_no_calendar_here(cast: Cast, meeting: UUID) -> None:
    with clock_at(hours=2):
        stranger = signed_in(cast, "stranger")
        for path in (
            f"{HERE}calendar/",
            f"{HERE}1/calendar/",
            f"{HERE}1/minutes/document/",
            f"{API}1/calendar/",
        ):
            assert stranger.get(path).status_code == 404
        assert stranger.post(f"{HERE}calendar/").status_code == 404
    assert not Feed.objects.exists()


def test_a_calendar_asks_the_database_as_often_for_many_meetings_as_for_one(
    cast: Cast, meeting: UUID
) -> None:
    viewer, counts = cast.viewer("kin"), []
    with clock_at(hours=2):
        for more in (0, 3):
            for _ in range(more):
                must(add_item(cast.caller("kin"), meeting=announced(cast), ref="D-001", text="More"))
            with CaptureQueriesContext(connection) as asked:
                queries.calendar(viewer)
            counts.append(len(asked))
    assert counts[0] == counts[1]
