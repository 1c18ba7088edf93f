"""A step of limits has a reason and a carried decision, and only those who answer for data record one."""

from datetime import date

import pytest

from alliance.desk.logbook import logbook
from measures.limits.actions import record_step
from measures.limits.models import LimitStep
from measures.limits.queries import steps
from measures.limits.replay import chosen, replayed
from measures.limits.rules import check_step
from measures.plan import actions
from measures.plan.models import Period
from measures.statistics.choosing import Observation
from measures.statistics.reading import read
from tests.cast import done
from tests.measures.agreed import agree

pytestmark = pytest.mark.django_db
GIVEN = {"measure": "M-01", "view": "alliance", "kind": "rebase", "reason": "Calls began", "cites": "D-090"}


@pytest.fixture
def counted(cast):
    who = cast.caller("manager")
    actions.add_quarters(who, first=date(2024, 4, 1), count=4)
    actions.add_measure(who, wording="Somebody to count on", kind="proportion", valid_from=date(2024, 4, 1))
    agree(cast.alliance, 90)
    agree(cast.alliance, 91, result="not_carried")
    return Period.objects.filter(alliance=cast.alliance).earliest("starts_on").id


def test_a_step_is_numbered_and_stays_with_its_reason_and_who_recorded_it(cast, counted):
    for ref in ("alliance/1", "alliance/2"):
        assert record_step(cast.caller("manager"), period=counted, **GIVEN).ref == ref
    (step, _) = LimitStep.objects.all()
    assert (step.reason, step.cites, step.by_id) == ("Calls began", "D-090", cast.people["manager"].id)


@pytest.mark.parametrize("change", [{"cites": "D-091"}, {"cites": "D-999"}, {"reason": " "}, {"kind": "redraw"},
    {"kind": "freeze"}, {"kind": "p", "baseline": 13}, {"baseline": 12}, {"baseline": 21}, {"kind": "unfreeze", "baseline": 13}])  # fmt: skip
def test_a_step_without_what_it_needs_is_refused_in_words(cast, counted, change):
    answer = record_step(cast.caller("manager"), period=counted, **GIVEN | change)
    assert answer.sentence
    assert not LimitStep.objects.exists()


def test_a_freeze_takes_13_to_20_points():
    assert [check_step("freeze", points, "why", "mean") is None for points in (12, 13, 20, 21)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_choice_of_p_limits_is_for_shares_alone():
    assert [check_step(kind, None, "why", "mean") is None for kind in ("p", "p_prime", "rebase")] == [
        False,
        False,
        True,
    ]


def test_a_chart_that_was_chosen_stays_and_says_what_the_figures_would_ask_for(cast, counted):
    """24 quarters of a share that chance alone explains: p′ is recorded, then p again, each with its reason in the log."""
    who, viewer = cast.caller("manager"), cast.viewer("homes")
    given = GIVEN | {"period": counted}
    for kind in ("p_prime", "p"):
        done(record_step(who, **given | {"kind": kind, "reason": f"We keep {kind}"}))
    (first, last) = steps(viewer, "M-01")
    assert [each.says for each in (first, last)] == ["p′ limits are kept", "p limits are kept"]
    counts = [Observation(x=20 + 5 * (at % 2), n=100) for at in range(24)]
    for known, kind, why in (
        ((), "p", "Nobody has recorded this choice, so newer figures may change it."),
        ((first,), "p_prime", "p′ limits as recorded; today sigma z is"),
        ((first, last), "p", "As recorded."),
    ):
        (stretch,) = read("proportion", counts, recorded=chosen(known)).stretches
        assert (stretch.choice.chart, why in stretch.choice.why) == (kind, True)
    assert chosen(replayed((first, last), upto=None, without=2)) == "p_prime"
    log = [line.words for line in logbook(viewer).object_list]
    assert "M-01 keeps its p′ limits, by D-090: We keep p_prime" in log


def test_the_page_records_a_step_and_shows_it_to_everybody(cast, counted, client):
    here = f"/a/{cast.slug}/measures/M-01/limits/"
    client.force_login(cast.people["manager"], backend="allauth.account.auth_backends.AuthenticationBackend")
    form = {
        "kind": "rebase",
        "period": str(counted),
        "baseline": "",
        "reason": "Calls began",
        "cites": "D-090",
    }
    assert client.post(f"{here}record/", form).status_code == 302
    assert client.post(f"{here}record/", form | {"reason": ""}).status_code == 422
    client.force_login(cast.people["homes"], backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(here).content.decode()
    assert "Calls began" in page
    assert "Record a step" not in page
    assert client.post(f"{here}record/", form).status_code == 403
    assert client.get(f"/a/{cast.slug}/measures/M-09/limits/").status_code == 404
    sent = {"kind": "rebase", "period": str(counted), "reason": "Calls", "cites": "D-090"}
    api = f"/api/v1/alliances/{cast.slug}/measures/M-01/limits"
    assert client.post(api, sent, content_type="application/json").status_code == 403
    assert client.get(api).json()["steps"][0]["says"] == "Limits start anew"


def test_the_api_answers_with_the_ledger_of_the_view_that_the_step_went_into(cast, counted, client):
    client.force_login(cast.people["manager"], backend="allauth.account.auth_backends.AuthenticationBackend")
    actions.add_supplier(cast.caller("manager"), org=cast.orgs["HOM"], starts_on=date(2024, 4, 1))
    api = f"/api/v1/alliances/{cast.slug}/measures/M-01/limits"
    for view in ("alliance", "HOM"):
        sent = {
            "view": view,
            "period": str(counted),
            "reason": f"Calls began in {view}",
            "kind": "rebase",
            "cites": "D-090",
        }
        answer = client.post(api, sent, content_type="application/json")
        assert answer.status_code == 201
        told = answer.json()
        assert (told["view"]["code"], [each["reason"] for each in told["steps"]]) == (view, [sent["reason"]])
    lost = client.post(api.replace("M-01", "M-09"), sent, content_type="application/json")
    assert (lost.status_code, LimitStep.objects.count()) == (404, 2)
