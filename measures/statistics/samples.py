"""Means of exact figures: an interval, two samples side by side, the same people twice, and the size of an effect.

For the owner of the figures alone. None of it is published: a spread could be worked out of it (measures.md 7.5).
"""

from dataclasses import dataclass
from math import exp, lgamma, log, sqrt

from measures.statistics.intervals import LEVEL, Bounds
from measures.statistics.quantiles import t_quantile

TWO_SIDED = (1 + LEVEL) / 2


@dataclass(frozen=True, slots=True)
class Sample:
    """`n` people, their mean and sample standard deviation (divisor n - 1), both in points of the measure."""

    n: int
    mean: float
    sd: float

    @property
    def squared_error(self) -> float:
        """The square of the standard error of the mean, in squared points."""
        return self.sd * self.sd / self.n


@dataclass(frozen=True, slots=True)
class Difference:
    """How far apart two means are, in points, with its 95% interval and degrees of freedom."""

    by: float
    freedom: float
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Effects:
    """A mean change in standard deviations: `d_z` of the changes, `d_av` of the average of both answers; multiplied by
    `hedges` either is no longer too large in small samples."""

    d_z: float
    d_av: float
    hedges: float


def mean_bounds(one: Sample) -> Bounds:
    """The 95% interval of a mean, in points. ValueError for fewer than two people. Source: Student (1908)."""
    if one.n < 2:
        raise ValueError("One person has no spread: the interval of a mean needs two or more.")
    return _around(one.mean, one.squared_error, one.n - 1)


def welch(later: Sample, earlier: Sample) -> Difference:
    """`later` less `earlier` for two groups of different people, whose spreads may differ.

    ValueError for fewer than two people in either, or no spread in both. Source: Welch (1947), with Satterthwaite's degrees
    of freedom.
    """
    if min(later.n, earlier.n) < 2 or not later.sd + earlier.sd:
        raise ValueError(
            "Two means are compared where each has two people or more, and one of them a spread."
        )
    parts = (later.squared_error, later.n), (earlier.squared_error, earlier.n)
    squared = sum(part for part, _ in parts)
    freedom = squared**2 / sum(part**2 / (n - 1) for part, n in parts)
    by = later.mean - earlier.mean
    return Difference(by, freedom, _around(by, squared, freedom))


def effects(change: Sample, first: float, later: float) -> Effects:
    """The size of a mean change; `first` and `later` are the standard deviations of both answers of the same people.

    ValueError for fewer than two people, or where nothing varies. Source: d_z and d_av as in Lakens (2013); the factor as in
    Hedges (1981), exactly, by the gamma function.
    """
    freedom, average = change.n - 1, sqrt((first * first + later * later) / 2)
    if freedom < 1 or not change.sd or not average:
        raise ValueError("The size of an effect needs two people or more, and answers that vary.")
    factor = (
        exp(lgamma(freedom / 2) - log(freedom / 2) / 2 - lgamma((freedom - 1) / 2)) if freedom > 1 else 0.0
    )
    return Effects(change.mean / change.sd, change.mean / average, factor)


def mean_of_others(everybody: Sample, some: Sample) -> float:
    """The mean of those of `everybody` who are not among `some`, in points. ValueError where nobody is left."""
    if everybody.n <= some.n:
        raise ValueError("Nobody is left.")
    return (everybody.n * everybody.mean - some.n * some.mean) / (everybody.n - some.n)


def _around(middle: float, squared_error: float, freedom: float) -> Bounds:
    reach = t_quantile(TWO_SIDED, freedom) * sqrt(squared_error)
    return Bounds(middle - reach, middle + reach)
