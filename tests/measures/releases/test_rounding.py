"""Counts, shares and means as printed, against known answers."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.releases.making.printing import count_text, mean_interval, mean_text, share_text
from measures.releases.rounding import (
    draw,
    ladder,
    mean_step,
    message,
    percent,
    shown_count,
    shown_mean,
    wilson,
)

KEY = bytes(range(32))
OAK, ELM, ASH = "oak/adults", "elm/adults", "ash/adults"
keys = st.binary(min_size=32, max_size=32)


@pytest.mark.parametrize(
    ("figure", "groups", "first", "shown"),
    [
        pytest.param("n", {OAK: 23}, "f64a63ce46e0d57a", 20, id="vector-1"),
        pytest.param("n", {OAK: 23, ASH: 0, ELM: 14}, "32d3965c7b6d47d5", 40, id="vector-2"),
        pytest.param("swemwbs:low", {OAK: 3}, "7d4beba0dce776fe", 5, id="vector-3"),
        pytest.param("gad7:severe", {"oak/young": 5}, None, 5, id="severe-oak"),
        pytest.param("gad7:severe", {"elm/young": 3}, None, 0, id="severe-elm"),
        pytest.param("gad7:severe", {"ash/young": 3}, None, 0, id="severe-ash"),
        pytest.param(
            "gad7:severe", {"oak/young": 5, "elm/young": 3, "ash/young": 3}, None, 15, id="severe-total"
        ),
    ],
)
def test_counts_are_drawn_as_the_vectors_say(figure, groups, first, shown):
    assert shown_count(KEY, figure, groups) == shown
    assert first is None or f"{draw(KEY, figure, groups):016x}" == first


def test_the_message_has_exact_bytes():
    assert message("n", {OAK: 23}) == b'["alliance-round/1","n",[["oak/adults",23]]]'
    assert (
        message("n", {OAK: 23, ELM: 14, ASH: 0})
        == b'["alliance-round/1","n",[["elm/adults",14],["oak/adults",23]]]'
    )
    assert message("n", {"caf\u00e9/x": 1}) == '["alliance-round/1","n",[["caf\u00e9/x",1]]]'.encode()


def test_rounding_is_right_on_average_over_20_000_keys():
    shown = Counter(
        shown_count(sha256(str(turn).encode()).digest(), "n", {OAK: 23}) for turn in range(20_000)
    )
    assert set(shown) == {20, 25}
    assert sum(value * times for value, times in shown.items()) / 20_000 == pytest.approx(23, abs=0.06)


@given(keys, st.integers(0, 500))
def test_a_shown_count_is_a_multiple_of_5_within_4_and_steady(key, n):
    shown = shown_count(key, "n", {OAK: n})
    assert shown % 5 == 0
    assert abs(shown - n) <= 4
    assert shown_count(key, "n", {OAK: n, ELM: 0}) == shown


@pytest.mark.parametrize("seen", [0, 5])
def test_a_shown_small_count_leaves_at_least_five_values_possible(seen):
    """Redacting up to 5 and then rounding would make a shown 5 a 6 or a 7."""
    tries = [sha256(bytes([turn])).digest() for turn in range(200)]
    possible = {n for n in range(12) if any(shown_count(key, "m:yes", {OAK: n}) == seen for key in tries)}
    assert possible == ({0, 1, 2, 3, 4} if seen == 0 else {1, 2, 3, 4, 5, 6, 7, 8, 9})


@pytest.mark.parametrize(
    ("shown", "of", "text"),
    [
        pytest.param(105, 235, "45%", id="plain"),
        pytest.param(10, 25, "about 10 of 25", id="few-people"),
        pytest.param(5, 15, "about 5 of 15", id="kindling"),
        pytest.param(0, 25, "under 5 of 25", id="few-people-none"),
        pytest.param(30, 25, "about 25 of 25", id="never-more-than-all"),
        pytest.param(0, 40, "under 10%", id="low-end"),
        pytest.param(15, 150, "10%", id="ten"),
        pytest.param(135, 150, "90%", id="ninety"),
        pytest.param(95, 100, "over 90%", id="high-end"),
        pytest.param(35, 30, "over 90%", id="capped"),
        pytest.param(5, 40, "12%", id="half-to-even-down"),
        pytest.param(15, 40, "38%", id="half-to-even-up"),
        pytest.param(15, 30, "50%", id="thirty-is-enough"),
    ],
)
def test_shares_print_from_shown_counts_alone(shown, of, text):
    assert share_text(shown, of) == text


def test_a_shown_zero_prints_under_5():
    assert (count_text(0), count_text(5)) == ("under 5", "about 5")


def test_a_share_of_nobody_is_an_error():
    with pytest.raises(ValueError, match="above 0"):
        percent(5, 0)
    assert percent(35, 30) == 100


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        pytest.param(7, 40, 9, 32, id="7-of-40"),
        pytest.param(0, 12, 0, 24, id="none"),
        pytest.param(12, 12, 76, 100, id="all"),
    ],
)
def test_wilson_intervals_match_known_answers(x, n, low, high):
    assert wilson(x, n) == (Decimal(low), Decimal(high))


def mean(value, sd, n, shown, **scale):
    return shown_mean(Fraction(value), None if sd is None else Fraction(sd) ** 2, n, shown, **scale)


METRIC = {"low": Fraction(7), "high": Fraction(35)}


def test_the_swemwbs_example_prints_21_from_18_to_24():
    shown = mean("21.37", "4.4", 23, 20, **METRIC)
    assert shown.step == 1
    assert (mean_text(shown), mean_interval(shown).text) == ("21", "18 to 24")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("7", "at most 8", id="at-the-end"),
        pytest.param("8.4", "at most 8", id="one-step"),
        pytest.param("8.6", "9", id="two-steps"),
        pytest.param("33.6", "at least 34", id="one-step-from-the-top"),
        pytest.param("35", "at least 34", id="at-the-top"),
        pytest.param("20.5", "20", id="half-to-even-down"),
        pytest.param("21.5", "22", id="half-to-even-up"),
    ],
)
def test_means_near_an_end_of_the_scale_print_as_bounds(value, text):
    assert mean_text(mean(value, "1", 23, 20, **METRIC)) == text


def test_a_sensitive_measure_has_a_coarser_grid_and_a_change_twice_the_range():
    assert mean_step(Fraction(28), 20) == 1
    assert mean_step(Fraction(28), 20, k=2) == 2
    assert mean_step(Fraction(56), 20) == 2
    assert mean_text(mean("1.2", "3", 23, 20, low=Fraction(-28), high=Fraction(28))) == "2"


def test_the_step_comes_from_the_shown_size_alone():
    assert {mean("21.37", "4.4", n, 20, **METRIC).step for n in range(16, 25)} == {Fraction(1)}


def test_the_least_size_is_ten_whatever_is_shown():
    assert mean_step(Fraction(10), 10) == mean_step(Fraction(10), 5) == Fraction(1, 2)


def test_a_mean_without_a_spread_has_no_interval():
    assert mean_interval(mean("21.37", None, 23, 20, **METRIC)) is None


def test_the_ladder_goes_1_2_5_from_a_hundredth():
    assert [str(float(step)) for step in islice(ladder(Decimal("0.01")), 7)] == [
        "0.01",
        "0.02",
        "0.05",
        "0.1",
        "0.2",
        "0.5",
        "1.0",
    ]
    assert all(low < high for low, high in pairwise(islice(ladder(Decimal("0.01")), 30)))


@given(st.integers(10, 400), st.integers(1, 100), st.fractions(0, 100))
def test_one_person_added_is_known_only_to_within_the_whole_scale(n, span, value):
    shown_n = 5 * round(n / 5)
    step = mean_step(Fraction(span), shown_n)
    assert (2 * n + 1) * step >= span
    shown = shown_mean(value * span / 100, Fraction(4), n, shown_n, low=Fraction(0), high=Fraction(span))
    assert shown.value % step == 0
    assert shown.lower <= shown.value <= shown.upper
