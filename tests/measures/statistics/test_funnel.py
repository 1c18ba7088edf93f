"""Funnels: known answers, every kind's limits against exact chances, trimming, what order must not matter."""

from math import exp

import pytest
from scipy import stats

from measures.statistics.exact import TooFew
from measures.statistics.funnel import funnel

E = list(zip((30, 22, 41, 18, 55, 12, 37, 9), (50, 40, 60, 45, 80, 30, 50, 25), strict=True))


def ends(found):
    return (found.lower, found.upper)


def outside(found):
    return [at for at, unit in enumerate(found.units, 1) if unit.outside]


def test_a_funnel_of_shares_matches_a_known_answer():
    found = funnel("proportion", E)
    assert found.centre == pytest.approx(0.589474, abs=1e-6)
    assert (min(found.scores), max(found.scores)) == pytest.approx((-2.3903, 1.9606), abs=5e-5)
    assert (found.phi, found.tau2) == (pytest.approx(3.151263, abs=1e-6), pytest.approx(0.0139232, abs=1e-7))
    assert [*ends(found.limits_at(50)), *ends(found.limits_at(50, 0.998))] == pytest.approx([0.3242, 0.8294, 0.1894, 0.9287], abs=5e-5)  # fmt: skip
    assert outside(found) == []


def test_without_overdispersion_the_same_funnel_is_narrow():
    found = funnel("proportion", E, overdispersion=False)
    assert [*ends(found.limits_at(50)), *ends(found.limits_at(50, 0.998))] == pytest.approx([0.4514, 0.7207, 0.3729, 0.7893], abs=5e-5)  # fmt: skip
    assert outside(found) == [4, 6, 7, 8]
    assert [unit.outside for unit in found.units] == ["", "", "", "low", "", "low", "high", "low"]


def test_ratios_to_what_was_expected_get_exact_limits_without_overdispersion():
    found = funnel("ratio_log", [(90.0, 84.5), (70, 84.5)], overdispersion=False).units[0].limits[0]
    lower, upper = stats.chi2.ppf(0.025, 2 * 84.5) / 2 / 84.5, stats.chi2.ppf(0.975, 2 * 85.5) / 2 / 84.5
    assert ends(found) == pytest.approx((lower, upper), rel=1e-10)


def test_limits_of_roots_come_back_to_the_scale_of_the_ratio():
    """With as little spread as chance gives, 95% limits hold 95% of Poisson counts: on the scale of roots they would hold 67%."""
    found = funnel("ratio_sqrt", [(100, 100)] * 8)
    lower, upper = ends(found.limits_at(400))
    assert found.tau2 == 0
    assert stats.poisson.cdf(400 * upper, 400) - stats.poisson.cdf(400 * lower, 400) == pytest.approx(
        0.95, abs=0.01
    )
    assert stats.norm.cdf(1.96 / 2) * 2 - 1 == pytest.approx(0.67, abs=0.005)


def test_limits_of_two_counts_know_that_both_vary():
    """O of D, one for one: given both, O is a coin's share of O + D; 1 / (4 D) alone would hold half of them."""
    found = funnel("counts", [(100, 100)] * 8)
    lower, upper = ends(found.limits_at(400))
    spread = (2 / 400) ** 0.5
    assert (lower, upper) == pytest.approx((exp(-1.959964 * spread), exp(1.959964 * spread)), rel=1e-6)
    theirs = 1.959964 * (1 / 1600) ** 0.5
    assert 2 * stats.norm.cdf(theirs / spread) - 1 < 0.52


def test_the_log_ratio_drops_its_outer_tenths_by_rank_and_ties_share_a_rank():
    units = [(o, 20) for o in (0, 5, 10, 15, 20, 20, 25, 30, 35, 200)]
    assert len(funnel("ratio_log", units).scores) == 8
    assert len(funnel("ratio_log", units[1:9]).scores) == 8
    assert len(funnel("ratio_log", [(0, 20), (0, 20), *units[2:]]).scores) == 7
    assert len(funnel("ratio_sqrt", units).scores) == 10


def test_rounding_may_put_a_share_above_all():
    assert funnel("proportion", [(15, 10), *E]).units[0].value == 1


@pytest.mark.parametrize("kind", ["proportion", "ratio_log", "ratio_sqrt", "counts"])
def test_the_order_of_units_changes_nothing_about_any_of_them(kind):
    order = (4, 0, 7, 2, 6, 1, 5, 3)
    first, second = funnel(kind, E), funnel(kind, [E[at] for at in order])
    assert second.tau2 == pytest.approx(first.tau2)
    for place, at in enumerate(order):
        one, other = first.units[at], second.units[place]
        assert (one.size, one.value, one.outside) == (other.size, other.value, other.outside)
        assert ends(one.limits[0]) == pytest.approx(ends(other.limits[0]))


def test_nothing_counted_is_said_and_nonsense_is_refused():
    assert isinstance(funnel("counts", [(0, 5)] * 8), TooFew)
    for units in ([], [(1, 0)], [(-1, 5)]):
        with pytest.raises(ValueError, match="A funnel needs units"):
            funnel("proportion", units)
