"""The rows of table 4.2 that end in an outcome; and that every row of it has a test that carries its number."""

import re
from pathlib import Path

import pytest

from alliance.boot.places import ROOT
from tests.alliance.decisions.stories import E4_ONE_PROVIDER, E8, MINUTE, OPENS, Story

SEVEN = E8[:7]


def unanimity(**pinned):
    return Story("U", E8, **pinned)


def row(number, story, result, reason):
    return pytest.param(story, result, reason, id=f"row-{number:02}")


ROWS = [
    row(1, unanimity().agree(), "carried", "unanimous"),
    row(2, unanimity().agree(*SEVEN).disagree("P7"), "not_carried", "objection"),
    row(3, unanimity().agree(*SEVEN).abstain("P7"), "not_reached", "abstention"),
    row(4, unanimity().agree(*SEVEN), "not_reached", "absent"),
    row(5, unanimity().recused("P7").agree(*SEVEN), "carried", "unanimous"),
    row(6, unanimity().recused("C1").agree(*E8[1:]), "refer", "one_side"),
    row(7, Story().recused("C2", "P1", "P2").agree("C1"), "refer", "too_few_eligible"),
    row(8, Story("K").agree("C1", "C2", "P1").abstain("P2"), "carried", "consent"),
    row(9, Story("K").agree("C1", "C2", "P1"), "carried", "consent"),
    row(10, Story("K").agree("C1", "P1"), "not_reached", "inquorate"),
    row(11, Story("K").abstain("C1", "C2", "P1", "P2"), "not_carried", "no_one_agreed"),
    row(12, Story("K").agree("C1", "C2", "P1").disagree("P2"), "not_carried", "objection"),
    row(13, Story("M").agree("C1", "P1").disagree("C2", "P2"), "not_carried", "tie"),
    row(14, Story("M").agree("C1", "P1").disagree("C2").abstain("P2"), "carried", "majority"),
    row(15, Story("M").agree("C1").disagree("C2").abstain("P1", "P2"), "not_carried", "tie"),
    row(16, Story("M").abstain("C1", "C2", "P1", "P2"), "not_carried", "no_one_agreed"),
    row(17, Story("Q", p=2, q=3).agree("C1", "P1").disagree("C2"), "carried", "threshold"),
    row(18, Story("Q", E8, p=2, q=3).agree(*E8[:5]).disagree(*E8[5:]), "not_carried", "below_threshold"),
    row(19, Story("M").recused("C2", "P2").agree("C1", "P1"), "not_reached", "inquorate"),
    row(20, Story().disagree("P2").agree("C1", "C2", "P1", "P2"), "carried", "unanimous"),
    row(21, Story().agree("P2").disagree("P2").agree("C1", "C2", "P1"), "not_carried", "objection"),
    row(22, Story().agree().amended().agree("C1"), "not_reached", "absent"),
    row(24, Story().agree("C1", "P1").withdrawn(), "withdrawn", "withdrawn"),
    row(28, Story().agree().cast("P9", "disagree"), "carried", "unanimous"),
    row(29, Story().disagree("P2").agree("C1", "C2", "P1").left("P2"), "carried", "unanimous"),
    row(30, Story(members=("C1", "C2", "P1")).left("P2").agree(), "carried", "unanimous"),
    row(34, Story().agree().cast("P2", "disagree", by="deputy-P2"), "not_carried", "objection"),
    row(35, Story(owner="C1", category="regulatory").agree("P1", "P2"), "not_reached", "owner_silent"),
    row(36, Story(owner="C1", category="regulatory").agree("C1").disagree("C2", "P1", "P2"), "reserved_decided", "owner_agreed"),
    row(37, Story().recused("P2").amended().agree("C1", "C2", "P1"), "carried", "unanimous"),
    row(39, unanimity(auto_close=True).agree().disagree("P7"), "carried", "unanimous"),
    row(40, unanimity().agree().disagree("P7"), "not_carried", "objection"),
    row(41, Story("M", E8, need=4).agree(*E8[:4]), "carried", "majority"),
    row(42, Story("M", E8, need=5).agree(*E8[:4]), "not_reached", "inquorate"),
    row(43, Story("M").agree("C1", "C2", "P1").left("P1"), "not_reached", "inquorate"),
    row(44, Story("M"), "not_reached", "inquorate"),
    row(45, Story().agree().closed_early().disagree("P2"), "carried", "unanimous"),
    row(46, Story().agree().recused("P2").interest_withdrawn("P2").agree("P2"), "carried", "unanimous"),
    row(47, Story(members=E4_ONE_PROVIDER).agree().left("P1"), "refer", "one_side"),
    row(48, unanimity(auto_close=True).agree().amended(), "carried", "unanimous"),
    row(50, Story().agree("C1", "C2", "P1").cast("P2", by="deputy-P2").log("mandate.revoked", {}, "rep-P2"), "carried", "unanimous"),
    row(61, Story(venue="meeting", represented=[*E8[:4]]).agree(), "carried", "unanimous"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "result", "reason"), ROWS)
