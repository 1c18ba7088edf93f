"""The interval of a mean says nobody's score: every group of ten is tried."""

from fractions import Fraction
from functools import cache
from math import sqrt

import pytest

from measures.releases import rounding
from measures.releases.making.printing import mean_interval, mean_text

pytestmark = pytest.mark.once
PEOPLE = 10
Sums = tuple[int, int]


def printed(scores, top):
    n, total = len(scores), sum(scores)
    spread = Fraction(sum(x * x for x in scores) * n - total * total, n * (n - 1))
    return of(total, spread, n, top)


def of(total, spread, n, top):
    shown = rounding.shown_mean(Fraction(total, n), spread, n, 10, low=Fraction(0), high=Fraction(top))
    return mean_text(shown), mean_interval(shown).text


@pytest.mark.parametrize(
    ("scores", "says"),
    [
        pytest.param([5] * 9 + [6], ("5.0", "3.5 to 6.5"), id="nine-alike"),
        pytest.param([5] * 10, ("5.0", "3.5 to 6.5"), id="all-alike"),
        pytest.param([0] * 5 + [10] * 5, ("5.0", "0.5 to 9.5"), id="all-at-the-ends"),
        pytest.param([0] * 4 + [3, 8] + [10] * 4, ("5.0", "0.5 to 9.5"), id="all-but-two-at-the-ends"),
        pytest.param([0] * 10, ("at most 0.5", "0.0 to 3.0"), id="all-at-one-end"),
        pytest.param([3, 4, 4, 5, 5, 5, 6, 6, 7, 8], ("5.5", "4.0 to 7.0"), id="an-ordinary-group"),
    ],
)
def test_an_interval_is_never_too_narrow_or_too_wide_to_tell_nothing(scores, says):
    assert printed(scores, 10) == says


@pytest.mark.parametrize("top", [pytest.param(10, id="0-to-10"), pytest.param(5, id="0-to-5")])
def test_whatever_is_printed_leaves_each_person_half_of_the_scale(top, monkeypatch):
    monkeypatch.setattr(rounding, "t_quantile", cache(rounding.t_quantile))
    sums = {(0, 0)}
    for _ in range(PEOPLE - 1):
        sums = {(s + x, q + x * x) for s, q in sums for x in range(top + 1)}
    possible, known = {}, {}
    for s, q in sums:
        for x in range(top + 1):
            both = s + x, q + x * x
            if both not in known:
                spread = Fraction(both[1] * PEOPLE - both[0] ** 2, PEOPLE * (PEOPLE - 1))
                known[both] = of(both[0], spread, PEOPLE, top)
            possible.setdefault(known[both], set()).add(x)
    assert len(possible) > 20
    assert min(map(len, possible.values())) >= (top + 1) / 2


def test_the_bounds_come_from_the_shown_size_and_mean_alone():
    alike = {of(5 * n, Fraction(0), n, 10) for n in range(10, 15)}
    assert alike == {("5.0", "3.5 to 6.5")}


def test_the_least_half_width_is_that_of_two_who_differ_by_a_third_of_the_scale():
    least, _, _ = rounding.untelling((10, 14), (Fraction(5), Fraction(5)), Fraction(1, 2))
    assert least == pytest.approx(2.262157 * sqrt(2 * (10 / 3) ** 2 / 9) / sqrt(10), rel=1e-6)
