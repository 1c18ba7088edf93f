"""A meeting keeps to what was announced and says who did what: early openings, arrivals told by others, late items, days."""

from datetime import date, timedelta

from alliance.door.action import Done, must
from alliance.door.refusals import Refused
from meetings.meetings import actions, queries
from meetings.minutes.actions import issue_minutes
from meetings.minutes.queries import draft, minutes
from tests.cast import Cast, clock_at
from tests.meetings.meetings.test_pages import FORM, PAGE, signed_in
from tests.meetings.stage import DAY, MORNING, announced, under_way

QUARTER = 0.25


def test_a_meeting_is_called_to_order_a_quarter_of_an_hour_early_at_most(cast: Cast) -> None:
    with clock_at(hours=1):
        meeting = announced(cast)
    with clock_at(hours=MORNING - QUARTER - 1 / 60):
        early = actions.open_meeting(cast.caller("manager"), meeting=meeting)
        assert "open" not in queries.meeting(cast.viewer("manager"), 1).verbs
        assert "attend" in queries.meeting(cast.viewer("manager"), 1).verbs
    assert isinstance(early, Refused)
    assert early.code == "too_soon"
    assert early.sentence.endswith("It can be called to order from 09:45 on.")
    with clock_at(hours=MORNING - QUARTER):
        assert "open" in queries.meeting(cast.viewer("manager"), 1).verbs
        assert isinstance(actions.open_meeting(cast.caller("manager"), meeting=meeting), Done)


def test_who_recorded_an_arrival_is_said_where_it_was_not_the_organisation_itself(cast: Cast) -> None:
    meeting = under_way(cast, here=("COU",))
    with clock_at(hours=MORNING):
        must(actions.record_arrival(cast.caller("kin"), meeting=meeting, org=cast.orgs["KIN"]))
        page = signed_in(cast, "homes").get(f"{PAGE}1/").content.decode()
        seats = {seat.name: seat.spans for seat in queries.meeting(cast.viewer("homes"), 1).seats}
        record = draft(cast.viewer("facilitator"), 1).record
    by = "recorded by Ivo Facilitator for the alliance’s team"
    assert [span.recorded for span in seats["Stonebridge Council"]] == [by]
    assert [span.recorded for span in seats["Kinfolk Centre"]] == [""]
    assert page.count(by) == 1
    assert f"- Stonebridge Council: in the room from 10:00 to the end ({by})" in record
    assert "- Kinfolk Centre: in the room from 10:00 to the end\n" in record


def test_minutes_say_who_was_not_there_apart_and_when_it_was_really_held(cast: Cast) -> None:
    meeting = under_way(cast, here=("COU",), items=("Beds", "Coffee"))
    with clock_at(hours=MORNING + 0.1):
        must(actions.close_meeting(cast.caller("facilitator"), meeting=meeting))
        must(issue_minutes(cast.caller("facilitator"), meeting=meeting, text="We met.", edition=0))
        page = signed_in(cast, "kin").get(f"{PAGE}1/minutes/").content.decode()
        (version,) = minutes(cast.viewer("kin"), 1).versions
    parts = {part.heading: part.lines for part in version.parts}
    assert parts["Not present"] == ["Four Rivers ICB", "Threshold Homes", "Kinfolk Centre"]
    assert [line.partition(":")[0] for line in parts["Present"]] == ["Stonebridge Council"]
    assert "<h3>Not present</h3>" in page
    assert "Tuesday 10 March 2026, 10:00" in page
    assert "Announced for 10:00 to 12:00; held from 10:00 to 10:06." in page
    assert version.record.count("There was no quorum when items 1 to 2") == 0
    assert version.record.count("There was no quorum when items 1 and 2 were left") == 1


def test_what_came_after_notice_is_said_once_with_the_numbers(cast: Cast) -> None:
    meeting = under_way(cast, items=("Beds",))
    with clock_at(hours=MORNING):
        for text in ("Coffee", "Tea"):
            must(actions.add_item(cast.caller("kin"), meeting=meeting, text=text))
        kin = signed_in(cast, "kin")
        for address in ("1/", "1/agenda/"):
            page = kin.get(PAGE + address).content.decode()
            assert "Items 2 and 3 came after notice: to talk about, not to decide." in page
            assert page.count("fter notice: to talk about") == 1


def test_a_meeting_on_a_saturday_or_a_bank_holiday_is_announced_with_a_remark(cast: Cast) -> None:
    lead = signed_in(cast, "manager")
    with clock_at(hours=1):
        for number, (day, month, words) in enumerate(
            (("14", "11", "14 November 2026 is a Saturday."), ("25", "12", "is a bank holiday, a Friday."),
             ("16", "11", "")), 1,
        ):  # fmt: skip
            page = lead.post(f"{PAGE}new/", FORM | {"day_day": day, "day_month": month}, follow=True)
            said = page.content.decode()
            assert f"MT-00{number} is announced." in said
            assert (words in said) is True
            assert (" is a " in queries.meeting(cast.viewer("kin"), number).day_remark) is bool(words)
        assert "Saturday 14 November 2026, 10:00" in lead.get(PAGE).content.decode()


def test_bank_holidays_do_not_count_against_who_writes_the_minutes(cast: Cast) -> None:
    thursday = date(2026, 4, 2)  # before Good Friday and Easter Monday
    with clock_at(hours=1):
        meeting = announced(cast, day=thursday)
    with clock_at(days=(thursday - DAY).days, hours=MORNING - 1):  # summer time: an hour less
        must(actions.open_meeting(cast.caller("manager"), meeting=meeting))
        must(actions.close_meeting(cast.caller("manager"), meeting=meeting))
        due = queries.meeting(cast.viewer("kin"), 1).minutes_due
    assert due == thursday + timedelta(days=11)  # five working days, four days of Easter, one weekend


def test_the_empty_page_says_that_open_decisions_are_suggested(cast: Cast) -> None:
    page = signed_in(cast, "kin").get(PAGE).content.decode()
    assert "Open decisions are then suggested for its agenda." in page
    assert "by themselves" not in page
