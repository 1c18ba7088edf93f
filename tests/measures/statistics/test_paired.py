"""Paired change: attrition first, then change, classes and what those who were lost could alter."""

from fractions import Fraction
from statistics import mean, stdev

import pytest

from measures.statistics.exact import TooFew
from measures.statistics.intervals import mean_interval
from measures.statistics.paired import (
    Classes,
    class_share,
    classify,
    d_av,
    d_z,
    follow_up,
    hedges,
    paired_change,
    reliable_change,
    signed,
    standard_error_of_measurement,
)

BEFORE = [18, 21, 16, 24, 20, 15, 22, 19, 17, 23]
AFTER = [22, 20, 18, 25, None, 18, 27, 19, None, 20]
PAIRS = [(before, after) for before, after in zip(BEFORE, AFTER, strict=True) if after is not None]
CHANGES = [after - before for before, after in PAIRS]


def ends(found):
    return (found.lower, found.upper)


def test_follow_up_and_change_match_a_known_answer():
    rate = follow_up(20, 10)
    assert (rate.asked, rate.lost, rate.rate) == (20, 10, Fraction(1, 2))
    assert ends(class_share(8, 10, 0).interval) == pytest.approx((0.4902, 0.9433), abs=5e-5)
    assert mean(before for before, _ in PAIRS) == 19.75
    assert mean(before for before, after in zip(BEFORE, AFTER, strict=True) if after is None) == 18.5
    assert (mean(CHANGES), stdev(CHANGES)) == (1.375, pytest.approx(2.6693, abs=5e-5))
    found = mean_interval(mean(CHANGES), stdev(CHANGES), 8)
    assert ends(found) == pytest.approx((-0.8566, 3.6066), abs=5e-5)


@pytest.mark.parametrize(("threshold", "classes"), [(2, Classes(4, 3, 1)), (3, Classes(3, 4, 1))])
def test_classes_match_a_known_answer_and_the_threshold_itself_counts(threshold, classes):
    assert classify(CHANGES, threshold) == classes


def test_class_shares_and_bounds_match_a_known_answer():
    improved, declined = class_share(3, 8, 2), class_share(1, 8, 2)
    assert ends(improved.interval) == pytest.approx((0.1368, 0.6943), abs=5e-5)
    assert ends(declined.interval) == pytest.approx((0.0224, 0.4709), abs=5e-5)
    assert (improved.least, improved.most, declined.least, declined.most) == (Fraction(3, 10), Fraction(1, 2), Fraction(1, 10), Fraction(3, 10))  # fmt: skip


def test_effect_sizes_and_reliable_change_match_a_known_answer():
    before, after = ([pair[side] for pair in PAIRS] for side in (0, 1))
    assert d_z(mean(CHANGES), stdev(CHANGES)) == pytest.approx(0.5151, abs=5e-5)
    assert d_av(mean(CHANGES), stdev(before), stdev(after)) == pytest.approx(0.4168, abs=5e-5)
    assert hedges(7) == pytest.approx(0.8882, abs=5e-5)
    error = standard_error_of_measurement(stdev(before), 0.84)
    assert (error, reliable_change(error)) == pytest.approx((1.3137, 3.6413), abs=1e-4)
    assert reliable_change(1) == pytest.approx(2.772, abs=5e-4)


@pytest.mark.parametrize(
    ("asked", "paired", "shown", "lost", "words"),
    [
        pytest.param(40, 40, 40, 0, "everybody was followed up", id="all"),
        pytest.param(40, 35, None, 9, "fewer than 10 were not followed up", id="five"),
        pytest.param(44, 35, None, 9, "fewer than 10 were not followed up", id="nine"),
        pytest.param(45, 35, 45, 10, "10 of 45 were not followed up", id="ten"),
        pytest.param(35, 40, None, 9, "fewer than 10 were not followed up", id="rounding shows more pairs than people"),
    ],
)  # fmt: skip
def test_both_sizes_appear_only_if_they_differ_by_nothing_or_by_ten(asked, paired, shown, lost, words):
    found = follow_up(asked, paired)
    assert (found.asked, found.lost, found.words) == (shown, lost, words)
    assert (found.rate is None) == (found.bounds is None) == (shown is None)


FIGURES = {"kept_mean": "19.5", "lost_mean": "18", "change": "1.5", "change_bounds": ("0.5", "2.5"), "classes": Classes(15, 15, 5)}  # fmt: skip


def test_a_change_is_told_attrition_first():
    found = paired_change(asked=50, paired=35, **FIGURES)
    assert (found.follow_up.rate, found.kept_mean, found.lost_mean) == (Fraction(7, 10), Fraction(39, 2), 18)
    assert (found.change, found.change_bounds) == (Fraction(3, 2), (Fraction(1, 2), Fraction(5, 2)))
    assert (found.improved.least, found.improved.most) == (Fraction(15, 50), Fraction(30, 50))
    assert (found.declined.least, found.declined.most, found.unclear) == (
        Fraction(5, 50),
        Fraction(20, 50),
        15,
    )


def test_where_few_were_lost_their_mean_is_silent_and_bounds_count_nine():
    found = paired_change(asked=40, paired=35, **FIGURES)
    assert found.lost_mean is None
    assert (found.improved.least, found.improved.most) == (Fraction(15, 44), Fraction(24, 44))


def test_fewer_than_ten_pairs_show_no_change():
    assert isinstance(paired_change(asked=40, paired=9, **FIGURES), TooFew)


def test_a_change_is_signed_by_the_measures_own_better():
    assert (signed("1.5", "high"), signed("1.5", "low")) == (Fraction(3, 2), Fraction(-3, 2))
    assert classify([signed(each, "low") for each in CHANGES], 2) == Classes(1, 3, 4)


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda: follow_up(30, 40), id="more pairs than people"), pytest.param(lambda: follow_up(-1, 0), id="below none"),
        pytest.param(lambda: classify([1], 0), id="no threshold"), pytest.param(lambda: classify([1.5], 1), id="float"),
        pytest.param(lambda: standard_error_of_measurement(3, 1.2), id="reliability"), pytest.param(lambda: d_z(1, 0), id="nobody differs"),
        pytest.param(lambda: hedges(1), id="two pairs"), pytest.param(lambda: class_share(9, 8, 0), id="more than all"),
    ],
)  # fmt: skip
def test_what_has_no_answer_is_refused_in_words(ask):
    with pytest.raises(ValueError, match=r"\w+ \w+ \w+"):
        ask()
