"""Row 68 and legal capacity: agreed subject to boards, in force once all ratify, lapsed at the long stop; advice binds nobody."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from alliance.contract import rulebook
from alliance.contract.matters import Capacity, MatterType, Rule
from alliance.contract.writes import write_rulebook
from alliance.decisions import actions, queries
from alliance.decisions.asked import Asked
from alliance.decisions.count.conditions import boards_needed
from alliance.decisions.using import usable
from alliance.door import clock
from alliance.door.action import Done, action
from alliance.door.rebuild import rebuild
from alliance.ledger import queries as ledger
from alliance.ledger.event import SYSTEM
from alliance.ledger.verify import verify
from alliance.life.actions import (
    ratify_decision,
    state_capacity,
)
from alliance.life.waiting import waits
from alliance.wings import registry
from tests.alliance.decisions.acting import SEATS, act, all_vote, code, opened, row, tail
from tests.alliance.decisions.test_pages import at_home
from tests.cast import START, Cast

HOUR = timedelta(hours=1)


def ratified(
    cast: Cast, org: str, by: str = "", hours: float = 3, note: str = "Our board, 2 March.", proposal: int = 1
):
    return act(
        cast, by or SEATS[org], ratify_decision, hours=hours, proposal=proposal, org=cast.orgs[org], note=note
    )


def stated(
    cast: Cast, org: str, delegated: bool, matter: str = "vision", by: str = "", source: str = "Scheme 4.2"
):
    return act(
        cast, by or SEATS[org], state_capacity, hours=0.5, org=cast.orgs[org], matter=matter, delegated=delegated, source=source
    )  # fmt: skip


def subject(cast: Cast, *boards: str, **more) -> Cast:
    opened(cast, boards=tuple(cast.orgs[org] for org in boards), **more)
    all_vote(cast, 1)
    return cast


def page(cast: Cast, part: str = "observer", hours: float = 4):
    with clock.simulated(START + timedelta(hours=hours)):
        return queries.decision(cast.viewer(part), 1)


def same(cast: Cast) -> bool:
    return rebuild(cast.alliance, registry.projected(), check=True).identical and verify(cast.alliance).whole


def under(cast: Cast, how: Capacity | MatterType, **settings) -> None:
    """Adopt a rule-book in which “practice” has this capacity, or is this; and with these settings."""
    kept = [one for one in rulebook.DEFAULTS.matters if one.code != "practice"]
    practice = how if isinstance(how, MatterType) else MatterType("practice", Rule.UNANIMITY, capacity=how)
    book = replace(rulebook.DEFAULTS, matters=(*kept, practice), **settings)
    adopt = action("test.adopt", needs=lambda act, arguments: None)(
        lambda act: str(write_rulebook(act, book))
    )
    with clock.simulated(START):
        assert isinstance(adopt(cast.caller("manager")), Done)


def test_row_68_named_at_opening_it_is_agreed_subject_to_boards_and_not_in_force(cast: Cast) -> None:
    subject(cast, "COU", "HOM")
    found = row(cast, 1)
    assert (found.result, found.life, found.effective_from) == ("carried", "subject", None)
    assert tail(cast, 3) == ["vote.cast", "outcome.computed", "decision.conditions_named"]
    named = ledger.events(cast.alliance)[-1]
    assert (named.actor, sorted(named.body["boards"])) == (
        SYSTEM,
        sorted(str(cast.orgs[org]) for org in ("COU", "HOM")),
    )
    assert "effective_from" not in ledger.events(cast.alliance)[-2].body
    assert same(cast)


def test_row_68_effective_when_the_last_named_board_ratifies(cast: Cast) -> None:
    subject(cast, "COU", "HOM")
    assert isinstance(ratified(cast, "COU", "council_deputy"), Done)
    assert row(cast, 1).life == "subject"
    ratified(cast, "HOM", hours=5)
    found = row(cast, 1)
    assert (found.life, found.effective_from) == ("in_force", START + 5 * HOUR)
    assert [one.note for one in page(cast, hours=6).later.conditions.boards] == ["Our board, 2 March."] * 2
    assert same(cast)


def test_row_68_at_the_long_stop_it_lapses_on_read_before_anybody_settles_it(cast: Cast) -> None:
    subject(cast, "COU", long_stop_days=10)
    stop = row(cast, 1).long_stop
    assert stop == START.replace(hour=0) + timedelta(
        days=10
    )  # the end of the tenth day, the first one counted
    size = len(ledger.events(cast.alliance))
    with clock.simulated(stop):
        shown = queries.decision(cast.viewer("kin"), 1)
        assert (shown.life, shown.later.may_ratify) == ("lapsed", ())
        assert len(ledger.events(cast.alliance)) == size
        actions.settle_everywhere()
        actions.settle_everywhere()
    event = ledger.events(cast.alliance)[-1]
    assert (event.type, event.actor, event.body["why"], row(cast, 1).life) == (
        "decision.lapsed",
        SYSTEM,
        "long_stop",
        "lapsed",
    )
    assert len(ledger.events(cast.alliance)) == size + 1
    assert same(cast)


def test_row_68_a_microsecond_before_the_long_stop_still_counts_and_the_stop_itself_is_late(
    cast: Cast,
) -> None:
    subject(cast, "COU", "ICB")
    stop = (row(cast, 1).long_stop - START) / HOUR
    assert code(ratified(cast, "ICB", hours=stop))[0] == "not_subject"  # settled by the attempt itself
    assert row(cast, 1).life == "lapsed"
    subject2 = opened(cast, boards=(cast.orgs["COU"],))
    all_vote(cast, subject2, hours=stop + 1)
    with clock.simulated(row(cast, subject2).long_stop - timedelta(microseconds=1)):
        answer = ratify_decision(
            cast.caller("council"), proposal=subject2, org=cast.orgs["COU"], note="In time."
        )
    assert isinstance(answer, Done)
    assert row(cast, subject2).life == "in_force"


REFUSED = {
    "the manager": ("no_mandate", 403, "manager", "COU", "Board"),
    "another member": ("no_mandate", 403, "kin", "COU", "Board"),
    "a board not named": ("not_awaited", 409, "kin", "KIN", "Board"),
    "no note": ("note", 422, "council", "COU", " "),
}


@pytest.mark.parametrize("name", REFUSED)
def test_only_a_mandate_holder_of_a_named_member_tells_it_and_says_which_board(cast: Cast, name: str) -> None:
    wanted, status, by, org, note = REFUSED[name]
    subject(cast, "COU", "HOM")
    assert code(ratified(cast, org, by, note=note)) == (wanted, status)
    assert row(cast, 1).life == "subject"


def test_a_board_ratifies_once(cast: Cast) -> None:
    subject(cast, "COU", "HOM")
    ratified(cast, "COU")
    assert code(ratified(cast, "COU"))[0] == "not_awaited"


def test_what_a_member_states_is_pinned_at_opening_and_a_later_statement_changes_nothing_there(
    cast: Cast,
) -> None:
    stated(cast, "HOM", False)
    opened(cast)
    with clock.simulated(START + 1.5 * HOUR):
        shown = queries.decision(cast.viewer("observer"), 1).later.conditions
    assert (shown.names, shown.days, shown.long_stop) == (
        "Threshold Homes",
        rulebook.DEFAULTS.boards_days,
        None,
    )
    act(
        cast,
        "homes",
        state_capacity,
        hours=1.6,
        org=cast.orgs["HOM"],
        matter="vision",
        delegated=True,
        source="New scheme",
    )
    all_vote(cast, 1)
    assert row(cast, 1).life == "subject"
    assert opened(cast, title="Another") == 2
    with clock.simulated(START + 3 * HOUR):
        assert queries.decision(cast.viewer("observer"), 2).later.conditions is None
    assert same(cast)


STATED_REFUSED = {
    "for another": ("no_mandate", 403, "kin", "HOM", "vision", "x"), "the manager": ("no_mandate", 403, "manager", "HOM", "vision", "x"),
    "no such matter": ("matter", 422, "homes", "HOM", "weather", "x"), "no source": ("source", 422, "homes", "HOM", "vision", " "),
}  # fmt: skip


@pytest.mark.parametrize("name", STATED_REFUSED)
def test_a_member_states_it_about_itself_alone_with_its_source(cast: Cast, name: str) -> None:
    wanted, status, by, org, matter, source = STATED_REFUSED[name]
    assert code(stated(cast, org, False, matter, by, source)) == (wanted, status)


def test_a_recommendation_waits_for_every_members_board(cast: Cast) -> None:
    under(cast, Capacity.RECOMMENDATION)
    opened(cast, matter="practice")
    all_vote(cast, 1)
    for org in ("COU", "ICB", "HOM"):
        ratified(cast, org)
        assert row(cast, 1).life == "subject"
    ratified(cast, "KIN")
    assert row(cast, 1).life == "in_force"


def test_advice_is_carried_and_never_in_force(cast: Cast) -> None:
    under(cast, Capacity.ADVISORY)
    opened(cast, matter="practice")
    with clock.simulated(START + 1.5 * HOUR):
        assert (
            "This is a vote on advice"
            in at_home(cast, "kin").get(f"/a/{cast.slug}/decisions/1/").content.decode()
        )
    all_vote(cast, 1)
    found, shown = row(cast, 1), page(cast)
    assert (found.result, found.life, found.effective_from) == ("carried", "advice", None)
    assert (shown.life_words, shown.effective_from) == ("Advice; it is never in force", None)
    assert usable(cast.alliance, 1, "practice").code == "not_carried"
    boards = (cast.orgs["COU"],)
    refused = code(act(cast, "kin", actions.open_proposal, asked=_asked(cast, boards)))
    assert refused == ("boards", 409)
    assert same(cast)


def _asked(cast: Cast, boards):
    return Asked(
        cast.orgs["KIN"], "practice", "x", "y", boards=boards, review_on=START.date() + timedelta(days=99)
    )


def test_a_conditional_reversal_reverses_only_once_its_boards_have_ratified(cast: Cast) -> None:
    opened(cast)
    all_vote(cast, 1)
    opened(cast, title="Not after all", reverses=1, boards=(cast.orgs["COU"],))
    all_vote(cast, 2, hours=3)
    assert row(cast, 1).life == "in_force"
    ratified(cast, "COU", hours=4, proposal=2)
    assert (row(cast, 1).life, row(cast, 2).life) == ("reversed", "in_force")
    assert same(cast)


def test_a_carried_matter_that_needs_an_act_is_acted_upon_only_after_its_boards(cast: Cast) -> None:
    subject(cast, "COU", matter="agreement")
    assert usable(cast.alliance, 1, "agreement").code == "not_carried"
    ratified(cast, "COU")
    assert row(cast, 1).life == "waiting"
    assert usable(cast.alliance, 1, "agreement") is None


def test_a_reserved_use_waits_for_its_owners_board_and_opens_the_consequence_then(cast: Cast) -> None:
    stated(cast, "COU", False, "reserved")
    opened(
        cast, "council", org=cast.orgs["COU"], owner=cast.orgs["COU"], matter="reserved", category="scope",
        legal_basis="duty", consequence_title="Cost", consequence_text="Shared.",
    )  # fmt: skip
    all_vote(cast, 1, reason="Our duty.")
    act(cast, "manager", actions.close_early, hours=2.5, proposal=1)
    assert (row(cast, 1).life, row(cast, 1).used_at) == ("subject", None)
    ratified(cast, "COU")
    assert (row(cast, 1).life, row(cast, 2).matter) == ("in_force", "consequence")
    assert same(cast)


BOARDS = {
    "named and stated": (Capacity.ALLIANCE, {"A"}, {"B"}, None, ["A", "B"]),
    "none": (Capacity.ALLIANCE, set(), set(), None, []),
    "not a member": (Capacity.ALLIANCE, {"Z"}, {"Z"}, None, []),
    "recommendation": (Capacity.RECOMMENDATION, set(), set(), None, ["A", "B", "C"]),
    "advisory": (Capacity.ADVISORY, {"A"}, {"B"}, None, []),
    "emergency": (Capacity.RESERVED, set(), {"A"}, "emergency", []),
}


@pytest.mark.parametrize("name", BOARDS)
def test_whose_board_is_needed(name: str) -> None:
    capacity, named, own, category, wanted = BOARDS[name]
    assert boards_needed(capacity, "CAB", named, own, category) == wanted


def test_pages_and_api_take_the_same_words_and_show_them(cast: Cast) -> None:
    with clock.simulated(START + 0.5 * HOUR):
        sent = {
            "org": str(cast.orgs["COU"]),
            "matter": "vision",
            "delegated": "no",
            "source": "Standing order 7",
        }
        client = at_home(cast, "council")
        done = client.post(f"/a/{cast.slug}/agreement/rule-book/capacity/", sent | {"once": str(uuid4())})
        told = at_home(cast, "homes", APIClient).post(
            f"/api/v1/alliances/{cast.slug}/capacity", sent | {"org": str(cast.orgs["HOM"]), "delegated": False}, format="json"
        )  # fmt: skip
        shown = client.get(f"/a/{cast.slug}/agreement/rule-book/").content.decode()
        listed = at_home(cast, "observer", APIClient).get(f"/api/v1/alliances/{cast.slug}/capacity").json()
    assert (done.status_code, told.status_code) == (302, 201)
    assert shown.count("Standing order 7") == 2
    assert [len(one["stated"]) for one in listed if one["code"] == "vision"] == [2]
    subject(cast)
    url, api = f"/a/{cast.slug}/decisions/1/", f"/api/v1/alliances/{cast.slug}/decisions/1/ratifications"
    with clock.simulated(START + 3 * HOUR):
        assert "Tell that a board has ratified it" in client.get(url).content.decode()
        assert "Which board ratified it" in client.get(f"{url}ratify/").content.decode()
        asked = client.post(f"{url}ratify/", {"org": sent["org"], "note": ""})
        done = client.post(f"{url}ratify/", {"org": sent["org"], "note": "Cabinet, 1 March"})
        told = at_home(cast, "homes", APIClient).post(
            api, {"org": str(cast.orgs["HOM"]), "note": "Trustees, 2 March"}, format="json"
        )
        again = client.get(url).content.decode()
    assert (asked.status_code, done.status_code, told.status_code) == (422, 302, 201)
    assert told.json()["life"] == "in_force"
    assert "Cabinet, 1 March" in again
    assert "ratify/" not in again


def test_it_waits_for_each_named_member_until_that_member_has_told(cast: Cast) -> None:
    def waiting(part: str, hours: float = 4) -> list[str]:
        at = START + timedelta(hours=hours)
        with clock.simulated(at):
            return [one.text for one in waits(cast.viewer(part), at)]

    subject(cast, "COU", "HOM")
    told = "Tell when Stonebridge Council’s board has ratified D-001"
    assert waiting("council") == waiting("council_deputy") == [told]
    assert waiting("kin") == waiting("manager") == []
    assert waiting("council", 91 * 24) == []
    ratified(cast, "COU")
    assert (waiting("council"), len(waiting("homes"))) == ([], 1)
