"""What is counted is settled by those who may, and a definition ends the day before the next one starts."""

from datetime import date

import pytest

from alliance.ledger import queries as ledger
from measures.instruments.queries import catalogue
from measures.plan import actions
from measures.plan.queries import method_cards, plan
from tests.measures import town

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 1)


def test_an_instrument_of_the_catalogue_brings_its_facts(cast):
    who = cast.caller("manager")
    assert actions.adopt_instrument(who, instrument="swemwbs", valid_from=DAY).ref == "M-01"
    assert actions.adopt_instrument(who, instrument="ons4_anxious", valid_from=DAY).ref == "M-02"
    found = {each.code: each for each in plan(cast.viewer("homes")).measures}
    assert [(each.low, each.high, each.scale, each.whole) for each in found.values()] == [
        (7, 35, "metric", False),
        (0, 10, "", True),
    ]
    assert found["M-02"].better == "lower"


@pytest.mark.parametrize(("instrument", "owner"), [("eq5d5l", "EuroQol"), ("outcomes_star", "Triangle")])
def test_a_refused_instrument_gives_owner_reason_and_an_open_alternative(cast, instrument, owner):
    answer = actions.adopt_instrument(cast.caller("manager"), instrument=instrument, valid_from=DAY)
    assert answer.code == "licence"
    assert owner in answer.sentence
    assert "ONS4" in answer.sentence
    assert owner in {each.owner for each in catalogue(cast.viewer("homes")).refused}


@pytest.mark.parametrize("instrument", ["cantril", "top"])
def test_of_an_instrument_with_several_figures_each_is_adopted_by_itself(cast, instrument):
    answer = actions.adopt_instrument(cast.caller("manager"), instrument=instrument, valid_from=DAY)
    assert (answer.code, f"such as {instrument}." in answer.sentence) == ("several_figures", True)


@pytest.mark.parametrize(
    ("instrument", "scale", "kind", "ends", "whole", "better"),
    [
        ("phq9", "metric", "mean", (0, 27), True, "lower"),
        ("brs", "metric", "mean", (1, 5), False, "higher"),
        ("core10", "metric", "mean", (0, 40), False, "lower"),
        ("who5", "metric", "mean", (0, 100), False, "higher"),
        ("who5", "raw", "mean", (0, 25), True, "higher"),
        ("ndt", "metric", "mean", (0, 48), True, ""),
        ("ons_loneliness_direct", "metric", "proportion", (0, 0), False, "lower"),
        ("cantril.thriving", "metric", "proportion", (0, 0), False, "higher"),
        ("cantril.suffering", "metric", "proportion", (0, 0), False, "lower"),
        ("cantril.now", "metric", "mean", (0, 10), True, "higher"),
        ("top.1_days", "metric", "mean", (0, 28), True, ""),
        ("top.20_rating", "metric", "mean", (0, 20), True, ""),
    ],
)
def test_an_average_or_a_share_is_adopted_with_its_facts(cast, instrument, scale, kind, ends, whole, better):
    answer = actions.adopt_instrument(
        cast.caller("manager"), instrument=instrument, scale=scale, valid_from=DAY
    )
    [made] = plan(cast.viewer("homes")).measures
    assert (answer.ref, made.instrument) == ("M-01", instrument)
    assert (made.kind, (made.low, made.high), made.whole, made.better) == (kind, ends, whole, better)


def test_a_share_of_the_top_two_answers_says_which_these_are(cast):
    who = cast.caller("manager")
    answer = actions.adopt_instrument(who, instrument="cls_trust", valid_from=DAY)
    assert (answer.code, "top two answers" in answer.sentence) == ("answers_not_stated", True)
    counts = "people who answered: many of them, or some of them"
    assert (
        actions.adopt_instrument(who, instrument="cls_trust", valid_from=DAY, counts_as=counts).ref == "M-01"
    )


@pytest.mark.parametrize(
    ("part", "may"), [("manager", True), ("homes_data", True), ("homes", False), ("observer", False)]
)
def test_the_manager_and_data_leads_settle_the_plan(cast, part, may):
    answer = actions.add_cohort(cast.caller(part), name="Adults")
    assert getattr(answer, "ref", None) == ("adults" if may else None)
    assert may or answer.status == 403


def test_a_new_version_ends_the_old_one_on_the_day_before():
    made = town.Town(town.build())
    old, new = plan(made.viewer("samir")).versions("M-03")
    assert (old.ended_on, new.valid_from, new.ended_on) == (date(2025, 3, 31), date(2025, 4, 1), None)
    assert (new.ref, new.decision, new.wording) == ("M-03/2", "D-013", old.wording)
    (event,) = [each for each in ledger.events(made.alliance) if each.type == "measure.revised"]
    assert event.body["ended_on"] == "2025-03-31"


