"""Appetite, acceptance, treatments and links: their rules, by the rows of the specification."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from risks.appetite.rules import check_adoption, check_appetite
from risks.escalation import rules
from risks.register import rules as register
from risks.register.matrix import DEFAULT, Band, Matrix, same_steps
from risks.treatments import rules as treatments

TODAY = date(2026, 5, 31)
ORG, OTHER = uuid4(), uuid4()
LOCAL = (Band("Low", 1, 8), Band("Mid", 9, 14), Band("Top", 15, 25))


@pytest.mark.parametrize(
    ("kind", "product", "limit", "words"),
    [
        pytest.param("threat", 9, 6, "Outside our appetite", id="K21-above"), pytest.param("threat", 6, 6, "Inside our appetite", id="K22-equal"),
        pytest.param("threat", 1, None, "Appetite not set", id="K22-not-set"), pytest.param("opportunity", 20, 6, "", id="K29-no-limit"),
    ],
)  # fmt: skip
def test_a_score_stands_outside_inside_or_beside_nothing(kind, product, limit, words) -> None:
    assert register.against(kind, product, limit) == words


@pytest.mark.parametrize(
    ("said", "on"),
    [
        pytest.param({"proximity": "now", "level": 2}, ["near"], id="K30-now-and-high"), pytest.param({"proximity": "now", "level": 1}, [], id="K30-now-and-moderate"),
        pytest.param({"level": 3}, [], id="K30-extreme-and-far"), pytest.param({"product": 9, "limit": 6}, ["outside"], id="K21-outside"),
        pytest.param({"product": 6, "limit": 6}, [], id="K22-equal"), pytest.param({"kind": "opportunity", "proximity": "now", "level": 3, "product": 20, "limit": 1}, [], id="K29"),
        pytest.param({"proximity": "now", "level": 1, "bands": 3}, ["near"], id="K30-second-of-three"),
    ],
)  # fmt: skip
def test_a_decision_is_drafted_on_these_grounds(said, on) -> None:
    usual = {
        "kind": "threat",
        "proximity": "under_3_months",
        "level": 0,
        "bands": 4,
        "product": 4,
        "limit": None,
    }
    assert register.grounds(**usual | said) == on


def test_K21_the_draft_names_the_risk_and_nobody() -> None:
    text = rules.draft_text("R-05", ["spread", "outside"], "now at 3 × 3.")
    assert register.names(text, "R-05")
    assert "What does each of us see that the others do not?" in text
    assert register.names(rules.draft_title("R-05", "x" * 300), "R-05")
    assert len(rules.draft_title("R-05", "x" * 300)) == 200


@pytest.mark.parametrize(
    "until", [None, TODAY, TODAY - timedelta(1)], ids=["K24-none", "K26-today", "K26-past"]
)
def test_an_acceptance_ends_on_a_later_day(until) -> None:
    refused = register.check_until(until, TODAY)
    assert refused is not None
    assert register.check_until(TODAY + timedelta(1), TODAY) is None


@pytest.mark.parametrize(
    ("kind", "verb", "taken"),
    [
        *(pytest.param("threat", verb, True, id=f"threat-{verb}") for verb in ("tolerate", "treat", "share", "transfer", "end")),
        *(pytest.param("opportunity", verb, True, id=f"opportunity-{verb}") for verb in ("exploit", "enhance", "share", "ignore")),
        *(pytest.param("threat", verb, False, id=f"K28-threat-{verb}") for verb in ("exploit", "enhance", "ignore", "")),
        *(pytest.param("opportunity", verb, False, id=f"K28-opportunity-{verb}") for verb in ("tolerate", "treat", "transfer", "end")),
    ],
)  # fmt: skip
def test_a_threat_and_an_opportunity_have_verbs_of_their_own(kind, verb, taken) -> None:
    refused = treatments.check_treatment(kind=kind, verb=verb, what="Open beds", due_on=TODAY, today=TODAY)
    assert (refused is None) is taken


def test_K27_what_moves_pain_waits_for_the_consent_and_the_decision() -> None:
    assert (treatments.first_state(None), treatments.first_state(ORG)) == ("planned", "consent")
    assert [treatments.settled(consented=yes, decision=by) for yes, by in ((True, ""), (False, "D-1"), (True, "D-1"))] == [
        "consent", "consent", "planned",
    ]  # fmt: skip
    assert treatments.check_consent(ORG, {OTHER}).code == "no_mandate"
    assert treatments.check_consent(ORG, {ORG}) is None
    assert treatments.moved("consent", "done").code == "moves_pain"
    assert treatments.moved("planned", "done") == "done"
    assert treatments.moved("dropped", "drop").code == "wrong_state"


@pytest.mark.parametrize(
    ("ref", "released", "refusal"), [("V-01", False, "not_released"), ("V-01", True, None), ("D-004", True, None), ("D-004", False, "ref")],
    ids=["K39-not-released", "K39-released", "there", "not-there"],
)  # fmt: skip
def test_K39_only_what_is_there_is_linked_and_of_a_review_a_released_theme(ref, released, refusal) -> None:
    refused = register.check_linkable(ref, released)
    assert (refused and refused.code) == refusal


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        pytest.param({}, None, id="K11-local-bands"), pytest.param({"bands": LOCAL[:2]}, "bands", id="K12-gap"),
        pytest.param({"bands": (Band("Low", 1, 9), *LOCAL[1:])}, "bands", id="K12-overlap"), pytest.param({"bands": LOCAL[::-1]}, "bands", id="K12-order"),
        pytest.param({"bands": (Band("Low", 1, 8), Band("Low", 9, 25))}, "bands", id="K12-a-word-twice"),
        pytest.param({"likelihood": ("one",)}, "likelihood", id="one-step"), pytest.param({"consequence": ("a b", "c")}, "consequence", id="not-one-word"),
    ],
)  # fmt: skip
def test_a_matrix_is_adopted_where_each_product_has_one_level(said, refusal) -> None:
    usual = {
        "number": 2,
        "likelihood": DEFAULT.likelihood,
        "consequence": DEFAULT.consequence,
        "bands": LOCAL,
    }
    refused = check_adoption(Matrix(**usual | said))
    assert (refused and refused.code) == refusal


def test_K13_a_matrix_with_other_steps_reads_no_old_score() -> None:
    small = Matrix(
        2, DEFAULT.likelihood[:4], DEFAULT.consequence[:4], (Band("Low", 1, 4), Band("High", 6, 16))
    )
    assert check_adoption(small) is None
    assert not same_steps(DEFAULT, small)
    assert same_steps(DEFAULT, Matrix(2, DEFAULT.likelihood, DEFAULT.consequence, LOCAL))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({}, None),
        ({"limit": 7}, "limit"),
        ({"limit": 0}, "limit"),
        ({"level": "hungry"}, "level"),
        ({"domain": "weather"}, "domain"),
    ],
    ids=["K22-set", "K23-no-such-score", "K23-nothing", "no-such-level", "no-such-domain"],
)
def test_an_appetite_is_a_word_for_a_highest_score(said, refusal) -> None:
    usual = {"domain": "lives", "level": "cautious", "limit": 6, "matrix": DEFAULT}
    refused = check_appetite(**usual | said)
    assert (refused and refused.code) == refusal


def test_the_partners_take_turns_to_call_the_talks() -> None:
    holders = [uuid4() for _ in range(3)]
    quarters = [date(2026, month, 14) for month in (2, 5, 8, 11)] + [date(2027, 1, 1)]
    turns = [register.convenor(holders, 5, day) for day in quarters]
    assert set(turns[:3]) == set(holders)
    assert turns[3:] == turns[:2]
    assert register.convenor([], 5, TODAY) is None
    assert [register.turn_ends(day) for day in quarters] == [
        date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31), date(2027, 3, 31),
    ]  # fmt: skip
