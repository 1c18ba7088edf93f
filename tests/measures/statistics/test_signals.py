"""The four rules, each point by its own limits: known answers, ties, variants, and what must not matter."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.statistics.rulesets import ALLIANCE_1, MDC_2023, MDC_SIX, POWERBI, RULE_SETS, RuleSet
from measures.statistics.signals import Lines, Signal, asks_about_change, signals

WORDS = {
    "climb": Signal("trend", "climb"), "fall": Signal("trend", "fall"),
    "run high": Signal("run", "high"), "run low": Signal("run", "low"),
    "near high": Signal("two_of_three", "high"), "near low": Signal("two_of_three", "low"),
    "outside high": Signal("outside", "high"), "outside low": Signal("outside", "low"),
}  # fmt: skip
STANDARD = Lines(*(Fraction(each) for each in (10, 4, 6, 14, 16)))
BEYOND = replace(ALLIANCE_1, name="beyond", two_of_three="beyond")


def flagged(values, rules=ALLIANCE_1, lines=None):
    """Points from 1 and what each shows."""
    numbers = [Fraction(each) for each in values.split()]
    found = signals(numbers, lines or [STANDARD] * len(numbers), rules)
    return {at: each for at, each in enumerate(found, 1) if each}


def expected(*parts):
    """(first, last, words) of each stretch of flags."""
    return {at: WORDS[words] for first, last, words in parts for at in range(first, last + 1)}


@pytest.mark.parametrize(
    ("values", "rules", "parts"),
    [
        pytest.param("11 12 11 10 12 11 12 11 13 11 12", ALLIANCE_1, [(5, 11, "run high")], id="a point on the mean breaks a run"),
        pytest.param("7 8 9 10 11 12 13 12 11 10 9 8 7", ALLIANCE_1, [(1, 6, "climb"), (7, 13, "fall")], id="a shared point takes the later trend"),
        pytest.param("5 6 7 8 8 9 10 11", ALLIANCE_1, [], id="a tie breaks a trend"),
        pytest.param("5 6 7 8 8 9 10 11", MDC_SIX, [(1, 6, "run low")], id="six on one side"),
        pytest.param("14.5 12 15", ALLIANCE_1, [(1, 1, "near high"), (3, 3, "near high")], id="two of three flags only those"),
        pytest.param("14.5 9 15", ALLIANCE_1, [], id="the third on the other side"),
        pytest.param("14.5 9 15", MDC_2023, [], id="the third on the other side, beyond"),
        pytest.param("14.5 9 15", POWERBI, [(1, 1, "near high"), (3, 3, "near high")], id="the third on the other side, net"),
        pytest.param("14.5 5 15", POWERBI, [], id="the third near on the other side, net"),
        pytest.param("14.5 16.5 13", ALLIANCE_1, [(2, 2, "outside high")], id="an outside point is not of two of three"),
        pytest.param("14.5 16.5 13", BEYOND, [(1, 1, "near high"), (2, 2, "outside high")], id="beyond counts it"),
        pytest.param("16 14 15", ALLIANCE_1, [(1, 1, "near high"), (3, 3, "near high")], id="on the limit is inside, on the near line not past it"),
        pytest.param("11 12 13 13.5 14.5 15 16.5", ALLIANCE_1, [(1, 6, "climb"), (7, 7, "outside high")], id="outside before trend"),
        pytest.param("7 8 9 10 11 12 13 13 14 14.5 15 15.2 15.4 15.6 15.8", ALLIANCE_1, [(1, 15, "climb")], id="two climbs with a tie between"),
        pytest.param("10 14.5 15", ALLIANCE_1, [], id="the third on the mean"),
        pytest.param("14 14 14 6 6 6 10", ALLIANCE_1, [], id="all on lines"),
        pytest.param("3 17 10", ALLIANCE_1, [(1, 1, "outside low"), (2, 2, "outside high")], id="outside on both sides"),
        pytest.param("5 5.5 12", ALLIANCE_1, [], id="two low of three sides"),
        pytest.param("5 9 5.5", ALLIANCE_1, [(1, 1, "near low"), (3, 3, "near low")], id="low"),
    ],
)  # fmt: skip
def test_flags_match_known_answers(values, rules, parts):
    assert flagged(values, rules) == expected(*parts)


def test_each_point_is_held_against_its_own_lines():
    wide = Lines(*(Fraction(each) for each in (10, 0, 3, 17, 20)))
    assert flagged("17 17", lines=[STANDARD, wide]) == expected((1, 1, "outside high"))


def test_a_centre_alone_leaves_runs_and_trends():
    alone = [Lines(Fraction(10))] * 8
    assert flagged("11 90 11 90 11 90 11 10", lines=alone) == expected((1, 7, "run high"))
    assert flagged("1 2 3 4 5 6 7 99", lines=alone) == expected((1, 8, "climb"))


def test_precedence_names_a_point_that_several_rules_flag():
    values = "11 12 13 14.2 14.5 15 15.5"
    assert flagged(values) == expected((1, 7, "climb"))
    runs_first = replace(ALLIANCE_1, precedence=("run", "two_of_three", "trend", "outside"))
    assert flagged(values, runs_first) == expected((1, 7, "run high"))
    near_first = replace(ALLIANCE_1, precedence=("two_of_three", "outside", "trend", "run"))
    assert flagged(values, near_first) == expected((1, 3, "climb"), (4, 7, "near high"))


def test_points_and_lines_go_together():
    with pytest.raises(ValueError, match="2 points need as many sets of lines"):
        signals([Fraction(1), Fraction(2)], [STANDARD], ALLIANCE_1)


@pytest.mark.parametrize(
    ("sides", "asks"),
    [
        pytest.param([1] * 9, True, id="nine above"),
        pytest.param([1, *[-1] * 9], True, id="the last nine below"),
        pytest.param([-1] * 8, False, id="eight"),
        pytest.param([*[1] * 9, -1], False, id="no longer"),
        pytest.param([1, 1, 1, 1, 0, 1, 1, 1, 1, 1], False, id="one on the centre"),
        pytest.param([0] * 12, False, id="all on the centre"),
        pytest.param([], False, id="none"),
    ],
)
def test_nine_points_running_on_one_side_ask_whether_something_has_changed(sides, asks):
    assert asks_about_change(sides) is asks


def test_each_rule_set_differs_as_stated():
    differs = {
        name: {field for field in RuleSet.__dataclass_fields__ if getattr(rules, field) != getattr(ALLIANCE_1, field)} - {"name"}
        for name, rules in RULE_SETS.items()
    }  # fmt: skip
    assert differs == {
        "alliance/1": set(), "mdc-excel/1": {"screen"}, "mdc-2023/1": {"screen", "two_of_three"},
        "mdc-six/1": {"run", "trend"}, "powerbi/1": {"k", "two_of_three"},
    }  # fmt: skip
    assert RULE_SETS["powerbi/1"].k == Fraction(3) / Fraction("1.128")


def test_a_rule_set_that_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="each of the four rules once"):
        RuleSet("odd", 1, precedence=("outside", "outside", "trend", "run"))
    with pytest.raises(ValueError, match="need a width"):
        RuleSet("flat", 1, k=Fraction(0))


HALVES = st.integers(0, 40).map(lambda each: Fraction(each, 2))


@settings(max_examples=60, deadline=None)
@given(st.lists(HALVES, min_size=1, max_size=30), st.sampled_from(list(RULE_SETS.values())))
def test_upside_down_the_flags_are_upside_down(values, rules):
    turned = {"high": "low", "low": "high", "climb": "fall", "fall": "climb"}
    upright = signals(values, [STANDARD] * len(values), rules)
    over = signals([20 - value for value in values], [STANDARD] * len(values), rules)
    assert [each and (each.rule, turned[each.direction]) for each in upright] == [each and (each.rule, each.direction) for each in over]  # fmt: skip