def test_each_period_uses_the_version_in_force_on_its_first_day():
    held = plan(town.Town(town.build()).viewer("samir"))
    used = {period.code: [each.ref for each in held.in_force(period)][2] for period in held.periods[:5]}
    assert used == dict.fromkeys(["2024/25 Q1", "2024/25 Q2", "2024/25 Q3", "2024/25 Q4"], "M-03/1") | {
        "2025/26 Q1": "M-03/2"
    }


def test_the_plan_of_the_invented_alliance_stands_in_declared_order():
    held = plan(town.Town(town.build()).viewer("samir"))
    assert [each.code for each in held.suppliers] == ["COU", "LAN", "TID", "MHT", "KIN"]
    assert [each.code for each in held.views] == [
        "alliance",
        "COU",
        "LAN",
        "TID",
        "MHT",
        "KIN",
        "e-01-partners",
        "elsewhere",
    ]
    assert (held.periods[0].code, held.periods[-1].code) == ("2024/25 Q1", "2026/27 Q3")
    assert (
        next(each.absence for each in held.suppliers if each.code == "MHT") == "not sharing until 9 July 2024"
    )


def test_the_method_card_says_it_in_plain_words_and_names_no_target(cast):
    actions.adopt_instrument(cast.caller("manager"), instrument="swemwbs", valid_from=DAY, sensitive=True)
    viewer = cast.viewer("homes")
    (card,) = method_cards(viewer, plan(viewer))
    said = dict(card.rows)
    assert said["What the figure is"] == "The average score on the metric scale, from 7 to 35."
    assert "twice as wide" in said["Rounding"]
    assert "Warwick" in said["Licence"]
    assert said["What it is for"].startswith("There is no target")


def test_cohorts_breakdowns_and_views_are_checked_against_one_another(cast):
    who = cast.caller("manager")
    actions.add_cohort(who, name="Adults")
    assert actions.add_cohort(who, name="Adults").code == "code_taken"
    assert actions.add_cohort(who, name="Young adults", parent="adults").ref == "young-adults"
    ages = [{"code": "under-25", "name": "Under 25"}, {"code": "not-stated", "name": "Not stated"}]
    assert actions.add_breakdown(who, name="Age band", categories=ages[:1]).code == "categories"
    assert actions.add_breakdown(who, name="Age band", categories=ages).ref == "age-band"
    assert actions.declare_view(who, name="Two", partners=["HOM"]).code == "not_a_supplier"
    assert actions.add_supplier(who, org=cast.orgs["HOM"], starts_on=DAY).ref == "HOM"
    assert actions.declare_view(who, name="Young", cohorts=["nobody"]).code == "not_in_plan"
    assert actions.declare_view(who, name="Young", dimension="age-band", category="x").code == "not_in_plan"
    assert actions.declare_view(who, name="Young", dimension="age-band", category="under-25").ref == "young"
    assert actions.declare_view(who, name="Alliance").code == "code_taken"


def test_the_log_knows_groups_by_id_and_what_is_made_from_a_name_stands_outside(cast):
    who = cast.caller("manager")
    actions.add_cohort(who, name="Marys house")
    ages = [{"code": "joe", "name": "Joe"}, {"code": "not-stated", "name": "Not stated"}]
    actions.add_breakdown(who, name="By Ann", categories=ages)
    actions.declare_view(who, name="Pats view", cohorts=["marys-house"])
    said = ledger.events(cast.alliance)[-3:]
    assert not any(word in str(event.body) for event in said for word in ("marys", "joe", "ann", "pats"))
    outside = ledger.texts(cast.alliance, [event.seq for event in said])
    assert [outside[event.seq]["code"] for event in said] == ["marys-house", "by-ann", "pats-view"]
    assert said[2].body["cohorts"] == [said[0].body["cohort"]]


def test_quarters_that_are_there_already_stay(cast):
    who = cast.caller("manager")
    assert actions.add_quarters(who, first=DAY, count=2).ref == "2026/27 Q2"
    assert actions.add_quarters(who, first=DAY, count=2).code == "nothing_new"
    assert actions.add_quarters(who, first=DAY, count=4).ref == "2026/27 Q4"
    assert len(plan(cast.viewer("homes")).periods) == 4


def test_the_card_says_each_fact_as_a_sentence_under_a_heading_that_fits(cast):
    actions.adopt_instrument(
        cast.caller("manager"),
        instrument="ons4_satisfaction",
        valid_from=DAY,
        counts_as="one whole number each",
    )
    viewer = cast.viewer("homes")
    (card,) = method_cards(viewer, plan(viewer))
    said = dict(card.rows)
    assert said["How it is counted"] == "One whole number each."
    assert said["Not checked yet"] == (
        "Nobody has compared this with its owner’s own document yet: the rule for missing answers."
    )
    assert said["Which way people are better off"] == "A higher figure is better for people."
