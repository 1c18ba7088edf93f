"""Minutes: drafted from what happened, issued, accepted or amended by who was there, official when all have accepted."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.decisions.actions import cast_vote, close_early
from alliance.decisions.models import Proposal
from alliance.door.action import Done
from alliance.door.refusals import NotFound, Refused
from alliance.ledger import queries as ledger
from alliance.tasks.actions import create_task
from meetings.meetings import actions as meetings
from meetings.meetings import queries as shown
from meetings.minutes import actions, queries, rules
from meetings.minutes.models import Minutes
from tests.cast import START, Cast, clock_at
from tests.meetings.stage import FOUR, MORNING, put_to_vote, under_way

PARTS = {"council": "COU", "icb": "ICB", "homes": "HOM", "kin": "KIN"}
LATER = START + timedelta(days=9)


def closed(cast: Cast, here: tuple[str, ...] = FOUR) -> UUID:
    """A meeting with one item, closed after an hour and a half."""
    meeting = under_way(cast, here=here, items=("Winter",))
    with clock_at(hours=MORNING + 1.5):
        meetings.close_meeting(cast.caller("facilitator"), meeting=meeting)
    return meeting


def issued(cast: Cast, here: tuple[str, ...] = FOUR) -> UUID:
    meeting = closed(cast, here)
    with clock_at(days=9):
        answer = actions.issue_minutes(
            cast.caller("facilitator"), meeting=meeting, text="Beds: yes.", edition=0
        )
    assert answer == Done("MT-001")
    return meeting


def accept(cast: Cast, meeting: UUID, part: str, version: int = 1) -> Done | Refused:
    with clock_at(days=9, hours=1):
        return actions.accept_minutes(
            cast.caller(part), meeting=meeting, org=cast.orgs[PARTS.get(part, "VOX")], version=version
        )


def test_the_record_follows_what_happens_until_the_minutes_are_issued(cast: Cast) -> None:
    meeting, who = under_way(cast, items=("Winter",)), cast.caller("facilitator")
    item = shown.meeting(cast.viewer("kin"), 1).items[0].id
    with clock_at(hours=MORNING, minutes=20):
        early = queries.draft(cast.viewer("facilitator"), 1)
        actions.save_draft(who, meeting=meeting, text="1. Winter\n\nWe talked.", edition=0)
        put_to_vote(cast, meeting, item)
        for part, code in PARTS.items():
            cast_vote(cast.caller(part), proposal=1, org=cast.orgs[code], revision=1, position="agree")
        close_early(cast.caller("council"), proposal=1)
        create_task(who, what="Order beds", org=cast.orgs["COU"], due=date(2026, 4, 1), source="MT-001")
    with clock_at(hours=MORNING, minutes=50):
        meetings.record_departure(who, meeting=meeting, org=cast.orgs["KIN"])
        late = queries.draft(cast.viewer("facilitator"), 1)
    assert "- Kinfolk Centre: in the room from 10:00 to the end" in early.record
    assert "D-001" not in early.record
    assert "- Kinfolk Centre: in the room from 10:00 until 10:50" in late.record
    assert "   D-001 Winter beds: carried. 4 members agreed and none disagreed" in late.record
    assert "- A-001 Order beds: Stonebridge Council, by 1 April 2026" in late.record
    assert "At 10:50, at item 1, the quorum was lost" in late.record
    assert (late.text, late.edition, late.may_issue) == ("1. Winter\n\nWe talked.", 1, False)


def test_minutes_are_written_by_who_may_and_issued_once_closed(cast: Cast) -> None:
    meeting, who = under_way(cast, items=("Winter",)), cast.caller("facilitator")
    with clock_at(hours=MORNING + 1):
        assert queries.draft(cast.viewer("facilitator"), 1).text == "1. Winter\n"
        actions.save_draft(who, meeting=meeting, text="Draft", edition=0)
        early = actions.issue_minutes(who, meeting=meeting, text="Final", edition=1)
        meetings.close_meeting(who, meeting=meeting)
        behind = actions.issue_minutes(cast.caller("manager"), meeting=meeting, text="Other", edition=0)
        outside = actions.issue_minutes(cast.caller("kin"), meeting=meeting, text="Mine", edition=1)
        actions.issue_minutes(who, meeting=meeting, text="Final", edition=1)
        page = queries.minutes(cast.viewer("observer"), 1)
    assert [one.code for one in (early, behind, outside)] == [
        "wrong_state",
        "written_meanwhile",
        "not_allowed",
    ]
    assert [(one.number, one.text, len(one.root)) for one in page.versions] == [(1, "Final", 64)]
    assert page.due == date(2026, 3, 17)
    with pytest.raises(NotFound):
        queries.draft(cast.viewer("kin"), 1)


def test_what_is_issued_is_committed_and_stands_outside_the_log(cast: Cast) -> None:
    issued(cast)
    event = ledger.events(cast.alliance, types=["minutes.issued"])[0]
    assert set(event.commit) == {"record", "text"}
    assert event.body["size"] == event.seq
    assert event.body["attendees"] == [str(cast.orgs[code]) for code in FOUR]


@pytest.mark.parametrize("row", [pytest.param(70, id="row-70")])
def test_an_amendment_goes_to_all_again_and_only_all_make_it_official(cast: Cast, row: int) -> None:
    meeting = issued(cast)
    accept(cast, meeting, "council")
    accept(cast, meeting, "icb")
    decided = list(Proposal.objects.values())
    with clock_at(days=9, hours=2):
        answer = actions.amend_minutes(
            cast.caller("kin"), meeting=meeting, org=cast.orgs["KIN"], version=1, text="Beds: yes, twenty.",
            reason="The number was left out.",
        )  # fmt: skip
    assert answer == Done("MT-001")
    stale = accept(cast, meeting, "homes", version=1)
    page = queries.minutes(cast.viewer("homes"), 1)
    assert getattr(stale, "code", "") == "stale_version"
    assert [one.accepted_at is not None for one in page.versions[0].answers] == [False, False, False, True]
    assert (page.versions[0].amended_by, page.versions[0].text) == ("Kinfolk Centre", "Beds: yes, twenty.")
    assert [one.text for one in page.versions][1:] == ["Beds: yes."]
    for part in ("council", "icb"):
        accept(cast, meeting, part, version=2)
    assert (
        Minutes.objects.get(number=2).official_at is None
    )  # Threshold Homes is silent, and silence is not a yes
    accept(cast, meeting, "homes", version=2)
    assert Minutes.objects.get(number=2).official_at is not None
    assert Minutes.objects.get(number=1).official_at is None
    assert [wait for part in PARTS for wait in queries.waits(cast.viewer(part), LATER)] == []
    assert list(Proposal.objects.values()) == decided


@pytest.mark.parametrize(
    ("part", "code"),
    [("homes_data", "not_own"), ("stranger", "outside"), ("observer", "not_there"), ("facilitator", "not_own")],
)  # fmt: skip
def test_who_does_not_speak_for_an_attendee_accepts_nothing(cast: Cast, part: str, code: str) -> None:
    meeting = issued(cast)
    org = {"homes_data": "HOM", "observer": "VOX"}.get(part, "KIN")
    with clock_at(days=9, hours=1):
        answer = actions.accept_minutes(cast.caller(part), meeting=meeting, org=cast.orgs[org], version=1)
    assert getattr(answer, "code", "") == code


def test_a_member_that_was_not_there_is_not_asked_and_reads_them_once_official(cast: Cast) -> None:
    meeting = issued(cast, here=FOUR[:3])
    absent = accept(cast, meeting, "kin")
    before = queries.waits(cast.viewer("kin"), LATER)
    waiting = [wait.text for wait in queries.waits(cast.viewer("homes"), LATER)]
    for part in ("council", "icb", "homes"):
        accept(cast, meeting, part)
    again = accept(cast, meeting, "homes")
    after = queries.waits(cast.viewer("kin"), LATER)
    assert (getattr(absent, "code", ""), getattr(again, "code", "")) == ("not_there", "official")
    assert waiting == ["Accept or amend the minutes of MT-001 for Threshold Homes"]
    assert before == []
    assert [wait.text for wait in after] == [
        "The minutes of MT-001 are official: read what was agreed without you"
    ]
    assert queries.waits(cast.viewer("homes"), LATER) == []
    assert queries.waits(cast.viewer("kin"), LATER + timedelta(days=20)) == []


def test_an_associate_that_was_there_is_asked_as_well(cast: Cast) -> None:
    meeting = issued(cast, here=(*FOUR, "VOX"))
    for part in PARTS:
        accept(cast, meeting, part)
    assert Minutes.objects.get().official_at is None
    assert accept(cast, meeting, "observer") == Done("MT-001")
    assert Minutes.objects.get().official_at is not None


def test_official_minutes_are_not_written_again(cast: Cast) -> None:
    meeting = issued(cast)
    for part in PARTS:
        accept(cast, meeting, part)
    with clock_at(days=10):
        other = actions.issue_minutes(cast.caller("facilitator"), meeting=meeting, text="Other", edition=1)
        amended = actions.amend_minutes(
            cast.caller("kin"), meeting=meeting, org=cast.orgs["KIN"], version=1, text="Other", reason="So."
        )  # fmt: skip
    assert [one.code for one in (other, amended)] == ["official", "official"]


@pytest.mark.parametrize(
    ("text", "reason", "code"), [("Beds: yes.", "So.", "text"), ("Beds: no.", " ", "reason"), (" ", "So.", "text")]
)  # fmt: skip
def test_an_amendment_changes_something_and_says_why(cast: Cast, text: str, reason: str, code: str) -> None:
    meeting = issued(cast)
    with clock_at(days=9, hours=1):
        answer = actions.amend_minutes(
            cast.caller("kin"), meeting=meeting, org=cast.orgs["KIN"], version=1, text=text, reason=reason
        )  # fmt: skip
    assert getattr(answer, "code", "") == code


@given(st.sets(st.uuids(), max_size=4), st.sets(st.uuids(), max_size=4), st.uuids(), st.booleans())
def test_nobody_answers_but_for_an_attendee_that_they_speak_for(
    voices: set, attendees: set, org: UUID, inside: bool
) -> None:
    chosen = next(iter(voices & attendees), org) if inside else org
    refused = rules.check_answer(
        org=chosen, voices=voices, attendees=attendees, version=1, latest=1, official=False
    )
    assert (refused is None) == (chosen in voices and chosen in attendees)
