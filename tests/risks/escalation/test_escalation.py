"""A risk before all partners: drafted, decided, accepted for a time, live again."""

from datetime import UTC, date, datetime

import pytest

from alliance.door import clock
from alliance.door.refusals import Refused
from alliance.ledger import queries as ledger
from risks.appetite import actions as appetite
from risks.escalation import actions, queries
from risks.escalation.models import Acceptance
from risks.register import actions as register
from risks.register import queries as risks
from risks.register.models import Escalation
from risks.treatments import actions as treatments
from tests.cast import Cast, clock_at, done
from tests.risks.register.stage import (
    NAMES,
    WORDS,
    accepted,
    again,
    carried,
    closed,
    decided,
    joint,
    live,
    naming,
    revealed,
    score,
)
from tests.risks.register.test_pages import BACKEND
from tests.risks.register.test_queries import opportunity

pytestmark = pytest.mark.once

MAY = date(2026, 5, 31)


@pytest.fixture(autouse=True)
def _on_the_day():
    with clock_at(hours=1):
        yield


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def row(cast: Cast, risk):
    return risks.risk(cast.viewer("kin_data"), risk.number).risk


def grounds(risk) -> list[str]:
    return [one.ground for one in Escalation.objects.filter(risk=risk, answered_at=None)]


def limited(cast: Cast, limit: int, domain: str = "lives"):
    said = {"domain": domain, "level": "cautious", "limit": limit, "decision": naming(cast)}
    return appetite.set_appetite(cast.caller("council"), **said)


def words(**said):
    return type(WORDS)(**{name: getattr(WORDS, name) for name in WORDS.__slots__} | said)


def test_K21_a_score_above_the_appetite_is_outside_and_drafts_a_decision_that_names_nobody(
    cast: Cast,
) -> None:
    done(limited(cast, 6))
    risk = live(cast, 4, 2)
    assert (row(cast, risk).appetite, grounds(risk)) == ("Outside our appetite", ["outside"])
    shown = queries.escalated(cast.viewer("council"), risk.number).draft
    assert "R-01" in shown.text
    assert not [one.name for one in cast.people.values() if one.name in shown.text + shown.title]
    assert "title=R-01" in shown.take_up


def test_K22_equal_is_inside_and_a_domain_without_one_is_not_set(cast: Cast) -> None:
    risk = live(cast, 2, 3)
    assert row(cast, risk).appetite == "Appetite not set"
    done(limited(cast, 6))
    assert (row(cast, risk).appetite, grounds(risk)) == ("Inside our appetite", [])
    with clock_at(hours=3):
        done(limited(cast, 4))
        assert (row(cast, risk).appetite, grounds(risk)) == ("Outside our appetite", ["outside"])


def test_K23_a_target_above_the_limit_ends_on_a_day(cast: Cast) -> None:
    done(limited(cast, 6))
    risk = live(cast, 5, 5)
    assert code(score(cast, risk, 2, 4, axis="target")) == "until"
    assert code(score(cast, risk, 2, 3, axis="target", until=MAY)) == "until"
    assert code(score(cast, risk, 2, 4, axis="target", until=MAY, decision=carried(cast))) == "decision"
    done(score(cast, risk, 2, 4, axis="target", until=MAY))
    target = risks.risk(cast.viewer("kin_data"), risk.number).target
    assert (target.score.product, target.appetite, target.until) == (8, "Outside our appetite", MAY)


def test_K24_all_decide_after_the_score_and_the_state_judged_is_kept(cast: Cast) -> None:
    risk = live(cast, 4, 3)
    said = {"risk": risk.id, "until": MAY, "reason": "We live with it"}
    with clock_at(hours=3):
        consent = decided(cast, hours=2.5, matter="new_money", text="R-02")
        for decision in ("", "D-999", consent):  # none, no such one, and one that names another risk
            assert code(actions.accept_risk(cast.caller("council"), decision=decision, **said)) == "decision"
    done(score(cast, risk, 4, 3, reason="Counted again"))  # the decision about it is older than this score
    with clock_at(hours=3):
        assert code(actions.accept_risk(cast.caller("council"), decision=naming(cast), **said)) == "decision"
    done(accepted(cast, risk))
    [kept] = Acceptance.objects.all()
    assert (kept.entry_id, kept.entry.product, kept.until) == (again(risk).score_id, 12, MAY)
    assert (again(risk).state, row(cast, risk).accepted_until) == ("accepted", MAY)


@pytest.mark.parametrize("by", ["icb", "homes_data", "manager", "observer"])
def test_K24_nobody_but_a_holder_enters_it(cast: Cast, by: str) -> None:
    said = {"risk": live(cast).id, "until": MAY, "reason": "Alone", "decision": "D-001"}
    assert code(actions.accept_risk(cast.caller(by), **said)) in ("not_allowed", "not_a_holder")


