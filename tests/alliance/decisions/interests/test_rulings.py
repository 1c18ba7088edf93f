"""Each of the other members rules for itself on an interest, and what they come to is computed."""

import pytest
from rest_framework.test import APIClient

from alliance.decisions import actions, queries
from alliance.decisions.reading.values import InterestLine
from alliance.door.action import Done
from alliance.door.refusals import Refused
from tests.alliance.decisions.acting import SEATS, act, code, opened, vote
from tests.alliance.decisions.test_actions import interest
from tests.alliance.decisions.test_pages import at_home
from tests.cast import Cast, clock_at


def test_row_52_the_others_admit_a_declarer_who_still_does_not_vote(cast: Cast) -> None:
    opened(cast)
    found = interest(cast, "council", "COU")
    for org, ruling in (("ICB", "admit"), ("KIN", "refuse"), ("HOM", "admit")):
        assert shown_interest(cast).state == "declared"
        assert isinstance(rules_on(cast, SEATS[org], found.ref, org, ruling), Done)
    line = shown_interest(cast)
    assert (line.state, line.admit, line.refuse, line.others) == (
        "admitted", ("Four Rivers ICB", "Threshold Homes"), ("Kinfolk Centre",), 3,
    )  # fmt: skip
    assert code(vote(cast, 1, "COU", hours=5))[0] == "recused"


def rules_on(cast: Cast, by: str, interest: str, org: str, ruling: str = "admit") -> Done | Refused:
    given = {"proposal": 1, "interest": interest, "org": cast.orgs[org], "ruling": ruling}
    return act(cast, by, actions.rule_on_interest, hours=4, **given)


def shown_interest(cast: Cast) -> InterestLine:
    with clock_at(hours=4):
        return queries.decision(cast.viewer("kin"), 1).interests[0]


@pytest.mark.parametrize("by", ["facilitator", "manager", "homes", "icb", "homes_data", "observer"])
def test_row_52_nobody_says_what_another_member_rules(cast: Cast, by: str) -> None:
    opened(cast)
    found = interest(cast, "council", "COU")
    assert code(rules_on(cast, by, found.ref, "KIN"))[1] == 403
    assert code(rules_on(cast, "council", found.ref, "COU"))[0] == "declarer_present"
    assert isinstance(rules_on(cast, "kin", found.ref, "KIN"), Done)
    assert code(rules_on(cast, "kin", found.ref, "KIN", "refuse"))[0] == "ruled_twice"
    assert code(rules_on(cast, "icb", found.ref, "ICB", "perhaps")) == ("ruling", 422)
    assert (shown_interest(cast).admit, shown_interest(cast).may_rule) == (("Kinfolk Centre",), ())


def test_page_and_api_let_a_member_rule_for_itself_and_show_who_has(cast: Cast) -> None:
    opened(cast)
    found = interest(cast, "council", "COU")
    page = f"/a/{cast.slug}/decisions/1/"
    with clock_at(hours=4):
        offered = at_home(cast, "kin").get(page).content.decode()
        ruled = at_home(cast, "kin").post(
            f"{page}interest/{found.ref}/ruling/", {"org": str(cast.orgs["KIN"]), "ruling": "refuse"}
        )
        sent = {"org": str(cast.orgs["HOM"]), "ruling": "admit", "reason": "She only sits on its board."}
        url = f"/api/v1/alliances/{cast.slug}/decisions/1/interests/{found.ref}/ruling"
        told = at_home(cast, "homes", APIClient).post(url, sent, format="json")
        seen = at_home(cast, "kin").get(page).content.decode()
        team = at_home(cast, "facilitator").get(page).content.decode()
        asked = at_home(cast, "icb").get(f"{page}interest/{found.ref}/ruling/").content.decode()
        others = [
            at_home(cast, "facilitator").get(f"{page}interest/{rest}").content.decode()
            for rest in ("", f"{found.ref}/ruling/")
        ]
    assert "Say whether they may take part" in offered
    assert (ruled.status_code, told.status_code) == (302, 201)
    assert "Threshold Homes would admit them. Kinfolk Centre would not." in seen
    assert "On an interest: Threshold Homes would admit who declared it" in seen
    assert "Say whether they may take part" not in seen + team
    assert "Give this ruling" in asked
    assert [
        ('<form method="post" novalidate' in one, "nothing for you to send" in one) for one in others
    ] == [(False, True)] * 2
