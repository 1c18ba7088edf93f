"""Change. From published figures: who was followed up, the classes, and what those who were lost could alter.

From exact ones, for their owner alone: how sure a mean is, the same people twice, the size of an effect, and two groups side by
side. None of the latter is published: a spread could be worked out of it (measures.md 7.5).
"""

from dataclasses import dataclass
from fractions import Fraction
from math import exp, lgamma, log, sqrt

from measures.statistics.intervals import LEVEL, Bounds, wilson
from measures.statistics.quantiles import t_quantile

APART = 10  # both sizes are shown only if they differ by 0 or by so many people
BASE = 5  # shown sizes are multiples of it, up or down by a draw, so less than it from the exact ones
BOTH = 2 * (BASE - 1)  # how far two shown sizes may differ from two exact ones
TWO_SIDED = (1 + LEVEL) / 2
NEAR = APART - BASE + BOTH  # the most who can be lost where shown sizes are less than APART apart


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Of `asked` people at baseline, `paired` answered again: `rate` from 0 to 1 with its interval.

    Where the shown sizes differ by less than 10 and not by 0, only the matched group appears: `asked`, `rate` and `bounds` are
    None. `lost`, which the bounds of change count with, is the most that rounding allows. `words` holds for every
    exact size behind the shown ones, and says the same whatever it is.
    """

    asked: int | None
    paired: int
    lost: int
    rate: Fraction | None
    bounds: Bounds | None
    words: str


@dataclass(frozen=True, slots=True)
class Classes:
    """How many pairs improved, did not clearly change, or declined, by the measure's own sense of better."""

    improved: int
    unclear: int
    declined: int

    @property
    def pairs(self) -> int:
        """How many pairs there are in all."""
        return self.improved + self.unclear + self.declined


@dataclass(frozen=True, slots=True)
class ClassShare:
    """A class: its share of the pairs with its interval, and between what its share of everybody at baseline lies.

    The latter runs from nobody lost being of the class to everybody lost.
    """

    count: int
    share: Fraction
    interval: Bounds
    least: Fraction
    most: Fraction


def follow_up(asked: int, paired: int) -> FollowUp:
    """Who was followed up, from shown sizes. Raises ValueError for sizes below 0, or far more pairs than people asked.

    Rounding may show a few more pairs than people. Source: charts.md 1.12; measures.md 7.4, 7.5. "Fewer than 10 were not followed
    up" would be false: shown sizes of 40 and 35 may be exact ones of 44 and 31, and 13 people.
    """
    if asked < 0 or paired < 0 or paired - asked >= APART:
        raise ValueError(f"{paired} of {asked} people cannot have been followed up.")
    lost = asked - paired
    if lost and lost < APART:
        return FollowUp(
            None, paired, NEAR, None, None, f"at most {NEAR} were not followed up, perhaps nobody"
        )
    rate = Fraction(paired, asked) if asked else None
    words = (
        f"about {lost} of {asked} were not followed up" if lost
        else f"at most {BOTH} of about {asked} were not followed up, perhaps nobody"
    )  # fmt: skip
    return FollowUp(asked, paired, lost + BOTH, rate, wilson(paired, asked) if asked else None, words)


def class_share(count: int, pairs: int, lost: int) -> ClassShare:
    """One class of `pairs` people while `lost` more were not followed up. ValueError unless count is from 0 to pairs."""
    interval, everybody = wilson(count, pairs), pairs + lost
    return ClassShare(
        count, Fraction(count, pairs), interval, Fraction(count, everybody), Fraction(count + lost, everybody)
    )


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
