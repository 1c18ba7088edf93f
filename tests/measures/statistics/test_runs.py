"""Run charts by Anhoj's rules: known answers, the tables behind them, medians, gaps."""

from fractions import Fraction
from math import log2

import pytest
from scipy.stats import binom

from measures.statistics.runs import crossings_min, longest_max, run_chart

C1 = "7 9 8 6 9 7 8 10 6 7 9 6 8 7"
C2 = "12 14 11 15 13 12 16 18 19 17 20 18 19 21 17"


@pytest.mark.parametrize(
    ("values", "median", "useful", "longest", "crossings", "signal"),
    [
        pytest.param(C1, "7.5", 14, (2, 7), (10, 4), False, id="C1"),
        pytest.param(C2, "17", 13, (7, 7), (1, 3), True, id="C2, by crossings alone"),
        pytest.param("5 5 5 5", "5", 0, (0, 0), (0, 0), False, id="all on the median"),
        pytest.param("5", "5", 0, (0, 0), (0, 0), False, id="one point"),
        pytest.param("1 9", "5", 2, (1, 4), (1, 0), False, id="two points"),
    ],
)
def test_readings_match_known_answers(values, median, useful, longest, crossings, signal):
    found = run_chart(values.split())
    assert (found.median, found.useful) == (Fraction(median), useful)
    assert (found.longest, found.longest_max) == longest
    assert (found.crossings, found.crossings_min) == crossings
    assert found.signal is signal


def test_the_longest_run_is_found_among_all_periods_gaps_and_points_on_the_median_left_out():
    values = [None, "1", "1", "5", None, "1", "9", "9", "5", "9", None]
    found = run_chart(values)
    assert (found.median, found.longest, found.longest_run) == (5, 3, (6, 7, 9))
    assert (found.useful, found.crossings) == (6, 1)


def test_a_frozen_median_is_that_of_the_first_drawn_points():
    assert run_chart([None, "1", "2", "3", "90", "91", "92"], 3).median == 2


def test_nothing_drawn_is_no_run_chart():
    assert run_chart([]) is run_chart([None, None]) is None


def test_the_tables_behind_agree_with_floating_logarithms_and_a_binomial_quantile():
    every = range(1, 121)
    assert [longest_max(useful) for useful in every] == [round(log2(useful)) + 3 for useful in every]
    assert [crossings_min(useful) for useful in every] == [
        binom.ppf(0.05, useful - 1, 0.5) for useful in every
    ]