@pytest.mark.parametrize("how", ["words", "score", "treatment", "revoked"], ids=lambda how: f"K25-{how}")
def test_an_accepted_risk_that_changes_is_live_again(cast: Cast, how: str) -> None:
    risk = live(cast)
    done(accepted(cast, risk))
    council = cast.caller("council")
    with clock_at(hours=4):
        if how == "words":
            done(
                register.change_risk(council, risk=risk.id, words=words(proximity="now"), reason="It is cold")
            )
        elif how == "score":
            done(score(cast, risk, 5, 5))
        elif how == "treatment":
            said = {"verb": "treat", "what": "Ten beds", "due_on": MAY}
            done(treatments.plan_treatment(council, risk=risk.id, **said))
        else:
            done(actions.revoke_acceptance(council, risk=risk.id, reason="We no longer can"))
        shown = row(cast, risk)
        assert (shown.state, shown.accepted_until) == ("live", None)
        assert shown.look_again.startswith("Look again")
        done(register.review_risk(council, risk=risk.id, reason="We looked"))
        assert row(cast, risk).look_again == ""


def test_K25_when_its_decision_falls_the_risk_is_live_before_anybody_settles_it(cast: Cast) -> None:
    risk = live(cast)
    done(accepted(cast, risk))
    number = again(risk).accepted_by
    decided(cast, hours=4, reverses=number, title="No more", text="We take it back")
    with clock_at(hours=5):
        assert (row(cast, risk).state, again(risk).state) == ("live", "accepted")
        assert "no longer holds" in row(cast, risk).look_again
        register.settle_everywhere()
    assert (again(risk).state, again(risk).look_again) == ("live", "superseded")


@pytest.mark.parametrize(
    ("at", "state"),
    [(datetime(2026, 5, 31, 22, 59, tzinfo=UTC), "accepted"), (datetime(2026, 5, 31, 23, 0, tzinfo=UTC), "live")],
    ids=["K26-all-of-31-May", "K26-on-1-June"],
)  # fmt: skip
def test_an_acceptance_holds_its_whole_last_day_in_london(cast: Cast, at: datetime, state: str) -> None:
    risk = live(cast)
    done(accepted(cast, risk))
    with clock.simulated(at):
        assert row(cast, risk).state == state
        for wanted in ("live", "accepted"):
            listed = risks.risks(cast.viewer("kin_data"), state=wanted).object_list
            assert [one.ref for one in listed] == ([str(risk)] if wanted == state else [])
        register.settle_everywhere()
        assert again(risk).state == state


def test_K26_another_acceptance_covers_a_longer_time(cast: Cast) -> None:
    risk = live(cast)
    done(accepted(cast, risk))
    with clock_at(hours=5):
        more = decided(cast, hours=5, text=NAMES)
        said = {"risk": risk.id, "decision": more, "reason": "Still so"}
        done(actions.accept_risk(cast.caller("homes"), until=date(2026, 8, 31), **said))
    with clock.simulated(datetime(2026, 6, 1, 9, tzinfo=UTC)):
        register.settle_everywhere()
        assert (row(cast, risk).state, row(cast, risk).accepted_until) == ("accepted", date(2026, 8, 31))


def test_K30_a_high_risk_that_is_near_drafts_a_decision_and_so_does_coming_near(cast: Cast) -> None:
    near, far = live(cast, 4, 3, words=words(proximity="now")), live(cast, 4, 3)
    assert (grounds(near), grounds(far)) == (["near"], [])
    done(
        register.change_risk(
            cast.caller("council"), risk=far.id, words=words(proximity="now"), reason="It is cold"
        )
    )
    assert grounds(far) == ["near"]


def test_what_happens_already_is_not_drafted_as_near(cast: Cast) -> None:
    risk = live(cast, 2, 2, words=words(proximity="now"))
    said = {"verb": "happen", "reason": "It began"}
    done(register.move_risk(cast.caller("council"), risk=risk.id, **said))
    done(score(cast, again(risk), 5, 5))
    assert grounds(risk) == []


def test_what_is_drafted_waits_until_a_later_decision_answers_it_with_a_score_or_by_closing(
    cast: Cast,
) -> None:
    done(limited(cast, 6))
    with clock_at(hours=3):
        risk = revealed(cast, (1, 4), (4, 4))
        done(score(cast, risk, 3, 4))  # by a decision older than the draft
        assert grounds(risk) == ["outside", "spread"]
        since = decided(cast, hours=3, text=NAMES)
        done(score(cast, risk, 3, 4, decision=since))
        assert grounds(risk) == ["outside"]
        said = queries.escalated(cast.viewer("kin"), 1).answered
        assert said == [f"We see it very differently: answered by {since}"]
        done(actions.escalate_risk(cast.caller("kin"), risk=risk.id, reason="Please"))
        done(score(cast, risk, 1, 4, decision=since))
        assert grounds(risk) == ["asked"]
        more = {"decision": since, "outcome": "live", "reason": "On"}
        done(actions.decide_risk(cast.caller("council"), risk=risk.id, **more))
        done(score(cast, risk, 3, 4, decision=since))
        closed(cast, again(risk))
    assert grounds(risk) == []


