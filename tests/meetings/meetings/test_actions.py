"""Meetings through the door: who may run them, what the log tells, and that the rows are the log's."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.forms.models import model_to_dict

from alliance.decisions.actions import open_proposal
from alliance.decisions.asked import Asked
from alliance.door.action import Done
from alliance.door.refusals import NotFound, Refused
from alliance.door.window import opened
from alliance.ledger import queries as ledger
from alliance.ledger.types import type_of
from alliance.ledger.verify import verify
from meetings.meetings import actions, queries
from meetings.meetings.models import Meeting
from meetings.minutes import actions as minutes
from meetings.minutes import queries as papers
from meetings.minutes.models import MinutesDraft
from meetings.wing import WING
from tests.cast import START, Cast, build, clock_at
from tests.meetings.stage import DAY, MORNING, announced, put_to_vote, under_way

RUNNERS = {
    "manager": True,
    "facilitator": True,
    "council": False,
    "kin": False,
    "observer": False,
    "stranger": False,
}


@pytest.mark.parametrize(("part", "may"), RUNNERS.items())
def test_the_manager_and_the_facilitator_announce_meetings(cast: Cast, part: str, may: bool) -> None:
    with clock_at(hours=1):
        answer = actions.schedule_meeting(
            cast.caller(part), title="Team", day=DAY, begins=time(10), ends=time(12), place="Hall"
        )
    assert isinstance(answer, Done) is may
    if not may:
        assert answer.status == 403


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"day": date(2026, 3, 1)}, "starts"), ({"title": " "}, "title"), ({"place": ""}, "place"),
        ({"ends": time(9)}, "ends"), ({"day": date(2026, 3, 29), "begins": time(1, 30), "ends": time(3)}, "clocks"),
    ],
)  # fmt: skip
def test_a_meeting_that_cannot_be_is_refused(cast: Cast, more: dict, code: str) -> None:
    values = {"title": "Team", "day": DAY, "begins": time(10), "ends": time(12), "place": "Hall"} | more
    with clock_at(hours=1):
        answer = actions.schedule_meeting(cast.caller("manager"), **values)
    assert isinstance(answer, Refused)
    assert (answer.code, answer.status) == (code, 422)


def test_words_stay_outside_the_log(cast: Cast) -> None:
    with clock_at(hours=1):
        announced(cast, title="Closing the shelter")
    event = ledger.events(cast.alliance)[-1]
    assert (event.type, event.body["number"], set(event.commit)) == (
        "meeting.scheduled",
        1,
        {"title", "place"},
    )
    assert "shelter" not in str(event.body)


def test_a_new_time_begins_the_notice_anew_and_a_new_room_does_not(cast: Cast) -> None:
    with clock_at(hours=1):
        meeting = announced(cast)
    same = {
        "title": "Team",
        "begins": time(10),
        "ends": time(12),
        "place": "Library",
        "reason": "The hall is taken.",
    }
    with clock_at(days=4):
        actions.change_meeting(cast.caller("manager"), meeting=meeting, day=DAY, **same)
        assert queries.meeting(cast.viewer("kin"), 1).notice_kept
        actions.change_meeting(cast.caller("manager"), meeting=meeting, day=DAY + timedelta(days=1), **same)
        page = queries.meeting(cast.viewer("kin"), 1)
    assert (page.notice_kept, page.meeting.place) == (False, "Library")


def test_a_meeting_begins_on_its_day_and_not_before(cast: Cast) -> None:
    with clock_at(hours=1):
        meeting = announced(cast)
        early = actions.open_meeting(cast.caller("manager"), meeting=meeting)
        seat = actions.record_arrival(cast.caller("kin"), meeting=meeting, org=cast.orgs["KIN"])
    assert [getattr(one, "code", "") for one in (early, seat)] == ["too_soon", "too_soon"]


def test_members_and_need_are_fixed_when_it_is_called_to_order(cast: Cast) -> None:
    meeting = under_way(cast, here=("COU", "ICB"))
    event = ledger.events(cast.alliance)[-1]
    assert event.body == {
        "meeting": str(meeting),
        "members": [str(cast.orgs[code]) for code in ("COU", "ICB", "HOM", "KIN")],
        "need": 4,
    }
    with clock_at(hours=MORNING):
        quorum = queries.meeting(cast.viewer("kin"), 1).quorum
    assert (quorum.met, quorum.words) == (
        False,
        "2 of 4 represented; Threshold Homes and Kinfolk Centre are missing.",
    )


@pytest.mark.parametrize(
    ("part", "org", "may"),
    [
        ("kin", "KIN", True),
        ("kin", "HOM", False),
        ("facilitator", "HOM", True),
        ("observer", "VOX", True),
        ("stranger", "KIN", False),
    ],
)
def test_people_record_their_own_organisation_and_the_facilitator_any(
    cast: Cast, part: str, org: str, may: bool
) -> None:
    meeting = under_way(cast, here=())
    with clock_at(hours=MORNING):
        answer = actions.record_arrival(cast.caller(part), meeting=meeting, org=cast.orgs[org])
    assert isinstance(answer, Done) is may
    if not may:
        assert answer.status == 403


def test_the_quorum_comes_and_goes_live_and_an_associate_never_makes_it(cast: Cast) -> None:
    meeting = under_way(cast)
    kin = {"meeting": meeting, "org": cast.orgs["KIN"]}
    with clock_at(hours=MORNING + 1):
        actions.record_departure(cast.caller("kin"), **kin)
        actions.record_arrival(cast.caller("observer"), meeting=meeting, org=cast.orgs["VOX"])
        without = queries.meeting(cast.viewer("council"), 1)
    with clock_at(hours=MORNING + 1.5):
        actions.record_arrival(cast.caller("kin"), **kin)
        again = queries.meeting(cast.viewer("council"), 1)
    assert (without.quorum.met, again.quorum.met) == (False, True)
    assert again.quorum.story == [
        "From 10:00 enough members were represented.",
        "At 11:00 the quorum was lost: what came before stands, nothing could be decided after.",
        "From 11:30 enough members were represented.",
    ]
    assert [(seat.name, seat.counts) for seat in again.seats][-1] == ("Voices Together", False)


def test_nobody_arrives_twice_or_leaves_unseen(cast: Cast) -> None:
    meeting = under_way(cast, here=("KIN",))
    with clock_at(hours=MORNING):
        twice = actions.record_arrival(cast.caller("kin"), meeting=meeting, org=cast.orgs["KIN"])
        unseen = actions.record_departure(cast.caller("homes"), meeting=meeting, org=cast.orgs["HOM"])
    assert [one.code for one in (twice, unseen)] == ["here", "not_here"]


def test_anyone_inside_adds_to_the_agenda_and_who_runs_the_meeting_orders_it(cast: Cast) -> None:
    with clock_at(hours=1):
        meeting = announced(cast)
        for part, text in (("observer", "Bus fares"), ("kin", "Winter"), ("council", "Beds")):
            actions.add_item(cast.caller(part), meeting=meeting, text=text)
        beds = queries.meeting(cast.viewer("kin"), 1).items[2].id
        not_hers = actions.move_item(cast.caller("kin"), meeting=meeting, item=beds, position=1)
        actions.move_item(cast.caller("manager"), meeting=meeting, item=beds, position=1)
        not_his = actions.remove_item(cast.caller("kin"), meeting=meeting, item=beds)
        actions.remove_item(cast.caller("council"), meeting=meeting, item=beds)
        items = queries.meeting(cast.viewer("kin"), 1).items
    assert [(item.position, item.title) for item in items] == [(1, "Bus fares"), (2, "Winter")]
    assert [one.status for one in (not_hers, not_his)] == [403, 403]


@pytest.mark.parametrize(
    ("item", "code"),
    [({}, "item"), ({"ref": "tuesday"}, "ref"), ({"ref": "MT-001"}, "listed"), ({"ref": "D-018"}, "ref")],
    ids=str,
)
def test_an_item_that_says_nothing_or_stands_there_already_is_refused(
    cast: Cast, item: dict, code: str
) -> None:
    with clock_at(hours=1):
        meeting = announced(cast)
        actions.add_item(cast.caller("kin"), meeting=meeting, ref="MT-001")
        answer = actions.add_item(cast.caller("kin"), meeting=meeting, **item)
    assert isinstance(answer, Refused)
    assert answer.code == code


def test_an_item_names_nothing_of_another_alliance(cast: Cast) -> None:
    other = build("elsewhere")
    with clock_at(hours=1):
        meeting, theirs = announced(cast), announced(other)
        add_theirs = actions.add_item(other.caller("kin"), meeting=theirs, ref="MT-001")
        asked = Asked(other.orgs["COU"], "practice", "Calls", "We call.", review_on=date(2026, 9, 1))
        assert open_proposal(other.caller("council"), asked=asked) == Done("D-001")
        one = actions.add_item(cast.caller("kin"), meeting=meeting, ref="D-001")
        several = actions.add_suggested(cast.caller("kin"), meeting=meeting, refs=["MT-001", "D-001"])
    assert isinstance(add_theirs, Done)
    for refused in (one, several):
        assert isinstance(refused, Refused)
        assert refused.sentence.startswith("An agenda can name nothing called D-001 here.")
    assert not Meeting.objects.get(id=meeting).items.exists()


def test_decisions_that_are_open_are_offered_for_the_agenda_until_they_have_a_place(
    cast: Cast,
) -> None:
    with clock_at(hours=1):
        meeting = announced(cast)
        words = "Weekly calls", "We call each other weekly."
        asked = Asked(cast.orgs["COU"], "practice", *words, review_on=date(2026, 9, 1))
        assert open_proposal(cast.caller("council"), asked=asked) == Done("D-001")
        offered = queries.meeting(cast.viewer("kin"), 1)
        actions.add_item(cast.caller("kin"), meeting=meeting, ref="D-001")
        placed = queries.meeting(cast.viewer("kin"), 1)
    assert [(one.kind, one.ref, one.title, one.mine_missing) for one in offered.suggestions] == [
        ("open", "D-001", "Weekly calls", True)
    ]
    assert (placed.suggestions, [item.ref for item in placed.items]) == ([], ["D-001"])


def test_what_waits_is_the_next_meeting_for_all_and_minutes_for_who_writes_them(cast: Cast) -> None:
    with clock_at(hours=1):
        announced(cast)
    assert queries.waits(cast.viewer("kin"), START) == []
    soon = queries.waits(cast.viewer("kin"), START + timedelta(days=3))
    assert [wait.text for wait in soon] == ["Leadership team meets on Tuesday 10 March, 10:00"]
    with clock_at(hours=MORNING):
        actions.open_meeting(cast.caller("manager"), meeting=Meeting.objects.get().id)
        actions.close_meeting(cast.caller("manager"), meeting=Meeting.objects.get().id)
    later = START + timedelta(days=9)
    assert queries.waits(cast.viewer("kin"), later) == []
    assert papers.waits(cast.viewer("kin"), later) == []
    assert [(wait.text, wait.due) for wait in papers.waits(cast.viewer("manager"), later)] == [
        ("Minutes of MT-001 are to be written", date(2026, 3, 17))
    ]


def test_a_meeting_of_nowhere_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotFound):
        actions.close_meeting(cast.caller("manager"), meeting=uuid4())
    with pytest.raises(NotFound):
        queries.meeting(cast.viewer("manager"), 1)


def rows() -> dict[str, list[dict]]:
    return {
        model.__name__: [model_to_dict(row) | {"id": row.pk} for row in model.objects.order_by("pk")]
        for model in WING.projected
    }


def test_the_rows_are_what_the_log_says(cast: Cast) -> None:
    meeting = under_way(cast, items=("Winter", "Beds"))
    with clock_at(hours=MORNING + 2):
        who = cast.caller("facilitator")
        item = queries.meeting(cast.viewer("kin"), 1).items[1].id
        put_to_vote(cast, meeting, item)
        actions.move_item(who, meeting=meeting, item=item, position=1)
        actions.record_departure(who, meeting=meeting, org=cast.orgs["KIN"])
        minutes.save_draft(who, meeting=meeting, text="Text", edition=0)
        actions.close_meeting(who, meeting=meeting)
        minutes.issue_minutes(who, meeting=meeting, text="Text", edition=1)
        for part, code in (("kin", "KIN"), ("homes", "HOM")):
            minutes.accept_minutes(cast.caller(part), meeting=meeting, org=cast.orgs[code], version=1)
        announced(cast, day=DAY + timedelta(days=20))
        actions.cancel_meeting(who, meeting=Meeting.objects.get(number=2).id, reason="Half term.")
    before, texts = rows(), ledger.texts(cast.alliance)
    with opened():
        for model in reversed(WING.projected):
            model.objects.all().delete()
        for event in ledger.events(cast.alliance, types=[one.name for one in WING.events]):
            type_of(event.type).project(event, texts.get(event.seq, {}))
    assert rows() == before
    assert MinutesDraft.objects.count() == 1
    assert verify(cast.alliance, deep=True).whole
