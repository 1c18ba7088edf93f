"""A referred matter and its reports; a duty that is noted and not used. Both are notes of record and change no outcome."""

import pytest
from rest_framework.test import APIClient

from alliance.decisions import actions
from alliance.door.action import Done
from alliance.door.rebuild import rebuild
from alliance.ledger.verify import verify
from alliance.life.actions import note_duty, note_report
from alliance.life.waiting import waits
from alliance.reserved import queries as reserved
from alliance.wings import registry
from tests.alliance.decisions.acting import SEATS, act, all_vote, code, opened, row, settled, vote
from tests.alliance.decisions.test_actions import RESERVED
from tests.alliance.decisions.test_pages import at_home
from tests.alliance.life.test_boards import page
from tests.cast import START, Cast, clock_at

MONTH = 30 * 24.0


@pytest.fixture
def referred(cast: Cast) -> Cast:
    """Both commissioners step out, so that one side alone is left."""
    opened(cast)
    for org in ("COU", "ICB"):
        act(cast, SEATS[org], actions.declare_interest, proposal=1, org=cast.orgs[org], kind="financial", whose="organisation")  # fmt: skip
    assert settled(cast, 1) == ("refer", "one_side")
    return cast


def reports(cast: Cast, by: str, kind: str, org: str = "", text: str = "Our board met on 4 April: go ahead."):
    whose = {"org": cast.orgs[org]} if org else {}
    return act(cast, by, note_report, hours=MONTH, proposal=1, kind=kind, text=text, **whose)


def notes(cast: Cast, by: str = "council", org: str = "COU", hours: float = 3, **said):
    given = {"legal_basis": "homelessness duty", "text": "We look for another roof with the partners."} | said
    return act(cast, by, note_duty, hours=hours, proposal=1, org=cast.orgs[org], **given)


def same(cast: Cast) -> bool:
    return rebuild(cast.alliance, registry.projected(), check=True).identical and verify(cast.alliance).whole


def test_reports_of_a_board_and_of_a_panel_are_read_by_all_and_decide_nothing(referred: Cast) -> None:
    assert isinstance(reports(referred, "homes", "board", "HOM"), Done)
    assert isinstance(
        reports(referred, "facilitator", "panel", text="Three people without a conflict: wait."), Done
    )
    found = page(referred, hours=MONTH + 1)
    assert [(one.whose, one.noted_by) for one in found.later.reports] == [
        ("Threshold Homes", "Dora Provider"), ("", "Ivo Facilitator"),
    ]  # fmt: skip
    assert (found.state, found.life, found.life_words) == (
        "refer",
        "noted",
        "Referred, and its report is noted",
    )
    assert same(referred)


@pytest.mark.parametrize(
    ("by", "kind", "org", "text", "refused"),
    [
        ("kin", "board", "HOM", "Yes.", ("no_mandate", 403)), ("kin", "panel", "", "Yes.", ("not_allowed", 403)),
        ("homes", "board", "HOM", " ", ("text", 422)), ("homes", "court", "HOM", "Yes.", ("kind", 422)),
        ("manager", "board", "", "Yes.", ("no_mandate", 403)),
    ],
)  # fmt: skip
def test_whose_report_it_is_decides_who_notes_it(referred: Cast, by, kind, org, text, refused) -> None:
    assert code(reports(referred, by, kind, org, text)) == refused
    assert row(referred, 1).life == ""


def test_only_what_was_referred_waits_for_a_report(cast: Cast) -> None:
    opened(cast)
    all_vote(cast, 1)
    assert code(reports(cast, "manager", "panel")) == ("not_referred", 409)


def test_the_manager_is_asked_for_the_report_until_it_is_there(referred: Cast) -> None:
    def kinds(part: str) -> list[str]:
        with clock_at(hours=MONTH + 1):
            return [one.kind for one in waits(referred.viewer(part), START)]

    assert (kinds("manager"), kinds("homes")) == (["report"], [])
    reports(referred, "manager", "panel")
    assert kinds("manager") == []


def test_page_and_api_note_the_same_report(referred: Cast) -> None:
    url = f"/a/{referred.slug}/decisions/1/report/"
    sent = {"kind": "panel", "text": "The panel advises to wait."}
    with clock_at(hours=MONTH):
        done = at_home(referred, "homes").post(url, {"org": str(referred.orgs["HOM"]), "text": "Go ahead."})
        panel = at_home(referred, "manager").post(url, {"org": "", "text": "The panel met."})
        told = at_home(referred, "facilitator", APIClient).post(
            f"/api/v1/alliances/{referred.slug}/decisions/1/reports", sent, format="json"
        )
        shown = at_home(referred, "kin").get(f"/a/{referred.slug}/decisions/1/").content.decode()
    assert (done.status_code, panel.status_code, told.status_code) == (302, 302, 201)
    assert [one["whose"] for one in told.json()["later"]["reports"]] == ["Threshold Homes", "", ""]
    assert "The board of Threshold Homes:" in shown
    assert "Propose what follows from it" in shown


