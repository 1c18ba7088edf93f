"""Only partners that hold a risk score it, look at it again and move it on; a live one is closed by decision."""

import pytest

from alliance.door.refusals import Refused
from risks.register import actions, queries
from tests.cast import Cast, clock_at, done
from tests.risks.register.stage import again, carried, joint, live, raised, score

HOLDERS = {"score", "review", "happen", "close", "reopen"}
OTHERS = ["icb", "kin"]  # each votes for a member that neither holds the risk nor is asked


@pytest.fixture(autouse=True)
def _on_the_day():
    with clock_at(hours=1):
        yield


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def move(cast: Cast, by: str, risk, verb: str = "close", **said):
    return actions.move_risk(cast.caller(by), risk=risk.id, verb=verb, reason="So it is", **said)


@pytest.mark.parametrize("by", OTHERS)
def test_a_partner_that_does_not_hold_a_risk_changes_nothing_of_it(cast: Cast, by: str) -> None:
    risk, decision = live(cast), carried(cast)
    assert code(score(cast, risk, 1, 1, by=by)) == "not_a_holder"
    assert code(actions.review_risk(cast.caller(by), risk=risk.id, reason="Not ours")) == "not_a_holder"
    for verb in ("happen", "close"):
        assert code(move(cast, by, risk, verb, decision=decision)) == "not_a_holder"
    assert (again(risk).state, again(risk).score.product) == ("live", 16)
    assert not HOLDERS & set(queries.risk(cast.viewer(by), risk.number).may.verbs)


def test_a_partner_that_is_asked_acts_once_it_has_agreed(cast: Cast) -> None:
    risk = raised(cast, "COU", "HOM")
    assert not HOLDERS & set(queries.risk(cast.viewer("homes"), risk.number).may.verbs)
    assert code(move(cast, "homes", risk)) == "not_a_holder"
    done(actions.agree_to_hold(cast.caller("homes"), risk=risk.id, org=cast.orgs["HOM"]))
    assert {"score", "close"} <= set(queries.risk(cast.viewer("homes"), risk.number).may.verbs)
    done(score(cast, risk, by="homes"))


def test_a_partner_that_has_stepped_back_no_longer_acts(cast: Cast) -> None:
    risk = live(cast)
    done(actions.release_holding(cast.caller("homes"), risk=risk.id, org=cast.orgs["HOM"], reason="No room"))
    assert code(score(cast, risk, by="homes")) == "not_a_holder"
    done(score(cast, risk, by="council"))


@pytest.mark.parametrize("decision", ["", "D-777"], ids=["none", "of-no-decision"])
def test_a_live_risk_is_not_closed_by_one_holder_alone(cast: Cast, decision: str) -> None:
    risk = live(cast)
    assert code(move(cast, "council", risk, decision=decision)) == "decision"
    assert again(risk).state == "live"
    done(move(cast, "homes", risk, decision=carried(cast)))
    assert again(risk).state == "closed"
    assert code(move(cast, "icb", risk, "reopen")) == "not_a_holder"
    done(move(cast, "council", risk, "reopen"))


def test_a_risk_that_is_only_proposed_is_let_go_with_a_reason(cast: Cast) -> None:
    risk = joint(cast)
    done(move(cast, "council", risk))
    assert again(risk).state == "closed"


@pytest.mark.parametrize(("path", "body"), [
    ("scores", {"likelihood": 1, "consequence": 1, "reason": "Not ours"}),
    ("moves", {"verb": "close", "reason": "Not ours", "decision": "D-001"}),
])  # fmt: skip
def test_programs_are_told_the_same(client, cast: Cast, path: str, body: dict[str, object]) -> None:
    live(cast), carried(cast)
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(cast.people["icb"], backend=backend)
    url = f"/api/v1/alliances/stonebridge/risks/1/{path}"
    answer = client.post(url, body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_a_holder")
