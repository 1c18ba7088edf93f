"""Intervals and indices against known answers, and against scipy and statsmodels."""

import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from measures.statistics.exact import TooFew
from measures.statistics.inequality import Group, error_of, inequality
from measures.statistics.intervals import poisson_exact, wilson, z_of
from measures.statistics.quantiles import gamma_quantile, t_quantile

F = [Group(*each) for each in zip((400, 500, 450, 350, 300), (19.8, 20.6, 21.0, 21.9, 22.3), (0.35, 0.30, 0.32, 0.36, 0.40), strict=True)]  # fmt: skip


def ends(found):
    return (found.lower, found.upper)


@pytest.mark.parametrize(
    ("found", "lower", "upper"),
    [
        pytest.param(wilson(7, 40), 0.0875, 0.3195, id="7 of 40"),
        pytest.param(wilson(0, 12), 0, 0.2425, id="none of 12"),
        pytest.param(wilson(12, 12), 0.7575, 1, id="all 12"),
        pytest.param(poisson_exact(4), 1.0899, 10.2416, id="4, exact"),
        pytest.param(poisson_exact(0), 0, 3.6889, id="0, exact"),
    ],
)
def test_intervals_match_known_answers(found, lower, upper):
    assert ends(found) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize(
    ("probability", "freedom", "value"),
    [
        pytest.param(0.975, 7, 2.364624, id="7"),
        pytest.param(0.975, 4.7, 2.620726, id="4.7"),
        pytest.param(0.975, 22, 2.073873, id="22"),
        pytest.param(0.975, 1, 12.706205, id="1"),
        pytest.param(0.975, 8, 2.306004, id="8"),
        pytest.param(0.5, 3, 0.0, id="middle"),
    ],
)
def test_t_quantiles_match_known_answers(probability, freedom, value):
    assert t_quantile(probability, freedom) == pytest.approx(value, abs=1e-6)


def test_quantiles_agree_with_scipy():
    for freedom in (1, 2, 3.3, 9, 30, 200, 5000):
        for share in (0.6, 0.95, 0.975, 0.999):
            assert t_quantile(share, freedom) == pytest.approx(stats.t.ppf(share, freedom), rel=1e-11)
    for shape in (0.3, 1, 4.5, 40, 300):
        for share in (0.001, 0.025, 0.5, 0.975, 0.999):
            assert gamma_quantile(share, shape) == pytest.approx(stats.gamma.ppf(share, shape), rel=1e-10)


def test_shares_agree_with_statsmodels_and_counts_with_scipy():
    for n in (1, 12, 40, 333):
        for x in {0, 1, n // 3, n - 1, n}:
            for level in (0.95, 0.998):
                assert ends(wilson(x, n, level)) == pytest.approx(proportion_confint(x, n, 1 - level, "wilson"), abs=1e-12)  # fmt: skip
    for x in (1, 4, 9, 30, 120):
        low, high = ends(poisson_exact(x))
        assert (stats.poisson.sf(x - 1, low), stats.poisson.cdf(x, high)) == pytest.approx(
            (0.025, 0.025), rel=1e-9
        )


def test_the_slope_and_the_relative_index_match_a_known_answer():
    found = inequality(F)
    assert found.ranks == pytest.approx((0.1, 0.325, 0.5625, 0.7625, 0.925))
    assert (found.slope, *ends(found.slope_bounds)) == pytest.approx((2.9831, 1.9110, 4.0553), abs=6e-5)
    assert (found.ratio, *ends(found.ratio_bounds)) == pytest.approx((1.1528, 1.0951, 1.2135), abs=6e-5)
    assert error_of(19.114, 20.486) == pytest.approx(0.35)


def test_the_slope_is_the_weighted_regression_on_ranks():
    found, people = inequality(F), [each.people for each in F]
    ranks, figures = found.ranks, [each.figure for each in F]
    middle = sum(p * r for p, r in zip(people, ranks, strict=True)) / sum(people)
    mean = sum(p * y for p, y in zip(people, figures, strict=True)) / sum(people)
    parts = list(zip(people, ranks, figures, strict=True))
    slope = sum(p * (r - middle) * (y - mean) for p, r, y in parts) / sum(
        p * (r - middle) ** 2 for p, r, _ in parts
    )
    assert found.slope == pytest.approx(slope)


def test_equal_groups_have_no_slope_and_the_other_order_the_other_sign():
    flat = inequality([Group(100, 20, 1)] * 5)
    assert (flat.slope, flat.ratio) == pytest.approx((0, 1))
    assert inequality(F[::-1]).slope == pytest.approx(-inequality(F).slope)
    below = inequality([Group(100, figure, 0.1) for figure in (-3, -1, 0, 1, 3)])
    assert (below.ratio, below.ratio_bounds) == (None, None)


@pytest.mark.parametrize("groups", [F[:4], [*F, None], []])
def test_too_few_groups_or_one_that_is_withheld_have_no_slope(groups):
    assert isinstance(inequality(groups), TooFew)


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda: wilson(5, 0), id="share of nobody"), pytest.param(lambda: wilson(6, 5), id="more than all"),
        pytest.param(lambda: poisson_exact(-1), id="below none"),
        pytest.param(lambda: z_of(1), id="certain"),
        pytest.param(lambda: inequality([Group(0, 1, 1)] * 5), id="empty group"),
        pytest.param(lambda: error_of(2, 1), id="limits swapped"), pytest.param(lambda: gamma_quantile(0, 1), id="no chance"),
        pytest.param(lambda: t_quantile(0.4, 3), id="lower half"), pytest.param(lambda: t_quantile(0.9, 0), id="no freedom"),
        pytest.param(lambda: t_quantile(1, 3), id="sure"),
    ],
)  # fmt: skip
def test_what_has_no_answer_is_refused_in_words(ask):
    with pytest.raises(ValueError, match=r"\w+ \w+ \w+"):
        ask()
