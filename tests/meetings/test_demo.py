"""Marlhaven's meetings are told through the actions, and are alive on whatever day the demo is loaded."""

from datetime import date, datetime, timedelta

import pytest

from alliance.contract.access import enter
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.ledger.verify import verify
from alliance.people.models import Person
from alliance.tasks.queries import waits
from meetings.demo import next_second_tuesdays
from meetings.meetings import queries
from meetings.minutes.queries import minutes
from tests import told
from tests.told import LATER, WRITTEN


def someone(email: str) -> Viewer:
    return enter(Person.objects.get(email=email).id, "marlhaven")


def test_july_is_held_with_all_seven_and_minuted_and_made_two_actions(db: None) -> None:
    with clock.simulated(WRITTEN):
        alliance = told.marlhaven(WRITTEN)
        page = queries.meeting(someone("leon@marlhaven.example"), 1)
        versions = minutes(someone("leon@marlhaven.example"), 1).versions
    assert (page.meeting.state, page.quorum.words, page.notice_kept) == (
        "closed",
        "7 of 7 represented.",
        True,
    )
    assert page.quorum.story[-1] == "From 10:08 enough members were represented."
    assert [(item.listed, item.position) for item in page.items] == [
        (True, 1),
        (True, 2),
        (True, 3),
        (True, 4),
    ]
    assert "- Kindling Women's Centre: in the room from 10:08 to the end" in versions[0].record
    assert "1. How we put the question of drug treatment from April 2027\n\nWe agreed" in versions[0].text
    assert (versions[0].official_at, [one.accepted_at for one in versions[0].answers]) == (None, [None] * 7)
    assert [(task.ref, task.state) for task in page.tasks] == [("A-001", "open"), ("A-002", "done")]
    assert verify(alliance, deep=True).whole


@pytest.mark.once
@pytest.mark.parametrize("now", [WRITTEN, LATER], ids=["as-written", "on-another-day"])
def test_the_next_meeting_is_to_come_and_lists_what_is_open_by_itself(db: None, now: datetime) -> None:
    with clock.simulated(now):
        told.marlhaven(now)
        viewer = someone("delphine@marlhaven.example")
        coming = queries.meetings(viewer).object_list
        page = queries.meeting(viewer, coming[0].number)
        waiting = waits(viewer, now)
    assert len(coming) == 3
    assert all(one.starts > now and one.starts.weekday() == 1 for one in coming)
    assert [item.ref for item in page.items] == ["R-04", "D-018", ""]
    assert {"D-025", "D-026"} <= {one.ref for one in page.suggestions if one.kind == "open"}
    assert [wait.text.partition(" ")[0] for wait in waiting] == ["A-001"]


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 7, 22), date(2026, 8, 11)),
        (date(2026, 8, 6), date(2026, 9, 8)),
        (date(2026, 12, 20), date(2027, 1, 12)),
    ],
)
def test_the_next_second_tuesday_leaves_a_week(today: date, first: date) -> None:
    found = next_second_tuesdays(today, 3)
    assert found[0] == first
    assert all(8 <= day.day <= 14 and day > today + timedelta(days=6) for day in found)
