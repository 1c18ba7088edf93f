"""The meter tells every use, rows 35, 36 and 69: by whom, why, against whose advice, and what it forced."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from alliance.contract.models import Organisation
from alliance.decisions import actions as decisions
from alliance.decisions.models import Proposal
from alliance.door import clock
from alliance.door.action import Act, Done, action
from alliance.reserved import queries
from alliance.reserved.shapes import Meter
from tests.alliance.deadlock.test_pages import client
from tests.alliance.decisions.acting import act, all_vote, opened, row, settled, vote
from tests.alliance.decisions.test_actions import RESERVED
from tests.cast import START, Cast, clock_at

LATER = 30 * 24.0


def reserved(cast: Cast, owner: str = "COU", by: str = "council", **wanted: Any) -> int:
    return opened(cast, by, org=cast.orgs[owner], owner=cast.orgs[owner], **{**RESERVED, **wanted})


def used(cast: Cast, number: int, **more: Any) -> None:
    assert isinstance(vote(cast, number, "COU", reason="Minus three is forecast.", **more), Done)


def meter(cast: Cast, hours: float = LATER, part: str = "observer") -> Meter:
    with clock_at(hours=hours):
        return queries.meter(cast.viewer(part))


def test_row_36_a_use_against_three_stands_with_its_reason_and_who_advised_against_it(cast: Cast) -> None:
    reserved(cast)
    used(cast, 1)
    for org in ("ICB", "HOM", "KIN"):
        vote(cast, 1, org, "disagree")
    settled(cast, 1)
    found = meter(cast).uses[0]
    assert (found.state, found.owner_name, found.category, found.legal_basis, found.reason) == (
        "used", "Stonebridge Council", "scope", "homelessness duty", "Minus three is forecast.",
    )  # fmt: skip
    assert (found.advice.disagree, found.advice.against) == (
        3,
        ("Four Rivers ICB", "Threshold Homes", "Kinfolk Centre"),
    )
    assert found.consequence is not None
    assert (found.consequence.ref, found.consequence.state) == ("D-002", "open")
    assert row(cast, 2).rule == "U"


def test_row_35_a_silent_owner_has_put_it_forward_and_not_used_it(cast: Cast) -> None:
    reserved(cast)
    all_vote(cast, 1, "ICB", "HOM", "KIN")
    found = meter(cast)  # nobody has settled it: the deadline has passed, and that is enough
    assert (found.used, found.not_used, found.open) == (0, 1, 0)
    assert (found.uses[0].state, found.uses[0].consequence) == ("not_used", None)
    assert found.uses[0].advice.agree == 3


def test_row_69_an_emergency_is_used_while_advice_is_open_and_ends_on_its_day(cast: Cast) -> None:
    reserved(cast, category="emergency", expires_on=date(2026, 3, 14))
    used(cast, 1)
    during, after = meter(cast, 3).uses[0], meter(cast, 13 * 24).uses[0]
    assert (during.state, during.advice.silent, during.ended, after.ended) == ("used", 3, False, True)
    assert during.used_at == row(cast, 1).effective_from


def test_row_69_the_consequences_of_an_emergency_are_agreed_by_all(cast: Cast) -> None:
    reserved(cast, category="emergency", expires_on=date(2026, 3, 14))
    used(cast, 1)
    all_vote(cast, 2, hours=3)
    found = meter(cast).uses[0].consequence
    assert found is not None
    assert (found.state_words, row(cast, 2).eligible) == ("Carried", 4)


def test_members_stand_in_charter_order_also_those_that_have_used_no_power(cast: Cast) -> None:
    reserved(cast, "ICB", "icb")
    reserved(cast)
    used(cast, 2)
    found = meter(cast)
    assert [line.name for line in found.members] == [
        "Stonebridge Council", "Four Rivers ICB", "Threshold Homes", "Kinfolk Centre",
    ]  # fmt: skip
    marks = [[(mark.ref, mark.used) for cell in line.cells for mark in cell] for line in found.members]
    assert marks == [[("D-002", True)], [("D-001", False)], [], []]
    assert [span.code for span in found.spans] == ["2026-Q1", "2026-Q2"]


def test_page_file_and_api_say_the_same(cast: Cast) -> None:
    reserved(cast, legal_basis="=HYPERLINK(homelessness)")
    used(cast, 1)
    settled(cast, 1)
    with clock_at(hours=LATER):
        page = client(cast, "observer").get(f"/a/{cast.slug}/decisions/reserved-powers/").content.decode()
        file = client(cast, "kin").get(f"/a/{cast.slug}/decisions/reserved-powers/reserved-powers.csv")
        said = client(cast, "kin", APIClient).get(f"/api/v1/alliances/{cast.slug}/reserved-powers").json()
    lines = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert "Minus three is forecast." in page
    assert (lines[0]["reason"], said["uses"][0]["reason"]) == (
        "Minus three is forecast.",
        "Minus three is forecast.",
    )
    assert (lines[0]["consequence"], said["uses"][0]["consequence"]["ref"]) == ("D-002", "D-002")
    assert lines[0]["legal basis"].startswith("'=")
    assert 'filename="reserved-powers.csv"' in file.headers["Content-Disposition"]


def test_an_alliance_that_used_none_is_told_so(cast: Cast) -> None:
    assert (
        "No reserved power has been put forward"
        in client(cast, "kin").get(f"/a/{cast.slug}/decisions/reserved-powers/").content.decode()
    )


def test_three_uses_cost_as_many_queries_as_one(cast: Cast) -> None:
    def cost() -> int:
        viewer = cast.viewer("kin")
        with clock_at(hours=LATER), CaptureQueriesContext(connection) as made:
            queries.meter(viewer)
        return len(made)

    reserved(cast)
    used(cast, 1)
    settled(cast, 1)
    before = cost()
    with clock.simulated(START):
        for _ in range(2):
            reserved(cast)
    assert (Proposal.objects.filter(owner__isnull=False).count(), cost()) == (3, before)


@pytest.mark.parametrize("position", ["agree", "disagree", "abstain"])
def test_whoever_uses_a_reserved_power_says_why_and_nobody_else_must(cast: Cast, position: str) -> None:
    reserved(cast)
    answer = vote(cast, 1, "COU", position)
    assert (not isinstance(answer, Done)) == (position == "agree")
    assert isinstance(vote(cast, 1, "ICB", position), Done)
    with clock_at(hours=3):
        assert (
            "Why is the power used now?"
            in client(cast, "council").get(f"/a/{cast.slug}/decisions/1/vote/").content.decode()
        )
        assert (
            "Why is the power used now?"
            not in client(cast, "icb").get(f"/a/{cast.slug}/decisions/1/vote/").content.decode()
        )


@action("tests.leave", needs=lambda act, arguments: None)
def leave(act: Act, *, org: str) -> str:
    act.as_system("member.left", {"org": org})
    return org


def test_a_member_that_left_before_changes_nothing_of_what_a_use_forces(cast: Cast) -> None:
    with clock.simulated(START):
        assert isinstance(leave(cast.caller("manager"), org=str(cast.orgs["KIN"])), Done)
    assert Organisation.objects.get(code="KIN").left_at is not None
    reserved(cast)
    used(cast, 1)
    settled(cast, 1)
    assert row(cast, 2).title == RESERVED["consequence_title"]
    assert meter(cast).uses[0].legal_basis == "homelessness duty"
    assert act(cast, "council", decisions.settle_due, hours=LATER).ref