def test_a_duty_that_is_not_used_stands_on_the_page_and_in_the_meter_and_changes_no_outcome(
    cast: Cast,
) -> None:
    opened(cast)
    all_vote(cast, 1, "COU", "ICB", "HOM")
    vote(cast, 1, "KIN", "disagree")
    assert isinstance(notes(cast), Done)
    settled(cast, 1)
    assert isinstance(notes(cast, "icb", "ICB", hours=MONTH, legal_basis="health duty"), Done)
    found = page(cast, hours=MONTH)
    assert (found.state, found.life) == ("not_carried", "")
    assert [(one.name, one.legal_basis) for one in found.later.duties] == [
        ("Stonebridge Council", "homelessness duty"), ("Four Rivers ICB", "health duty"),
    ]  # fmt: skip
    with clock_at(hours=MONTH):
        meter = reserved.meter(cast.viewer("observer"))
    assert (meter.used, meter.not_used, meter.noted) == (0, 0, 2)
    council = next(use for use in meter.uses if use.owner_name == "Stonebridge Council")
    assert (council.state_words, council.ref, council.reason, council.advice.against) == (
        "Duty noted, not used", "D-001", "We look for another roof with the partners.", ("Kinfolk Centre",),
    )  # fmt: skip
    assert len({use.key for use in meter.uses}) == 2
    assert same(cast)


@pytest.mark.parametrize(
    ("by", "org", "said", "refused"),
    [
        ("icb", "COU", {}, ("no_mandate", 403)), ("homes", "HOM", {}, ("no_duty", 409)),
        ("council", "COU", {"legal_basis": " "}, ("legal_basis", 422)), ("council", "COU", {"text": ""}, ("text", 422)),
    ],
)  # fmt: skip
def test_only_the_member_that_holds_a_duty_notes_it_and_says_which_and_why(
    cast: Cast, by, org, said, refused
) -> None:
    opened(cast)
    assert code(notes(cast, by, org, **said)) == refused


def test_a_duty_is_noted_once_and_not_where_one_member_decides_nor_where_there_is_no_outcome(
    cast: Cast,
) -> None:
    opened(cast)
    notes(cast)
    assert code(notes(cast)) == ("noted", 409)
    act(cast, "kin", actions.withdraw_proposal, hours=4, proposal=1, reason="Other words.")
    assert code(notes(cast, "icb", "ICB", hours=5)) == ("no_outcome", 409)
    opened(cast, "council", org=cast.orgs["COU"], owner=cast.orgs["COU"], **RESERVED)
    given = {"proposal": 2, "org": cast.orgs["COU"], "legal_basis": "duty", "text": "Because."}
    assert code(act(cast, "council", note_duty, hours=6, **given)) == ("reserved", 409)


def test_page_file_and_api_note_and_show_the_same_duty(cast: Cast) -> None:
    opened(cast)
    sent = {"org": str(cast.orgs["COU"]), "legal_basis": "homelessness duty", "text": "Another way is tried."}
    with clock_at(hours=3):
        offered = at_home(cast, "council").get(f"/a/{cast.slug}/decisions/1/").content.decode()
        other = at_home(cast, "kin").get(f"/a/{cast.slug}/decisions/1/").content.decode()
        done = at_home(cast, "council").post(f"/a/{cast.slug}/decisions/1/duty/", sent)
        told = at_home(cast, "icb", APIClient).post(
            f"/api/v1/alliances/{cast.slug}/decisions/1/duties",
            sent | {"org": str(cast.orgs["ICB"])},
            format="json",
        )
        meter = at_home(cast, "observer").get(f"/a/{cast.slug}/decisions/reserved-powers/").content.decode()
        file = (
            at_home(cast, "kin")
            .get(f"/a/{cast.slug}/decisions/reserved-powers/reserved-powers.csv")
            .content.decode()
        )
    assert ("/decisions/1/duty/" in offered, "/decisions/1/duty/" in other) == (True, False)
    assert (done.status_code, told.status_code) == (302, 201)
    assert [one["name"] for one in told.json()["later"]["duties"]] == [
        "Stonebridge Council",
        "Four Rivers ICB",
    ]
    assert "2 noted as a duty and not used" in meter
    assert file.count("Duty noted, not used") == 2
