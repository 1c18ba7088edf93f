"""Means of exact figures against known answers, and against scipy."""

from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_ind, ttest_rel

from measures.statistics.change import Sample, effects, mean_bounds, mean_of_others, welch

FIRST = [18, 21, 16, 24, 20, 15, 22, 19, 17, 23]
LATER = [22, 20, 18, 25, None, 18, 27, 19, None, 20]
PAIRS = [(first, later) for first, later in zip(FIRST, LATER, strict=True) if later is not None]
points = st.lists(st.integers(0, 40), min_size=3, max_size=30).filter(lambda values: len(set(values)) > 1)


def sample(values):
    return Sample(len(values), mean(values), stdev(values))


KEPT, SECOND = sample([first for first, _ in PAIRS]), sample([later for _, later in PAIRS])
CHANGE = sample([later - first for first, later in PAIRS])


def test_the_interval_of_a_mean_matches_a_known_answer():
    found = mean_bounds(Sample(9, 22.4, 3.1))
    assert (found.lower, found.upper) == pytest.approx((20.0171, 24.7829), abs=5e-5)


def test_a_change_of_the_same_people_matches_a_known_answer():
    found = mean_bounds(CHANGE)
    assert (CHANGE.mean, CHANGE.sd) == pytest.approx((1.375, 2.6693), abs=5e-5)
    assert (found.lower, found.upper) == pytest.approx((-0.8566, 3.6066), abs=5e-5)


def test_those_who_were_lost_match_a_known_answer():
    assert (KEPT.mean, mean_of_others(sample(FIRST), KEPT)) == (19.75, 18.5)


def test_sizes_of_an_effect_match_known_answers():
    found = effects(CHANGE, KEPT.sd, SECOND.sd)
    assert (found.d_z, found.d_av, found.hedges) == pytest.approx((0.5151, 0.4168, 0.8882), abs=5e-5)


def test_two_groups_side_by_side_match_a_known_answer():
    found = welch(SECOND, sample(FIRST))
    assert (found.by, found.freedom) == pytest.approx((1.625, 14.4563), abs=5e-5)
    assert (found.bounds.lower, found.bounds.upper) == pytest.approx((-1.6107, 4.8607), abs=5e-5)


@given(points, points)
def test_scipy_says_the_same_of_two_groups(later, earlier):
    ours, theirs = welch(sample(later), sample(earlier)), ttest_ind(later, earlier, equal_var=False)
    low, high = theirs.confidence_interval(0.95)
    assert ours.freedom == pytest.approx(theirs.df)
    assert (ours.bounds.lower, ours.bounds.upper) == pytest.approx((low, high), abs=1e-9)


@given(points.flatmap(lambda values: st.tuples(st.just(values), st.permutations(values))))
def test_scipy_says_the_same_of_the_same_people_twice(both):
    first, later = both
    moved = [after - before for before, after in zip(first, later, strict=True)]
    ours, theirs = mean_bounds(sample(moved)), ttest_rel(later, first).confidence_interval(0.95)
    if any(moved):
        assert (ours.lower, ours.upper) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(lambda: mean_bounds(Sample(1, 20, 0)), id="one person"),
        pytest.param(lambda: welch(Sample(1, 20, 0), KEPT), id="one person beside others"),
        pytest.param(lambda: welch(Sample(5, 20, 0), Sample(5, 21, 0)), id="no spread"),
        pytest.param(lambda: effects(Sample(5, 1, 0), 2, 2), id="everybody changed alike"),
        pytest.param(lambda: mean_of_others(KEPT, KEPT), id="nobody lost"),
    ],
)
def test_what_cannot_be_worked_out_is_refused(asked):
    with pytest.raises(ValueError, match=r"where|needs|left"):
        asked()