def test_a_row_of_the_table_gives_its_outcome(story, result, reason):
    assert story.end() == (result, reason)


REST_AGREE = ("C1", "C2", "P1")


@pytest.mark.parametrize(
    ("story", "result", "reason"),
    [
        row(26, Story().agree().recused("P2").interest_withdrawn("P2"), "not_reached", "absent"),
        row(27, Story().recused("P2").agree(), "carried", "unanimous"),
        row(51, Story().agree().interest("P2", whose="person"), "not_reached", "absent"),
        row(51, Story().interest("P2", whose="person").agree(*REST_AGREE).cast("P2", by="deputy"), "carried", "unanimous"),
        row(51, Story().interest("P2").agree(*REST_AGREE).cast("P2", "disagree", by="deputy"), "carried", "unanimous"),
        row(52, Story().recused("P2").ruled("P2", ["C1", "C2"]).agree(), "carried", "unanimous"),
        row(53, Story().agree(*REST_AGREE).recorded("P2"), "not_reached", "absent"),
        row(53, Story().agree(*REST_AGREE).recorded("P2").confirmed("P2"), "carried", "unanimous"),
        row(53, Story().agree(*REST_AGREE).recorded("P2").confirmed("P2", by="secretary"), "not_reached", "absent"),
        row(53, Story().agree(*REST_AGREE).recorded("P2").amended().confirmed("P2"), "not_reached", "absent"),
        row(60, Story(venue="meeting", represented=["C1", "P1"]).agree().adjourned(), "adjourned", "adjourned"),
        row(73, Story().agree().merged("P2", into="P1"), "not_reached", "absent"),
        row(73, Story().agree().merged("P2", into="P1").agree("P1"), "carried", "unanimous"),
        row(73, Story("M").agree().merged("P2", into="P1").left("C2").agree("P1"), "not_reached", "inquorate"),
    ],
)  # fmt: skip
def test_a_row_with_more_than_one_reading_gives_each_outcome(story, result, reason):
    assert story.end() == (result, reason)


def test_a_vote_after_the_deadline_cannot_be_confirmed_row_53():
    story = Story().agree(*REST_AGREE).recorded("P2")
    late = story.outcome().decided_at
    assert story.until(late).confirmed("P2").end() == ("not_reached", "absent")


@pytest.mark.parametrize("admits", [pytest.param(True, id="row-52"), pytest.param(False, id="row-52-no")])
def test_an_admitted_declarer_votes_only_where_the_rule_book_says_so(admits):
    story = Story(admitted_declarer_votes=admits).recused("P2").ruled("P2", ["C1", "C2"])
    assert story.tries("P2") == (None if admits else "recused")


@pytest.mark.parametrize("admitting", [["C1"], [], ["P2", "C1"], ["C1", "Z9"]])
def test_half_of_the_others_silence_or_strangers_admit_nobody(admitting):
    story = Story(members=("C1", "P1", "P2"), admitted_declarer_votes=True)
    assert story.recused("P2").ruled("P2", admitting).tries("P2") == "recused"


def test_stand_aside_is_neither_for_nor_against():
    story = Story(abstention="stand_aside").agree("C1", "P1", "P2").abstain("C2")
    assert story.end() == ("carried", "unanimous")
    assert Story(abstention="stand_aside").abstain("C1", "C2", "P1", "P2").end() == (
        "not_reached",
        "abstention",
    )
    assert Story(abstention="stand_aside").agree("C1", "P1").abstain("C2").end() == ("not_reached", "absent")


