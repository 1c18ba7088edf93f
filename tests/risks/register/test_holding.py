"""Only partners that hold a risk score it, look at it again and move it on; a live one is closed by decision."""

import pytest

from alliance.door.refusals import Refused
from risks.register import actions, queries
from tests.cast import Cast, clock_at, done
from tests.risks.register.stage import again, carried, joint, live, naming, raised, score

HOLDERS = {"round", "agree", "review", "happen", "decline", "close", "reopen"}
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
    risk, decision = live(cast), naming(cast)
    assert code(score(cast, risk, 1, 1, by=by)) == "not_a_holder"
    assert code(actions.review_risk(cast.caller(by), risk=risk.id, reason="Not ours")) == "not_a_holder"
    for verb in ("happen", "close"):
        assert (
            code(move(cast, by, risk, verb, decision=decision if verb == "close" else "")) == "not_a_holder"
        )
    assert (again(risk).state, again(risk).score.product) == ("live", 16)
    assert not HOLDERS & set(queries.risk(cast.viewer(by), risk.number).may.verbs)


def test_a_partner_that_is_asked_acts_once_it_has_agreed(cast: Cast) -> None:
    risk = raised(cast, "COU", "HOM")
    assert not HOLDERS & set(queries.risk(cast.viewer("homes"), risk.number).may.verbs)
    assert code(move(cast, "homes", risk, "decline", reply="Thank you")) == "not_a_holder"
    done(actions.agree_to_hold(cast.caller("homes"), risk=risk.id, org=cast.orgs["HOM"]))
    assert {"round", "decline"} <= set(queries.risk(cast.viewer("homes"), risk.number).may.verbs)
    done(move(cast, "homes", risk, "decline", reply="Thank you"))


def test_a_partner_that_has_stepped_back_no_longer_acts(cast: Cast) -> None:
    risk = live(cast)
    done(actions.release_holding(cast.caller("homes"), risk=risk.id, org=cast.orgs["HOM"], reason="No room"))
    assert code(score(cast, risk, by="homes")) == "not_a_holder"
    done(score(cast, risk, by="council"))


@pytest.mark.parametrize(
    "decision", ["", "D-777", "another"], ids=["none", "of-no-decision", "about-something-else"]
)
def test_a_live_risk_is_not_closed_by_one_holder_alone(cast: Cast, decision: str) -> None:
    risk = live(cast)
    decision = carried(cast) if decision == "another" else decision
    assert code(move(cast, "council", risk, decision=decision)) == "decision"
    assert again(risk).state == "live"
    done(move(cast, "homes", risk, decision=naming(cast)))
    assert again(risk).state == "closed"
    assert code(move(cast, "icb", risk, "reopen")) == "not_a_holder"
    done(move(cast, "council", risk, "reopen"))


def test_a_risk_that_is_only_proposed_is_let_go_with_a_reason_and_a_reply(cast: Cast) -> None:
    risk, other = joint(cast), joint(cast)
    assert code(move(cast, "council", risk)) == "wrong_state"
    assert code(move(cast, "council", risk, "decline")) == "reply"
    done(move(cast, "council", risk, "decline", reply="Thank you: we look at it in spring"))
    assert code(move(cast, "council", other, "merge", reply="Thank you", into=str(risk))) == "into"
    done(move(cast, "council", other, "merge", reply="Thank you", into=str(live(cast))))
    assert {again(risk).state, again(other).state} == {"closed"}
    assert [link.ref for link in queries.risk(cast.viewer("council"), other.number).links] == ["R-03"]


@pytest.mark.parametrize(("path", "body"), [
    ("scores", {"likelihood": 1, "consequence": 1, "reason": "Not ours", "decision": "D-001"}),
    ("moves", {"verb": "close", "reason": "Not ours", "decision": "D-001"}),
])  # fmt: skip
def test_programs_are_told_the_same(client, cast: Cast, path: str, body: dict[str, object]) -> None:
    live(cast)
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(cast.people["icb"], backend=backend)
    url = f"/api/v1/alliances/stonebridge/risks/1/{path}"
    answer = client.post(url, body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_a_holder")
