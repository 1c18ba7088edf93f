"""Seats, roles and objectives: what must hold, without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from alliance.contract.rulebook import DEFAULTS
from alliance.contract.rules import (
    Grant,
    Reach,
    Seat,
    check_ends,
    check_fits,
    check_grant,
    check_names,
    check_objective,
    check_revoke,
    check_role,
    check_role_end,
    check_speaks_for,
    leads,
)
from alliance.door.refusals import Refused

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOM, KIN, ADA, BEDE = (UUID(int=number) for number in range(1, 5))
GRANT = Grant(Seat(HOM, ADA, "representative"), org_votes=True, belongs=True, begins=NOW)


def code(answer: Refused | None) -> str:
    return answer.code if answer else ""


def test_a_person_of_a_member_may_be_given_its_ballot():
    assert check_grant(DEFAULTS, GRANT, [], []) is None


@pytest.mark.parametrize(
    ("grant", "refused"),
    [
        pytest.param(replace(GRANT, org_votes=False), "no_vote", id="an associate"),
        pytest.param(replace(GRANT, belongs=False), "not_of_org", id="somebody from elsewhere"),
        pytest.param(replace(GRANT, until=NOW), "ends_first", id="over before it begins"),
        pytest.param(replace(GRANT, seat=Seat(HOM, ADA, "chair")), "mandate_role", id="no such mandate"),
    ],
)
def test_a_mandate_is_refused_to(grant: Grant, refused: str):
    assert code(check_grant(DEFAULTS, grant, [], [])) == refused


def test_a_mandate_with_a_later_end_is_granted():
    assert check_grant(DEFAULTS, replace(GRANT, until=NOW + timedelta(days=1)), [], []) is None


@pytest.mark.parametrize(
    "several", [pytest.param(False, id="row-38-refused"), pytest.param(True, id="row-38-allowed")]
)
def test_a_second_mandate_of_one_person_is_as_the_rule_book_says(several: bool):
    elsewhere = [Seat(KIN, ADA, "representative")]
    answer = check_grant(replace(DEFAULTS, several_mandates=several), GRANT, elsewhere, elsewhere)
    assert code(answer) == ("" if several else "second_mandate")


def test_the_same_mandate_is_not_granted_twice():
    assert code(check_grant(DEFAULTS, GRANT, [GRANT.seat], [GRANT.seat])) == "already"


DEPUTY = replace(GRANT, seat=Seat(HOM, ADA, "deputy"))


def test_a_first_deputy_is_named_freely():
    assert check_grant(DEFAULTS, DEPUTY, [Seat(HOM, BEDE, "representative")], []) is None


def test_a_change_of_deputy_needs_the_teams_agreement_where_the_rule_book_says_so():
    before = [Seat(HOM, BEDE, "deputy")]
    assert code(check_grant(DEFAULTS, DEPUTY, [], before)) == "needs_agreement"
    assert check_grant(DEFAULTS, DEPUTY, [], before, agreed=True) is None
    assert check_grant(replace(DEFAULTS, deputy_changes_need_agreement=False), DEPUTY, [], before) is None


def test_a_rule_book_without_deputies_has_none():
    assert code(check_grant(replace(DEFAULTS, deputies=False), DEPUTY, [], [])) == "no_deputies"


def test_only_its_own_voter_or_the_manager_brings_people_into_an_organisation():
    assert check_speaks_for(HOM, {HOM}, manager=False) is None
    assert check_speaks_for(HOM, set(), manager=True) is None
    refused = check_speaks_for(HOM, {KIN}, manager=False)
    assert refused is not None
    assert refused.status == 403


REP, DEP = Seat(HOM, ADA, "representative"), Seat(HOM, BEDE, "deputy")


def test_a_representative_leads_and_a_deputy_only_while_nobody_represents():
    assert (leads([REP, DEP], ADA), leads([REP, DEP], BEDE)) == ({HOM}, set())
    assert leads([DEP], BEDE) == {HOM}
    assert leads([REP], KIN) == set()


ELSEWHERE = Reach("Homes", voices=("Ada",))
MANAGER = replace(ELSEWHERE, manager=True)


@pytest.mark.parametrize(
    ("reach", "reason", "refused"),
    [
        pytest.param(replace(ELSEWHERE, leads=True), "", "", id="its own representative"),
        pytest.param(replace(ELSEWHERE, own=True), "", "not_your_organisation", id="its deputy"),
        pytest.param(ELSEWHERE, "Why not", "not_your_organisation", id="another member"),
        pytest.param(MANAGER, "Why not", "not_your_organisation", id="the manager, where somebody speaks"),
        pytest.param(replace(MANAGER, voices=()), " ", "reason", id="the manager, without a reason"),
        pytest.param(replace(MANAGER, voices=()), "She left", "", id="the manager, into an empty seat"),
        pytest.param(replace(ELSEWHERE, voices=()), "She left", "not_your_organisation", id="anybody else"),
    ],
)
def test_a_seat_is_named_by(reach: Reach, reason: str, refused: str):
    assert code(check_names(reach, reason)) == refused


def test_a_refusal_says_whom_to_ask():
    told = check_names(MANAGER, "x"), check_names(replace(ELSEWHERE, voices=()))
    assert [one.sentence.partition("Ask ")[2] for one in told if one] == [
        "Ada.", "your alliance manager, who may fill a seat that stands empty.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reach", "refused"),
    [
        pytest.param(replace(ELSEWHERE, leads=True), "", id="its representative"),
        pytest.param(replace(ELSEWHERE, own=True), "", id="whose it is"),
        pytest.param(ELSEWHERE, "not_your_organisation", id="another member"),
        pytest.param(MANAGER, "not_your_organisation", id="the manager"),
    ],
)
def test_a_mandate_is_ended_by(reach: Reach, refused: str):
    assert code(check_ends(reach)) == refused


def test_a_seat_is_left_empty_only_knowingly():
    own = replace(ELSEWHERE, own=True)
    assert code(check_ends(own, leaves_nobody=True)) == "leaves_nobody"
    assert check_ends(own, leaves_nobody=True, confirmed=True) is None
    assert code(check_ends(MANAGER, leaves_nobody=True, confirmed=True)) == "not_your_organisation"


def test_a_rule_book_comes_into_force_over_mandates_that_fit_it():
    assert code(check_fits(replace(DEFAULTS, deputies=False), [REP, DEP])) == "deputies_stand"
    assert check_fits(replace(DEFAULTS, deputies=False), [REP]) is None
    twice = [REP, Seat(KIN, ADA, "representative")]
    assert code(check_fits(DEFAULTS, twice)) == "second_mandate"
    assert check_fits(replace(DEFAULTS, several_mandates=True), twice) is None


def test_what_has_ended_does_not_end_again():
    assert check_revoke(True) is None
    assert code(check_revoke(False)) == "ended"
    assert code(check_role_end("observer", True, 3)) == "ended"
    assert code(check_objective(True)) == "retired"


def test_an_alliance_keeps_one_manager():
    assert code(check_role_end("manager", False, 0)) == "last_manager"
    assert check_role_end("manager", False, 1) is None
    assert check_role_end("observer", False, 0) is None


def test_a_role_is_known_is_given_inside_and_once():
    assert code(check_role("king", {"manager"}, True, [])) == "role"
    assert code(check_role("manager", {"manager"}, False, [])) == "outside"
    assert code(check_role("manager", {"manager"}, True, ["manager"])) == "already"
    assert check_role("manager", {"manager"}, True, []) is None