@pytest.mark.parametrize("number", [pytest.param(69, id="row-69")])
def test_an_emergency_use_is_in_effect_from_its_owners_vote(number):
    story = Story(owner="C1", category="emergency").cast("P1", "disagree").cast("C1")
    cast_at, before_close = OPENS + MINUTE, story.outcome(OPENS + 5 * MINUTE)
    assert (before_close.result, before_close.effective_from) == ("open", cast_at)
    after = story.outcome()
    assert (after.result, after.effective_from) == ("reserved_decided", cast_at)
    ordinary = Story(owner="C1", category="scope").cast("C1")
    assert ordinary.outcome(OPENS + 5 * MINUTE).effective_from is None


@pytest.mark.parametrize("number", [pytest.param(72, id="row-72")])
def test_a_new_rule_book_leaves_an_open_vote_alone(number):
    story = Story("K").log("rulebook.adopted", {"quorum": {"p": 1, "q": 4}}, "system").agree("C1", "P1")
    assert story.end() == ("not_reached", "inquorate")


@pytest.mark.parametrize("number", [pytest.param(39, id="row-39")])
def test_unanimity_closes_the_vote_at_its_last_ballot(number):
    story = unanimity(auto_close=True).agree()
    assert story.outcome().decided_at == story.events[-1].at


def test_unanimity_of_one_side_does_not_close_the_vote():
    story = unanimity(auto_close=True).recused("C1").agree(*E8[1:])
    assert story.end(OPENS + 60 * MINUTE) == ("open", "still_open")


def test_leaving_and_recusal_do_not_close_a_vote_by_themselves():
    story = Story(auto_close=True).agree("C1", "C2", "P1").left("P2")
    assert story.end(OPENS + 60 * MINUTE) == ("open", "still_open")
    assert story.outcome().if_closed_now is None
    assert story.outcome(OPENS + 60 * MINUTE).if_closed_now.result == "carried"


def test_a_ballot_cast_after_a_telephoned_one_is_not_undone_by_confirming_it():
    story = Story().agree(*REST_AGREE).recorded("P2", "disagree").cast("P2").confirmed("P2")
    assert story.end() == ("carried", "unanimous")


def test_an_amendment_or_an_interest_ends_the_wait_for_a_confirmation():
    assert not Story().recorded("P2").amended().state().unconfirmed
    assert not Story().recorded("P2").recused("P2").state().unconfirmed
    assert not Story().recorded("P2").interest("P2", whose="person").state().unconfirmed
    assert Story().recorded("P2").interest("P1", whose="person").state().unconfirmed


def test_a_declarer_takes_no_part_in_the_ruling_on_their_own_interest():
    story = Story(members=("C1", "P1", "P2"), admitted_declarer_votes=True).interest("P2", whose="person")
    assert story.ruled("P2", ["C1", "P2"]).tries("P2") == "recused"
    assert story.ruled("P2", ["C1", "P1"]).tries("P2") is None


@pytest.mark.parametrize("number", [pytest.param(73, id="row-73")])
def test_a_merged_member_inherits_what_barred_bound_or_placed_either(number):
    assert not set(Story().agree().merged("P2", into="P1").state().ballots) & {"P1", "P2"}
    assert Story().recused("P2").merged("P2", into="P1").tries("P1") == "recused"
    owner = Story(owner="P2", category="scope").merged("P2", into="P1").cast("P1")
    assert owner.end() == ("reserved_decided", "owner_agreed")
    room = Story(represented=["C1", "P2"]).agree().merged("P2", into="P1").closed_early()
    assert room.end(OPENS + 60 * MINUTE) == ("open", "still_open")
    assert room.agree("P1").closed_early().end(OPENS + 60 * MINUTE) == ("carried", "unanimous")


NUMBERED = re.compile(r"\brow\((\d+),|row-(\d+)|row_(\d+)_")


def test_every_row_of_table_4_2_has_a_test_that_carries_its_number():
    found = set[int]()
    for file in (Path(ROOT) / "tests").rglob("test_*.py"):
        found |= {int("".join(groups)) for groups in NUMBERED.findall(file.read_text(encoding="utf-8"))}
    assert set(range(1, 76)) - found == set()
