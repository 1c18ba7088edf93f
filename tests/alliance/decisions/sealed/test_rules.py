"""The sealed first round, pure: what counts, from when, and that nothing but its opening tells anything."""

from datetime import timedelta
from typing import Any

import pytest

from alliance.contract.matters import Venue
from alliance.decisions.count.sealing import ballot_text, check_seal, due, hidden, reveal_body, said_in
from alliance.decisions.rules import check_open_round
from tests.alliance.decisions.stories import CLOSES, E4, MINUTE, Story, code, person

DAY = timedelta(days=1)


class Sealed(Story):
    """A story whose first round is sealed; `said` is what only the safe knows."""

    def __init__(self, rule: str = "U", **pinned: Any) -> None:
        super().__init__(rule, E4, sealed=True, **pinned)
        self.said: dict[str, dict[str, str]] = {}

    def seal(self, org: str, position: str = "agree", by: str = "", revision: int = 0) -> "Sealed":
        ballot = f"b{len(self.events)}"
        self.said[ballot] = {"position": position, "best_for_people": ""}
        body = {"ballot": ballot, "org": org, "revision": revision or self.revision}
        self.log("vote.sealed", body, by or person(org))
        return self

    def all(self, *objectors: str) -> "Sealed":
        for org in E4:
            self.seal(org, "disagree" if org in objectors else "agree")
        return self

    def reveal(self, said: dict[str, dict[str, str]] | None = None, actor: str = "system") -> "Sealed":
        known = self.said if said is None else said
        body = reveal_body("D", self.state(), known, self.at)
        if body is not None:
            self.log("ballots.revealed", body, actor)
        return self


def test_while_it_is_sealed_the_outcome_knows_who_has_voted_and_never_how() -> None:
    story = Sealed().seal("C1").seal("P1", "disagree")
    found = story.outcome(story.at)
    assert (found.result, found.if_closed_now, found.counts.disagree) == ("open", None, ())
    assert found.sum.startswith("2 of the 4 members who may vote have voted.")
    other = Sealed().seal("C1", "abstain").seal("P1")
    assert other.outcome(other.at) == found


def test_it_opens_when_the_last_is_in_and_unanimity_closes_it_at_that_instant() -> None:
    story = Sealed(auto_close=True).all()
    last = story.events[-1].at
    assert due(story.state(), story.at) == last
    story.until(story.at + DAY).reveal()
    assert story.end() == ("carried", "unanimous")
    assert story.outcome().decided_at == last


def test_after_it_is_opened_the_vote_goes_on_in_the_open() -> None:
    story = Sealed(auto_close=True).all("P2").reveal()
    assert (story.outcome(story.at).result, story.outcome(story.at).counts.disagree) == ("open", ("P2",))
    story.agree("P2")
    assert story.end() == ("carried", "unanimous")


def test_it_does_not_open_before_all_are_in() -> None:
    story = Sealed().seal("C1").seal("C2").seal("P1")
    assert reveal_body("D", story.state(), story.said, story.at) is None
    story.log("ballots.revealed", {"ballots": story.said}, "system")
    assert (hidden(story.state(), story.at), story.state().ballots) == (True, {})


def test_only_the_register_itself_opens_it() -> None:
    story = Sealed().all().reveal(actor="chair")
    assert hidden(story.state(), story.at)


@pytest.mark.parametrize("late", [timedelta(0), MINUTE, 400 * DAY])
def test_opening_after_the_close_counts_what_was_sealed_before_and_nothing_else(late: timedelta) -> None:
    story = Sealed("M").seal("C1").seal("C2").seal("P1", "disagree").until(CLOSES + late)
    story.seal("P2", "disagree").reveal()
    found = story.outcome(story.at)
    assert (found.result, found.counts.silent, found.decided_at) == ("carried", ("P2",), CLOSES)


def test_before_the_opening_is_written_a_closed_vote_has_no_result_that_anybody_could_gain_by() -> None:
    story = Sealed("K").seal("C1").seal("C2").seal("P1")
    assert story.end() == ("not_reached", "unopened")


def test_a_ballot_that_cannot_be_opened_carries_nothing_whoever_lost_it() -> None:
    story = Sealed("K").seal("C1").seal("C2").seal("P1").seal("P2", "disagree")
    lost = dict(list(story.said.items())[:3])
    assert reveal_body("D", story.state(), lost, story.at) is None
    story.until(CLOSES).reveal(lost)
    assert story.end() == ("not_reached", "unopened")


def test_the_last_sealed_ballot_of_a_member_counts() -> None:
    story = Sealed().all("P1").seal("P1", "abstain").reveal()
    assert story.state().ballots["P1"].position == "abstain"


def test_new_words_void_sealed_ballots_and_the_round_stays_sealed() -> None:
    story = Sealed().all("P1")
    story.amended()
    assert (story.state().sealed, due(story.state(), story.at)) == ({}, None)
    story.seal("C1", revision=1)
    assert story.state().sealed == {}
    story.all().reveal()
    assert story.end() == ("carried", "unanimous")


def test_new_words_after_the_opening_are_voted_on_in_the_open() -> None:
    story = Sealed().all("P1").reveal()
    story.amended()
    assert not story.state().sealing
    story.agree()
    assert story.end() == ("carried", "unanimous")


def test_an_interest_voids_a_sealed_ballot_and_may_complete_the_round() -> None:
    story = Sealed().seal("C1").seal("P1").seal("P2", "disagree")
    story.interest("P2")
    assert due(story.state(), story.at) is None
    story.interest("C2")
    assert due(story.state(), story.at) == story.events[-1].at
    story.reveal()
    assert story.outcome(story.at).counts.agree == ("C1", "P1")


def test_a_personal_interest_voids_what_that_person_sealed() -> None:
    story = Sealed().seal("P1")
    story.interest("P1", whose="person")
    assert story.state().sealed == {}


def test_a_withdrawal_opens_nothing() -> None:
    story = Sealed().seal("C1").seal("P1", "disagree")
    story.withdrawn()
    assert (due(story.state(), CLOSES + DAY), hidden(story.state(), CLOSES + DAY)) == (None, True)


def test_no_open_and_no_told_ballot_enters_a_sealed_round() -> None:
    story = Sealed().seal("C1")
    story.cast("P1", "disagree").recorded("P2").confirmed("P2")
    assert (story.state().ballots, story.state().unconfirmed) == ({}, {})
    assert code(check_open_round(story.state())) == "sealed"
    assert check_open_round(Story().state()) is None


def test_a_seal_is_for_written_votes_in_which_all_decide() -> None:
    assert check_seal(True, Venue.WRITTEN, reserved=False) is None
    assert check_seal(False, Venue.MEETING, reserved=True) is None
    assert code(check_seal(True, Venue.MEETING, reserved=False)) == "sealed"
    assert code(check_seal(True, Venue.WRITTEN, reserved=True)) == "sealed"


def test_a_ballot_is_one_canonical_text_with_all_its_fields() -> None:
    text = ballot_text(position="disagree", harm="Fewer beds", reason="é")
    assert text == (
        '{"best_for_people":"","harm":"Fewer beds","position":"disagree","reason":"é","smallest_change":""}'
    )
    assert said_in(text)["harm"] == "Fewer beds"
