"""What the holders do about a risk, and what it takes where a cost moves onto one of them."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from alliance.contract.models import Organisation
from alliance.door import clock
from alliance.door.refusals import NotFound, Refused
from alliance.door.window import opened
from risks.treatments import actions, queries
from risks.treatments.models import Treatment
from tests import cast as people
from tests.cast import Cast, clock_at, done
from tests.risks.register.stage import carried, live, naming, revealed
from tests.risks.register.test_queries import opportunity

pytestmark = pytest.mark.once

DUE = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def _on_the_day():
    with clock_at(hours=1):
        yield


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def planned(cast: Cast, risk, **said):
    given = {"verb": "treat", "what": "Ten more beds", "due_on": DUE} | said
    return actions.plan_treatment(cast.caller("council"), risk=risk.id, **given)


def rows(cast: Cast, risk, part: str = "council"):
    return queries.treatments(cast.viewer(part), risk.number)


def test_K28_the_verbs_of_a_threat_are_not_those_of_an_opportunity(cast: Cast) -> None:
    threat, chance = live(cast), live(cast, 5, 4, words=opportunity())
    assert code(planned(cast, threat, verb="exploit")) == "verb"
    assert code(planned(cast, chance, verb="tolerate")) == "verb"
    done(planned(cast, threat, verb="tolerate"))
    done(planned(cast, chance, verb="exploit"))
    assert [one.verb for one in Treatment.objects.order_by("verb")] == ["exploit", "tolerate"]
    assert "exploit" not in dict(queries.planning(cast.viewer("council"), threat.number).verbs)


def test_K27_what_moves_pain_is_planned_with_that_partners_consent_and_a_decision(cast: Cast) -> None:
    risk = live(cast)
    done(planned(cast, risk, verb="transfer", pain_to=cast.orgs["KIN"]))
    one = Treatment.objects.get()
    on = {"risk": risk.id, "treatment": one.id}
    assert rows(cast, risk)[0].state_words.startswith("Moves pain")
    assert (
        code(actions.move_treatment(cast.caller("council"), verb="done", reason="Paid", **on)) == "moves_pain"
    )
    for by in ("council", "kin_data", "manager"):
        assert code(actions.consent_to_pain(cast.caller(by), **on)) == "no_mandate"
    assert [wait.kind for wait in queries.waits(cast.viewer("kin"), clock.now())] == ["risk_pain"]
    done(actions.consent_to_pain(cast.caller("kin"), **on))
    assert Treatment.objects.get().state == "consent"
    assert code(actions.agree_pain(cast.caller("council"), decision=carried(cast), **on)) == "decision"
    done(actions.agree_pain(cast.caller("council"), decision=naming(cast), **on))
    assert Treatment.objects.get().state == "planned"
    done(actions.move_treatment(cast.caller("homes"), verb="done", reason="Paid", **on))
    assert rows(cast, risk)[0].may == []
    assert queries.waits(cast.viewer("kin"), clock.now()) == []


def test_K27_no_cost_is_laid_on_a_partner_that_has_left(cast: Cast) -> None:
    risk = live(cast)
    done(planned(cast, risk, pain_to=cast.orgs["KIN"]))
    on = {"risk": risk.id, "treatment": Treatment.objects.get().id}
    with opened():
        Organisation.objects.filter(id=cast.orgs["KIN"]).update(left_at=people.START)
    assert code(actions.agree_pain(cast.caller("council"), decision=naming(cast), **on)) == "partner_left"
    assert [one.may for one in queries.treatments(cast.viewer("council"), risk.number)] == [["drop"]]
    assert code(planned(cast, risk, pain_to=cast.orgs["KIN"])) == "pain_to"
    done(actions.move_treatment(cast.caller("council"), verb="drop", reason="Planned anew", **on))


def test_K27_the_database_itself_keeps_pain_from_moving_alone(cast: Cast) -> None:
    risk = live(cast)
    done(planned(cast, risk, pain_to=cast.orgs["KIN"]))
    one = Treatment.objects.get()
    one.state = "planned"
    with opened(), pytest.raises(IntegrityError, match="pain_moves_by_consent"), transaction.atomic():
        one.save(update_fields=["state"])


@pytest.mark.parametrize("by", ["icb", "homes_data", "observer", "manager"])
def test_only_partners_that_hold_a_risk_plan_what_is_done(cast: Cast, by: str) -> None:
    answer = actions.plan_treatment(
        cast.caller(by), risk=live(cast).id, verb="treat", what="Beds", due_on=DUE
    )
    assert code(answer) in ("not_allowed", "not_a_holder")


def test_K42_a_treatment_of_another_alliance_is_not_there(cast: Cast) -> None:
    risk, elsewhere = live(cast), people.build("elsewhere")
    done(planned(cast, risk))
    with pytest.raises(NotFound):
        queries.treatments(elsewhere.viewer("council"), risk.number)
    on = {"risk": risk.id, "treatment": Treatment.objects.get().id}
    with pytest.raises(NotFound):
        actions.consent_to_pain(elsewhere.caller("council"), **on)
    assert code(planned(cast, revealed(cast), pain_to=elsewhere.orgs["COU"])) == "pain_to"
