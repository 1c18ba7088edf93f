"""Votes in a meeting: pinned with who is there, stopped with the quorum, and called again where it was missing twice."""

from datetime import time, timedelta
from uuid import UUID

import pytest

from alliance.decisions import queries as decisions
from alliance.decisions.actions import cast_vote, close_early, confirm_vote, record_vote
from alliance.decisions.models import Proposal
from alliance.door.action import Done
from alliance.door.refusals import Refused
from alliance.ledger import queries as ledger
from alliance.ledger.verify import verify
from meetings.meetings import actions, queries
from meetings.meetings.models import AgendaItem, Meeting
from tests.cast import Cast, clock_at
from tests.meetings.stage import DAY, FOUR, MORNING, announced, put_to_vote, under_way

FIVE = ("Beds", "Buses", "Bread", "Blankets", "Books")


def items(cast: Cast, number: int = 1) -> list[UUID]:
    return [item.id for item in queries.meeting(cast.viewer("kin"), number).items]


def ballots(cast: Cast, parts: tuple[str, ...], proposal: int, position: str = "agree") -> list[object]:
    orgs = {"council": "COU", "icb": "ICB", "homes": "HOM", "kin": "KIN"}
    return [
        cast_vote(
            cast.caller(part),
            proposal=proposal,
            org=cast.orgs[orgs[part]],
            revision=1,
            position=position,
        )
        for part in parts
    ]


def walk(cast: Cast, meeting: UUID, until: int) -> None:
    """Items 1 to `until`, ten minutes each."""
    for turn, item in enumerate(items(cast)[:until]):
        with clock_at(hours=MORNING, minutes=1 + 10 * turn):
            actions.take_up(cast.caller("facilitator"), meeting=meeting, item=item)


def test_a_vote_is_pinned_with_who_is_there_and_meeting_and_vote_name_one_another(cast: Cast) -> None:
    meeting = under_way(cast, items=("Winter",))
    item = items(cast)[0]
    with clock_at(hours=MORNING, minutes=5):
        answer = put_to_vote(cast, meeting, item)
        ballots(cast, ("council", "homes"), 1)
        page = queries.meeting(cast.viewer("kin"), 1)
        vote = decisions.decision(cast.viewer("kin"), 1)
    assert answer == Done("D-001")
    opened = next(event for event in ledger.events(cast.alliance) if event.type == "proposal.opened")
    assert opened.body["represented"] == sorted(str(cast.orgs[code]) for code in FOUR)
    assert (opened.body["venue"], opened.body["meeting"]) == ("meeting", "MT-001")
    assert [(link.how, link.ref, link.url) for link in vote.links] == [
        ("Put to the vote in", "MT-001", "/a/stonebridge/meetings/1/")
    ]
    shown = page.items[0]
    assert (shown.now, [one.ref for one in shown.votes], shown.may_put) == (True, ["D-001"], False)
    assert [(one.name, one.words) for one in shown.votes[0].voices] == [
        ("Stonebridge Council", "Agrees"), ("Four Rivers ICB", "Has not voted"), ("Threshold Homes", "Agrees"),
        ("Kinfolk Centre", "Has not voted"),
    ]  # fmt: skip
    assert shown.votes[0].mine == ("Kinfolk Centre",)


def test_a_vote_told_aloud_is_taken_down_and_counts_once_confirmed(cast: Cast) -> None:
    meeting = under_way(cast, items=("Winter",))
    with clock_at(hours=MORNING, minutes=5):
        put_to_vote(cast, meeting, items(cast)[0])
        told = record_vote(
            cast.caller("facilitator"), proposal=1, org=cast.orgs["KIN"], person=cast.people["kin"].id, revision=1,
            position="agree",
        )  # fmt: skip
        waiting = queries.meeting(cast.viewer("facilitator"), 1).items[0].votes[0].voices[3]
        confirm_vote(cast.caller("kin"), proposal=1, org=cast.orgs["KIN"], ballot=UUID(told.ref))
        counted = queries.meeting(cast.viewer("facilitator"), 1).items[0].votes[0].voices[3]
    assert (waiting.words, counted.words) == ("Told, not confirmed yet", "Agrees")


@pytest.mark.parametrize(
    ("part", "here", "late", "code"),
    [
        pytest.param("council", FOUR, True, "unlisted", id="what-is-unlisted-is-not-decided"),
        pytest.param("council", FOUR[:3], False, "inquorate", id="too-few-are-there"),
        pytest.param("observer", FOUR, False, "not_proposer", id="no-mandate-to-propose"),
    ],
)
def test_a_vote_that_may_not_be_is_refused_and_leaves_nothing(
    cast: Cast, part: str, here: tuple[str, ...], late: bool, code: str
) -> None:
    meeting = under_way(cast, here=here, items=("Winter",))
    with clock_at(hours=MORNING, minutes=5):
        if late:
            actions.add_item(cast.caller("kin"), meeting=meeting, text="Just now")
        answer = put_to_vote(cast, meeting, items(cast)[-1], part)
    assert isinstance(answer, Refused)
    assert (answer.code, Proposal.objects.count()) == (code, 0)


