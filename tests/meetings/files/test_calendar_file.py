"""Two calendar readers, neither of them the writer's own eyes, agree on what an invitation says."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from meetings.files.calendar_file import Appointment, Party, Reminder, invitation, published
from meetings.files.timezone import changes, component

ALLIANCE, ADA = (
    Party("Stonebridge", "alliance@stonebridge.example"),
    Party("Ada Commissioner", "ada@cast.example"),
)
MEETING = Appointment(
    uid="0b1c7a52-6a3e-4f0e-9a53-6a0c5f0d9f10", sequence=0, changed=datetime(2026, 3, 2, 9, tzinfo=UTC),
    starts=datetime(2026, 3, 10, 10, tzinfo=UTC), ends=datetime(2026, 3, 10, 12, tzinfo=UTC), zone="Europe/London",
    title="Leadership team", place="Town Hall, room 2", url="https://stonebridge.example/a/stonebridge/meetings/1/",
    agenda=("D-018 Weekly calls", "Budget; what next?"),
)  # fmt: skip
HOSTILE = [
    "two\r\nlines", "end\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil", "a,b;c\\d:e", "\\n not a line", 'say "yes"', "tab\there", "null\x00sign",
    "line\u2028separator\u2029", "vertical\x0bform\x0cfeed\x85next", "ü" * 300, "🜁" * 100, "=?utf-8?q?x?=", "^n^'^^", "\u202eright to left",
]  # fmt: skip


def read(data: bytes):
    """The one event of a file, as each of the two readers has it."""
    first = icalendar.Calendar.from_ical(data)
    second = vobject.readOne(data.decode())
    assert len(first.walk("VEVENT")) == 1
    assert len(second.vevent_list) == 1
    return first, first.walk("VEVENT")[0], second, second.vevent


def test_an_invitation_says_when_where_and_what_to_both_readers() -> None:
    first, event, second, other = read(invitation(MEETING, ALLIANCE, ADA))
    assert (first["METHOD"], second.method.value) == ("REQUEST", "REQUEST")
    assert event["UID"] == other.uid.value == MEETING.uid
    assert event["SUMMARY"] == other.summary.value == "Leadership team"
    assert event["LOCATION"] == other.location.value == "Town Hall, room 2"
    said = "Agenda\n1. D-018 Weekly calls\n2. Budget; what next?\n\nhttps://stonebridge.example/a/stonebridge/meetings/1/"
    assert event["DESCRIPTION"] == other.description.value == said
    assert event.decoded("DTSTART") == other.dtstart.value == MEETING.starts
    assert event.decoded("DTEND") == other.dtend.value == MEETING.ends


def test_a_guest_learns_of_no_other_guest() -> None:
    data = invitation(MEETING, ALLIANCE, ADA)
    _, event, _, other = read(data)
    assert str(event["ORGANIZER"]) == other.organizer.value == "mailto:alliance@stonebridge.example"
    assert str(event["ATTENDEE"]) == other.attendee.value == "mailto:ada@cast.example"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert data.count(b"mailto:") == 2
    assert b"mailto:" not in published("Stonebridge", [MEETING])


def test_a_change_and_a_cancellation_are_newer_and_the_same_meeting() -> None:
    changed = replace(
        MEETING, sequence=1, starts=MEETING.starts + timedelta(hours=1), reason="The hall is late"
    )
    off = replace(changed, sequence=2, cancelled=True, reason="Snow")
    files = [read(invitation(one, ALLIANCE, ADA)) for one in (MEETING, changed, off)]
    assert [str(first["METHOD"]) for first, *_ in files] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [event["SEQUENCE"] for _, event, *_ in files] == [0, 1, 2]
    assert [int(other.sequence.value) for *_, other in files] == [0, 1, 2]
    assert {str(event["UID"]) for _, event, *_ in files} == {MEETING.uid}
    assert [other.status.value for *_, other in files] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert files[1][1]["DESCRIPTION"].startswith("Changed: The hall is late\n")
    assert files[2][1]["DESCRIPTION"].startswith("Called off: Snow\n")


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("name", ["title", "place", "agenda", "reason", "url", "organiser", "guest"])
def test_no_words_end_a_line_or_begin_another(name: str, words: str) -> None:
    value = (words, "after") if name == "agenda" else words
    one = replace(MEETING, **{name: value}) if name not in ("organiser", "guest") else MEETING
    organiser = replace(ALLIANCE, name=words) if name == "organiser" else ALLIANCE
    guest = replace(ADA, name=words) if name == "guest" else ADA
    data = invitation(one, organiser, guest)
    first, event, _, other = read(data)
    assert event["UID"] == other.uid.value == MEETING.uid
    assert (data.count(b"\r\nATTENDEE"), data.count(b"\r\nBEGIN:VEVENT")) == (1, 1)
    assert not first.walk("VALARM")
    if name in ("title", "place"):
        shown = str(event["SUMMARY" if name == "title" else "LOCATION"])
        assert shown == getattr(other, "summary" if name == "title" else "location").value
        assert "\n" not in shown
    if name == "title" and not any(sign < " " for sign in words):
        assert str(event["SUMMARY"]) == " ".join(words.replace("\x85", " ").split())


@given(st.text(max_size=120), st.text(max_size=120))
def test_both_readers_read_the_same_whatever_is_written(title: str, item: str) -> None:
    _, event, _, other = read(invitation(replace(MEETING, title=title, agenda=(item,)), ALLIANCE, ADA))
    assert event["SUMMARY"] == other.summary.value
    assert event["DESCRIPTION"] == other.description.value


@pytest.mark.parametrize("words", HOSTILE)
def test_no_line_is_longer_than_readers_take(words: str) -> None:
    data = invitation(replace(MEETING, title=words * 3), ALLIANCE, ADA)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(line.decode() is not None for line in data.split(b"\r\n"))


@pytest.mark.parametrize(
    "email", ["", "ada", "a@b.example\r\nATTENDEE:x", "Ada <a@b.example>", "a b@c.example", "a@b.example\x00"]
)
def test_an_address_that_is_none_is_not_written(email: str) -> None:
    with pytest.raises(ValueError, match="no e-mail address"):
        invitation(MEETING, ALLIANCE, Party("Ada", email))


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ((2026, 3, 28, 10), (2026, 3, 28, 10)), ((2026, 3, 29, 10), (2026, 3, 29, 9)), ((2026, 7, 14, 10), (2026, 7, 14, 9)),
        ((2026, 10, 24, 10), (2026, 10, 24, 9)), ((2026, 10, 25, 10), (2026, 10, 25, 10)), ((2026, 12, 31, 23), (2026, 12, 31, 23)),
    ],
)  # fmt: skip
def test_summer_time_is_right_even_for_a_reader_that_knows_no_zones(
    local: tuple[int, ...], utc: tuple[int, ...]
) -> None:
    starts = datetime(*local, tzinfo=ZoneInfo("Europe/London"))
    assert starts.astimezone(UTC) == datetime(*utc, tzinfo=UTC)
    data = invitation(replace(MEETING, starts=starts, ends=starts + timedelta(hours=1)), ALLIANCE, ADA)
    assert f"DTSTART;TZID=Europe/London:{starts:%Y%m%dT%H%M%S}".encode() in data
    only_by_its_table = icalendar.Calendar.from_ical(data.replace(b"Europe/London", b"Nowhere/Known"))
    (event,) = only_by_its_table.walk("VEVENT")
    assert event.decoded("DTSTART").astimezone(UTC) == datetime(*utc, tzinfo=UTC)
    stood = vobject.readOne(data.replace(b"Europe/London", b"Nowhere/Other").decode()).vevent.dtstart.value
    assert stood.astimezone(UTC) == datetime(*utc, tzinfo=UTC)


@pytest.mark.parametrize(
    "zone",
    ["Europe/London", "Europe/Dublin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"],
)
def test_the_table_of_changes_tells_each_hour_as_the_zone_does(zone: str) -> None:
    found, place = changes(zone, 2025, 2027), ZoneInfo(zone)
    for step in range(0, 24 * 365 * 3, 7):
        at = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=step)
        assert [one for one in found if one.at <= at][-1].after == at.astimezone(place).utcoffset()
    assert component(zone, 2025, 2027)["TZID"] == zone


def test_a_calendar_to_follow_holds_every_meeting_and_whole_days() -> None:
    off = replace(MEETING, uid="b", cancelled=True, zone="Europe/Dublin")
    look = Reminder("c", MEETING.changed, date(2026, 9, 1), "Look again at D-018", MEETING.url)
    data = published("Stonebridge", [MEETING, off], [look])
    first, second = icalendar.Calendar.from_ical(data), vobject.readOne(data.decode())
    assert (first["METHOD"], str(first["X-WR-CALNAME"])) == ("PUBLISH", "Stonebridge")
    assert [str(one["UID"]) for one in first.walk("VEVENT")] == [one.uid.value for one in second.vevent_list]
    assert (
        first.walk("VEVENT")[2].decoded("DTSTART") == second.vevent_list[2].dtstart.value == date(2026, 9, 1)
    )
    assert {str(one["TZID"]) for one in first.walk("VTIMEZONE")} == {"Europe/London", "Europe/Dublin"}
    assert published("Stonebridge", []).startswith(b"BEGIN:VCALENDAR")
