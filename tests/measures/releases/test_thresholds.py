"""Thresholds of figures change by a decision alone; a period keeps those of its first release."""

from uuid import UUID

import pytest
from django.urls import reverse

from alliance.door.access import Caller
from alliance.door.refusals import Refused
from alliance.jobs.tasks import run_job
from alliance.ledger import queries as ledger
from measures.dashboards.queries import dashboard
from measures.releases.actions import audit_release, open_release, seal_release, set_thresholds
from measures.releases.models import ReleasedPeriod
from measures.releases.parameters import APART, CHANGEABLE, STANDARD, changed
from measures.releases.queries import published, release, thresholds
from tests.cast import done
from tests.measures import town
from tests.measures.agreed import agree
from tests.measures.releases.test_pages import browser

FIRST, SECOND = "2024/25 Q1", "2024/25 Q2"
STRICT = {"n_min": 40, "rejoin_min": 45, "k": 2, "restatements": 2, "together": 1, "dominance_partners": 3, "dominance_percent": 80}  # fmt: skip


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"n_min": 9}, "out_of_bounds"),
        ({"n_min": 51}, "out_of_bounds"),
        ({"dominance_percent": 86}, "out_of_bounds"),
        ({"restatements": 4}, "out_of_bounds"),
        ({"n_min": 14, "rejoin_min": 18}, "too_close"),
        ({}, "nothing_new"),
    ],
)
def test_members_may_protect_more_than_the_project_and_never_less(wish, code):
    found = changed(STANDARD, {name: getattr(STANDARD, name) for name in CHANGEABLE} | wish)
    assert isinstance(found, Refused)
    assert found.code == code


def test_what_the_project_begins_with_is_the_loosest_that_may_be_chosen():
    for name, bound in CHANGEABLE.items():
        at = getattr(STANDARD, name)
        assert at == (bound.most if name in {"restatements", "dominance_percent"} else bound.least)
    assert STANDARD.rejoin_min == STANDARD.n_min + APART


@pytest.fixture
def quarter(db):
    made = town.Town(town.build()).fill({FIRST})
    agree(made.alliance, 40, 41)
    agree(made.alliance, 42, matter="vision")
    agree(made.alliance, 43, result="not_carried")
    for partner, rows in town.sheets()[SECOND].items():
        made.store(partner, SECOND, rows)
    return made


def put(made, first="gethin", decision=40, **more):
    return set_thresholds(made.caller(first), decision=decision, **STRICT | more)


def test_thresholds_need_the_manager_and_an_unused_carried_decision_about_shared_measures(quarter):
    assert put(quarter, "dewi").status == 403
    assert put(quarter, decision=42).code == "wrong_matter"
    assert put(quarter, decision=43).code == "not_carried"
    assert put(quarter).ref == "2"
    assert put(quarter, n_min=20, rejoin_min=25).code == "used"
    told = [each for each in ledger.events(quarter.alliance) if each.type == "release.thresholds_set"]
    assert [each.body for each in told] == [{"series": 2, "decision": "D-040", **STRICT}]
    assert dict(thresholds(quarter.viewer("gethin")).decisions).keys() >= {41}
    assert 40 not in dict(thresholds(quarter.viewer("gethin")).decisions)


def test_a_period_keeps_the_series_of_its_first_release_and_the_next_one_opens_the_new(quarter):
    before = published(quarter.viewer("samir")).figures
    done(put(quarter))
    quarter.store("LAN", FIRST, [("M-01/1", 70, {"yes": 50}, None, None)])
    assert not isinstance(quarter.publish(SECOND), Refused)
    series = ReleasedPeriod.objects.order_by("release__number", "period__starts_on")
    assert list(series.values_list("period__code", "series")) == [(FIRST, 1), (FIRST, 1), (SECOND, 2)]
    after = published(quarter.viewer("samir"))
    assert {each.period: each.series for each in after.releases} == {FIRST: 1, SECOND: 2}
    unchanged = [each for each in before if (each.measure, each.view) == ("M-02", "LAN")]
    assert [each.cell.text for each in unchanged] == [
        each.cell.text for each in after.figures if (each.measure, each.view, each.period) == ("M-02", "LAN", FIRST)
    ]  # fmt: skip
    page = release(quarter.viewer("samir"), 2)
    assert (page.series, page.parameters["n_min"]) == (2, "40")
    small = [each for each in after.figures if each.period == SECOND and each.cell.number is not None]
    assert small
    assert all(each.cell.n > STRICT["n_min"] - STANDARD.base for each in small)


def test_an_open_release_is_audited_again_under_the_new_thresholds_and_its_seals_are_void(quarter):
    opened = open_release(quarter.caller("dewi"), period=quarter.periods[SECOND])
    audit_release(Caller(quarter.alliance, None), release=UUID(opened.ref))
    seal_release(quarter.caller("gethin"), release=quarter.newest.id)
    done(put(quarter))
    assert (quarter.newest.state, quarter.newest.attempt) == ("opened", 2)
    run_job.call(str(quarter.newest.job))
    assert (quarter.newest.state, quarter.newest.series) == ("audited", 2)


def test_pages_and_programs_put_thresholds_into_force_and_every_member_sees_them(quarter):
    manager, member = browser(quarter, "gethin"), browser(quarter, "nerys")
    here, api = (
        reverse(name, args=["marlhaven"]) for name in ("release_thresholds", "api_release_thresholds")
    )
    assert "Put them into force" not in member.get(here).content.decode()
    assert member.post(here, {"decision": 40, **STRICT}).status_code == 403
    loose = manager.post(here, {"decision": 40, **STRICT, "n_min": 5}).content.decode()
    assert "It must be 10 at least." in loose
    assert manager.post(here, {"decision": 40, **STRICT})["Location"] == here
    said = member.get(here).content.decode()
    assert "Series 2: by D-040" in said
    answer = manager.post(api, {"decision": 41, **STRICT, "n_min": 20}, "application/json")
    assert answer.status_code == 201, answer.content
    assert [each["number"] for each in member.get(api).json()["series"]] == [1, 2, 3]


def test_a_chart_breaks_where_other_thresholds_begin(quarter):
    done(put(quarter))
    assert not isinstance(quarter.publish(SECOND), Refused)
    (panel,) = [each for each in dashboard(quarter.viewer("samir")).panels if each.code == "M-01"]
    told = [(each.first, each.words) for each in panel.chart.segments]
    assert told == [(1, "other thresholds protect the figures")]
    assert [each.words for each in panel.chart.events] == ["other thresholds protect the figures"]