def test_K30_any_partner_asks_and_a_decision_answers(cast: Cast) -> None:
    risk = live(cast)
    assert (
        code(actions.escalate_risk(cast.caller("homes_data"), risk=risk.id, reason="Please")) == "not_allowed"
    )
    done(actions.escalate_risk(cast.caller("kin"), risk=risk.id, reason="Please"))
    assert (again(risk).state, grounds(risk)) == ("escalated", ["asked"])
    told = {
        part: [one.kind for one in queries.waits(cast.viewer(part), clock.now())]
        for part in ("council", "manager", "icb", "kin_data")
    }
    assert told == {"council": ["risk_drafted"], "manager": ["risk_drafted"], "icb": [], "kin_data": []}
    said = {"risk": risk.id, "outcome": "live", "reason": "We go on"}
    assert code(actions.decide_risk(cast.caller("council"), decision=carried(cast), **said)) == "decision"
    done(actions.decide_risk(cast.caller("council"), decision=naming(cast), **said))
    assert (again(risk).state, grounds(risk)) == ("live", [])
    assert queries.escalated(cast.viewer("kin"), risk.number).answered == [
        f"A partner asks for a decision: answered by {naming(cast)}"
    ]


@pytest.mark.parametrize("state", ["live", "accepted", "issue"])
def test_K30_what_was_drafted_about_a_risk_that_goes_on_is_answered_by_a_later_decision(
    cast: Cast, client, state: str
) -> None:
    council = cast.caller("council")
    risk = live(cast, 4, 2)
    if state == "issue":
        done(register.move_risk(council, risk=risk.id, verb="happen", reason="It is here"))
    if state == "accepted":
        done(accepted(cast, risk))
    said = {"risk": risk.id, "reason": "We open ten beds"}
    with clock_at(hours=3):
        assert "decide" not in risks.risk(cast.viewer("council"), risk.number).may.verbs
        done(limited(cast, 6))
        before = actions.decide_risk(council, decision=naming(cast), **said)
    with clock_at(hours=4):
        since = decided(cast, hours=4, text=NAMES)
        assert code(before) == "not_drafted"  # made before anything was drafted
        accepting = {"outcome": "accepted", "decision": since}
        refused = "until" if state == "accepted" else "wrong_state"
        assert code(actions.decide_risk(council, **accepting, **said)) == refused
        assert "decide" in risks.risk(cast.viewer("council"), risk.number).may.verbs
        client.force_login(cast.people["council"], backend=BACKEND)
        page = f"/a/{cast.slug}/risks/{risk.number}/decide/"
        assert "until" not in client.get(page).context["form"].fields
        assert client.post(page, {"decision": since, "reason": said["reason"]}).status_code == 302
        assert (again(risk).state, grounds(risk), queries.topics(cast.viewer("kin"))) == (state, [], [])
        assert again(risk).accepted_until == (MAY if state == "accepted" else None)
        assert "decide" not in risks.risk(cast.viewer("council"), risk.number).may.verbs
        assert code(actions.decide_risk(council, decision=since, **said)) == "not_drafted"


def test_an_escalated_risk_is_accepted_by_all_alone(cast: Cast) -> None:
    risk = live(cast)
    done(actions.escalate_risk(cast.caller("kin"), risk=risk.id, reason="Please"))
    said = {"risk": risk.id, "outcome": "accepted", "reason": "We live with it"}
    with clock_at(hours=4):
        decision = decided(cast, hours=4, text=NAMES)
        assert code(actions.decide_risk(cast.caller("council"), decision=decision, **said)) == "until"
        done(actions.decide_risk(cast.caller("council"), decision=decision, until=MAY, **said))
    assert (again(risk).state, Acceptance.objects.count()) == ("accepted", 1)


def test_K29_an_opportunity_has_no_limit_and_drafts_nothing(cast: Cast) -> None:
    done(limited(cast, 3))
    risk = live(cast, 5, 4, words=opportunity())
    assert (row(cast, risk).appetite, row(cast, risk).score.words, grounds(risk)) == ("", "Strong chance", [])
    done(score(cast, risk, 5, 5, axis="target"))


def test_what_is_closed_or_proposed_is_not_accepted(cast: Cast) -> None:
    shut, proposed = live(cast), joint(cast)
    closed(cast, shut)
    for risk in (shut, proposed):
        assert code(actions.escalate_risk(cast.caller("kin"), risk=risk.id, reason="Please")) == "wrong_state"


def test_no_event_of_an_escalation_tells_a_person(cast: Cast) -> None:
    done(limited(cast, 6))
    live(cast, 5, 5)
    drafted = [one for one in ledger.events(cast.alliance) if one.type == "escalation.drafted"]
    assert [(one.actor, set(one.body)) for one in drafted] == [("system", {"risk", "escalation", "ground"})]