def test_one_item_has_one_open_vote_and_a_meeting_does_not_close_over_it(cast: Cast) -> None:
    meeting = under_way(cast, items=("Winter",))
    with clock_at(hours=MORNING, minutes=5):
        put_to_vote(cast, meeting, items(cast)[0])
        again = put_to_vote(cast, meeting, items(cast)[0])
        closing = actions.close_meeting(cast.caller("manager"), meeting=meeting)
    assert [getattr(one, "code", "") for one in (again, closing)] == ["vote_open", "vote_open"]
    with clock_at(hours=MORNING + 1.5):  # the vote's hour is over; closing settles it first
        closed = actions.close_meeting(cast.caller("manager"), meeting=meeting)
    assert (closed, Proposal.objects.get().reason) == (Done("MT-001"), "inquorate")


def lost_at_five(cast: Cast, how: str = "room") -> UUID:
    """A meeting at which item 1 was decided and the quorum went at item 5, under an open vote."""
    meeting = under_way(cast, items=FIVE)
    walk(cast, meeting, until=1)
    with clock_at(hours=MORNING, minutes=2):
        put_to_vote(cast, meeting, items(cast)[0])
        ballots(cast, ("council", "icb", "homes", "kin"), 1)
        decisions_close(cast, 1)
    walk(cast, meeting, until=5)
    with clock_at(hours=MORNING, minutes=43):
        put_to_vote(cast, meeting, items(cast)[4], title="Books for all")
        ballots(cast, ("council", "icb"), 2)
    with clock_at(hours=MORNING, minutes=45):
        assert actions.record_departure(cast.caller("kin"), meeting=meeting, org=cast.orgs["KIN"]) == Done(
            "MT-001"
        )
    return meeting


def decisions_close(cast: Cast, number: int) -> None:
    assert close_early(cast.caller("council"), proposal=number) == Done(f"D-{number:03}")


@pytest.mark.parametrize("row", [pytest.param(60, id="row-60")])
def test_when_the_quorum_goes_at_item_five_four_stand_and_the_open_vote_is_adjourned(
    cast: Cast, row: int
) -> None:
    meeting = lost_at_five(cast)
    left, adjourned = ledger.events(cast.alliance)[-2:]
    assert (left.type, adjourned.type, adjourned.actor) == (
        "attendance.left",
        "proposal.adjourned",
        "system",
    )
    assert left.at == adjourned.at
    assert adjourned.body["represented"] == sorted(str(cast.orgs[code]) for code in FOUR[:3])
    assert list(Proposal.objects.order_by("number").values_list("result", flat=True)) == [
        "carried",
        "adjourned",
    ]
    with clock_at(hours=MORNING, minutes=46):
        late = ballots(cast, ("homes",), 2)[0]
        put = put_to_vote(cast, meeting, items(cast)[3])
        page = queries.meeting(cast.viewer("kin"), 1)
        actions.close_meeting(cast.caller("manager"), meeting=meeting)
    assert [getattr(one, "code", "") for one in (late, put)] == ["adjourned", "inquorate"]
    assert page.quorum.story[-1] == (
        "At 10:45, at item 5, the quorum was lost: items 1 to 4 stand, nothing could be decided from item 5 on."
    )
    assert list(AgendaItem.objects.order_by("position").values_list("undecided", flat=True)) == [False] * 4 + [True]  # fmt: skip
    assert verify(cast.alliance, deep=True).whole


@pytest.mark.parametrize("row", [pytest.param(61, id="row-61")])
def test_who_drops_off_a_call_is_there_until_recorded_as_left_and_votes_until_the_close(
    cast: Cast, row: int
) -> None:
    meeting = under_way(cast, here=FOUR[:3], items=("Winter",))
    with clock_at(hours=MORNING, minutes=1):
        actions.record_arrival(cast.caller("kin"), meeting=meeting, org=cast.orgs["KIN"], how="remote")
        put_to_vote(cast, meeting, items(cast)[0])
    with clock_at(hours=MORNING, minutes=20):  # the line fell long ago; nobody recorded it
        before = queries.meeting(cast.viewer("council"), 1)
        voted = ballots(cast, ("kin",), 1)[0]
        actions.record_departure(cast.caller("facilitator"), meeting=meeting, org=cast.orgs["KIN"])
        after = queries.meeting(cast.viewer("council"), 1)
    assert (before.quorum.met, isinstance(voted, Done), after.quorum.met) == (True, True, False)
    assert [span.how for seat in before.seats for span in seat.spans] == ["room"] * 3 + ["remote"]
    assert after.items[0].votes[0].state == "adjourned"


