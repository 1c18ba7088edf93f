"""Exact sums: pooling, conversion per person."""

from decimal import Decimal
from fractions import Fraction
from statistics import mean, variance

from hypothesis import given
from hypothesis import strategies as st

from measures.atoms.rules import (
    Told,
    moments_of_mean,
    people_touched,
    pooled,
    touched,
)
from measures.atoms.scored import moments_of_scores
from measures.instruments.catalogue import instrument

histograms = st.dictionaries(st.integers(0, 40), st.integers(1, 20), min_size=2, max_size=8)


def named(histogram):
    return {str(score): count for score, count in histogram.items()}


def listed(histogram):
    return [Fraction(score) for score, count in histogram.items() for _ in range(count)]


@given(histograms, histograms)
def test_pooled_sums_equal_the_sums_of_everybody(first, second):
    made = pooled([moments_of_scores(named(first)), moments_of_scores(named(second))])
    everybody = listed(first) + listed(second)
    assert (made.n, made.mean, made.spread) == (len(everybody), mean(everybody), variance(everybody))


def test_a_mean_and_a_spread_come_back_exactly():
    made = moments_of_mean(61, Decimal("3.8"), Decimal("2.4"))
    assert (made.mean, made.spread) == (Fraction("3.8"), Fraction("2.4") ** 2)


def test_the_spread_is_unknown_where_one_part_does_not_tell_it():
    parts = [moments_of_mean(20, Decimal(4), None), moments_of_mean(10, Decimal(5), Decimal(1))]
    assert pooled(parts).spread is None
    assert pooled(parts).mean == Fraction(130, 30)


def test_people_at_the_ends_of_swemwbs_have_a_metric_mean_of_21():
    table = instrument("swemwbs").conversion.table
    assert moments_of_scores({"7": 1, "35": 1}, "swemwbs", "metric").mean == 21
    assert table[21] == Decimal("19.25")


def test_lanterns_correction_touches_four_people():
    assert touched({"yes": 41, "no": 54}, {"yes": 38, "no": 53}) == 4


@given(
    st.dictionaries(st.text(max_size=3), st.integers(0, 50)),
    st.dictionaries(st.text(max_size=3), st.integers(0, 50)),
)
def test_what_is_touched_is_the_same_both_ways_and_at_least_the_change_in_people(old, new):
    assert touched(old, new) == touched(new, old)
    assert touched(old, new) >= abs(sum(new.values()) - sum(old.values()))


@given(histograms, histograms)
def test_a_mean_without_its_answers_never_counts_more_people_than_its_answers_would(old, new):
    exact = touched(named(old), named(new))
    sums = [Told(sum(each.values()), None, moments_of_scores(named(each))) for each in (old, new)]
    assert people_touched(*sums, Fraction(0), Fraction(40)) <= max(exact, 1)


def test_a_mean_typed_wrong_by_a_lot_is_no_small_correction():
    wrong, right = (Told(115, None, moments_of_mean(115, Decimal(text), None)) for text in ("7.4", "4.7"))
    assert people_touched(wrong, right, Fraction(0), Fraction(10)) == 31
    assert people_touched(right, right, Fraction(0), Fraction(10)) == 0
