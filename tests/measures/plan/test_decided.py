"""What is counted is decided together: a measure rests on a carried decision about shared measures, or on the founding."""

from datetime import date

import pytest

from alliance.decisions.models import Life
from measures.plan import actions
from measures.plan.queries import choices, method_cards, plan
from tests.measures.agreed import agree

pytestmark = pytest.mark.django_db
DAY, LATER = date(2026, 4, 1), date(2026, 7, 1)


def add(cast, **said):
    return actions.add_measure(
        cast.caller("manager"), wording="Somebody to count on", kind="proportion", valid_from=DAY, **said
    )


def test_before_the_first_decision_a_measure_rests_on_the_founding_and_the_card_says_so(cast):
    assert add(cast).ref == "M-01"
    viewer = cast.viewer("homes")
    [card] = method_cards(viewer, plan(viewer))
    assert dict(card.rows)["Agreed in"] == "The agreement by which the alliance was founded"
    assert dict(card.rows)["Licence"].startswith("Own")
    assert choices(viewer, plan(viewer)).decisions == [
        ("", "The agreement by which the alliance was founded")
    ]


def test_once_something_was_decided_every_further_measure_cites_a_decision(cast):
    agree(cast.alliance, 4)
    assert add(cast).code == "decision_needed"
    assert add(cast, decision="D-004").ref == "M-01"
    assert add(cast, decision="D-004").ref == "M-02"  # one decision may agree several
    answer = actions.adopt_instrument(cast.caller("manager"), instrument="swemwbs", valid_from=DAY)
    assert answer.code == "decision_needed"


def test_a_new_definition_cites_a_decision_too(cast):
    add(cast)
    agree(cast.alliance, 4)
    who, said = cast.caller("manager"), {"code": "M-01", "valid_from": LATER}
    assert actions.revise_measure(who, **said).code == "decision_needed"
    assert actions.revise_measure(who, **said, decision="D-004").ref == "M-01/2"


@pytest.mark.parametrize(
    "made",
    [
        pytest.param({"matter": "practice"}, id="about another matter"),
        pytest.param({"result": "not_carried", "life": ""}, id="not carried"),
        pytest.param({"life": Life.REVERSED}, id="reversed since"),
        pytest.param({"life": Life.SUBJECT}, id="boards have not agreed yet"),
    ],
)
def test_a_decision_that_does_not_carry_it_is_refused(cast, made):
    agree(cast.alliance, 4, **made)
    assert add(cast, decision="D-004").code == "not_agreed"


def test_a_decision_that_does_not_exist_or_is_no_reference_is_refused(cast):
    assert add(cast, decision="D-099").code == "not_agreed"
    assert (add(cast, decision="three").code, add(cast, decision="three").status) == ("decision", 422)


def test_the_form_offers_the_decisions_that_will_do(client, cast):
    agree(cast.alliance, 4, 7)
    agree(cast.alliance, 5, matter="practice")
    client.force_login(cast.people["manager"], backend="allauth.account.auth_backends.AuthenticationBackend")
    shown = client.get(f"/a/{cast.slug}/measures/plan/measure/").content.decode()
    assert "D-004 What we count" in shown
    assert "D-005" not in shown
    chosen = client.get(f"/a/{cast.slug}/measures/plan/instrument/?instrument=who5").content.decode()
    assert '<option value="who5" selected>' in chosen


def test_an_ended_definition_names_the_one_that_follows(cast):
    add(cast)
    actions.revise_measure(cast.caller("manager"), code="M-01", valid_from=LATER)
    viewer = cast.viewer("homes")
    [card] = method_cards(viewer, plan(viewer))
    assert card.versions == (
        "Version 1, from 1 April 2026 to 30 June 2026, then M-01/2",
        "Version 2, since 1 July 2026",
    )