def held_without_quorum(cast: Cast, day: int, number: int) -> UUID:
    """A second meeting, `day` days after the first, with the items carried over and only three of four there."""
    with clock_at(days=day - 10):
        meeting = announced(cast, day=DAY + timedelta(days=day - 8))
        offered = queries.meeting(cast.viewer("kin"), number).suggestions
        carried = [one.carried for one in offered if one.carried]
        actions.add_suggested(cast.caller("kin"), meeting=meeting, carried=carried)
    with clock_at(hours=MORNING, days=day - 8):
        for code in FOUR[:3]:
            actions.record_arrival(cast.caller("facilitator"), meeting=meeting, org=cast.orgs[code])
        actions.open_meeting(cast.caller("facilitator"), meeting=meeting)
        actions.close_meeting(cast.caller("facilitator"), meeting=meeting)
    return meeting


def call_again(cast: Cast, meeting: UUID, days: int) -> Done | Refused:
    return actions.call_again(
        cast.caller("manager"), meeting=meeting, title="Again", day=DAY + timedelta(days=days), begins=time(10),
        ends=time(12), place="Hall",
    )  # fmt: skip


@pytest.mark.parametrize("row", [pytest.param(62, id="row-62")])
def test_what_lacks_the_quorum_twice_is_decided_by_half_a_fortnight_on_and_never_under_unanimity(
    cast: Cast, row: int
) -> None:
    first = lost_at_five(cast)
    with clock_at(hours=MORNING + 1.8):
        actions.close_meeting(cast.caller("manager"), meeting=first)
        once = call_again(cast, first, 20)
    second = held_without_quorum(cast, day=18, number=2)
    with clock_at(days=19):
        early, called, twice = (call_again(cast, second, days) for days in (23, 24, 30))
    assert [getattr(one, "code", "") for one in (once, early, twice)] == ["not_twice", "day", "called"]
    assert called == Done("MT-003")
    third = Meeting.objects.get(number=3)
    with clock_at(hours=MORNING, days=24):
        for code in FOUR[:2]:
            actions.record_arrival(cast.caller("facilitator"), meeting=third.id, org=cast.orgs[code])
        actions.open_meeting(cast.caller("facilitator"), meeting=third.id)
        unanimous = put_to_vote(cast, third.id, items(cast, 3)[0], matter="agreement")
        consent = put_to_vote(cast, third.id, items(cast, 3)[0])
        page = queries.meeting(cast.viewer("kin"), 3)
    assert (getattr(unanimous, "code", ""), consent) == ("never_unanimous", Done("D-003"))
    assert (page.quorum.need, page.quorum.present, page.quorum.met) == (2, 2, True)
    assert [(item.title, item.carried) for item in page.items] == [("Books", "MT-002")]


def test_an_adjourned_meeting_decides_nothing_that_was_put_on_besides(cast: Cast) -> None:
    first = lost_at_five(cast)
    with clock_at(hours=MORNING + 1.8):
        actions.close_meeting(cast.caller("manager"), meeting=first)
    second = held_without_quorum(cast, day=18, number=2)
    with clock_at(days=19):
        call_again(cast, second, 24)
        third = Meeting.objects.get(number=3)
        actions.add_item(cast.caller("kin"), meeting=third.id, text="Something else")
    with clock_at(hours=MORNING, days=24):
        for code in FOUR:
            actions.record_arrival(cast.caller("facilitator"), meeting=third.id, org=cast.orgs[code])
        actions.open_meeting(cast.caller("facilitator"), meeting=third.id)
        answer = put_to_vote(cast, third.id, items(cast, 3)[1])
    assert getattr(answer, "code", "") == "not_adjourned"


def test_what_was_talked_about_stays_on_the_agenda_and_only_the_undecided_is_carried(cast: Cast) -> None:
    meeting = under_way(cast, items=("Winter",))
    with clock_at(hours=MORNING, minutes=1):
        item = items(cast)[0]
        actions.take_up(cast.caller("facilitator"), meeting=meeting, item=item)
        gone = actions.remove_item(cast.caller("kin"), meeting=meeting, item=item)
        actions.close_meeting(cast.caller("facilitator"), meeting=meeting)
        other = announced(cast, day=DAY + timedelta(days=30))
        carried = actions.add_suggested(cast.caller("kin"), meeting=other, carried=[item])
    assert [one.code for one in (gone, carried)] == ["discussed", "was_decided"]
