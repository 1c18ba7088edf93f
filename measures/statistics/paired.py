"""Paired change: who was followed up comes first, then how they changed, then what those who were lost could alter."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import exp, lgamma, log, sqrt
from typing import Literal

from measures.statistics.exact import Exact, TooFew, exact
from measures.statistics.intervals import Bounds, wilson

APART = 10  # both sizes are shown only if they differ by 0 or by so many people
FEWEST_PAIRS = 10
TWO_SIDED, OF_A_DIFFERENCE = 1.96, sqrt(2)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Of `asked` people at baseline, `paired` answered again: `rate` from 0 to 1 with its interval.

    Where the shown sizes differ by 1 to 9, only the matched group appears: `asked`, `rate` and `bounds` are None, and
    `lost`, which the bounds of change count with, is 9. `words` says it.
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


@dataclass(frozen=True, slots=True)
class PairedChange:
    """In the order in which it is told; means and change in scale points, the change's interval as it was published."""

    follow_up: FollowUp
    kept_mean: Fraction
    lost_mean: Fraction | None
    change: Fraction
    change_bounds: tuple[Fraction, Fraction] | None
    improved: ClassShare
    declined: ClassShare
    unclear: int


def follow_up(asked: int, paired: int) -> FollowUp:
    """Who was followed up, from shown sizes. Raises ValueError for sizes below 0, or far more pairs than people asked.

    Rounding may show a few more pairs than people; then, too, fewer than 10 were lost.
    Source: charts.md 1.12; measures.md 7.5.
    """
    if asked < 0 or paired < 0 or paired - asked >= APART:
        raise ValueError(f"{paired} of {asked} people cannot have been followed up.")
    lost = asked - paired
    if lost and lost < APART:
        return FollowUp(None, paired, APART - 1, None, None, f"fewer than {APART} were not followed up")
    rate = Fraction(paired, asked) if asked else None
    words = f"{lost} of {asked} were not followed up" if lost else "everybody was followed up"
    return FollowUp(asked, paired, lost, rate, wilson(paired, asked) if asked else None, words)


def paired_change(
    *,
    asked: int,
    paired: int,
    kept_mean: Exact,
    lost_mean: Exact | None,
    change: Exact,
    change_bounds: tuple[Exact, Exact] | None,
    classes: Classes,
) -> PairedChange | TooFew:
    """All of one paired change from published figures, attrition first; too few below 10 pairs.

    `asked`, `paired` and `classes` are shown counts, the rest published means: the interval of the change was computed at
    release (`intervals.mean_interval` on the differences). `lost_mean` is left out where both sizes may not appear.
    Raises ValueError as `follow_up` does. Source: charts.md 1.12.
    """
    if paired < FEWEST_PAIRS or not classes.pairs:
        return TooFew(f"Fewer than {FEWEST_PAIRS} people have both answers, so no change is shown.")
    followed = follow_up(asked, paired)
    return PairedChange(
        followed, exact(kept_mean),
        exact(lost_mean) if lost_mean is not None and followed.asked is not None and followed.lost else None,
        exact(change), (exact(change_bounds[0]), exact(change_bounds[1])) if change_bounds else None,
        class_share(classes.improved, classes.pairs, followed.lost),
        class_share(classes.declined, classes.pairs, followed.lost), classes.unclear,
    )  # fmt: skip


def class_share(count: int, pairs: int, lost: int) -> ClassShare:
    """One class of `pairs` people while `lost` more were not followed up. ValueError unless count is from 0 to pairs."""
    interval, everybody = wilson(count, pairs), pairs + lost
    return ClassShare(
        count, Fraction(count, pairs), interval, Fraction(count, everybody), Fraction(count + lost, everybody)
    )


def signed(change: Exact, better: Literal["high", "low"]) -> Fraction:
    """A change with + for the measure's own "better"."""
    return exact(change) if better == "high" else -exact(change)


def classify(changes: Iterable[Exact], threshold: Exact) -> Classes:
    """Changes that are signed so that + is better, by a sourced threshold above 0, which itself counts as change.

    Raises ValueError for a float, or a threshold of 0 or less: it is a versioned number of the measure, not of a cohort.
    """
    edge, held = exact(threshold), [exact(each) for each in changes]
    if edge <= 0:
        raise ValueError(f"A change is clear from a threshold above 0 on, not {threshold}.")
    improved, declined = sum(each >= edge for each in held), sum(each <= -edge for each in held)
    return Classes(improved, len(held) - improved - declined, declined)


def standard_error_of_measurement(sd: float, reliability: float) -> float:
    """SEM in scale points: sd * sqrt(1 - r). Say which reliability. ValueError outside 0 to 1 or for an sd below 0."""
    if sd < 0 or not 0 <= reliability <= 1:
        raise ValueError("A reliability lies from 0 to 1, and a standard deviation is not below 0.")
    return sd * sqrt(1 - reliability)


def reliable_change(error: float) -> float:
    """The change, in scale points, that measurement error alone passes in 5% of people. Source: Jacobson and Truax (1991)."""
    return TWO_SIDED * OF_A_DIFFERENCE * error


def d_z(mean: float, sd: float) -> float:
    """Mean difference over the sd of the differences. For the owner alone: published, it would give the sd away."""
    return mean / _above_zero(sd)


def d_av(mean: float, sd_before: float, sd_after: float) -> float:
    """Mean difference over the pooled sd of both times. For the owner alone. Source: Cumming (2012)."""
    return mean / _above_zero(sqrt((sd_before**2 + sd_after**2) / 2))


def hedges(freedom: float) -> float:
    """The factor J that takes the bias from an effect size of n pairs; freedom n - 1, above 1. Source: Hedges (1981)."""
    if freedom <= 1:
        raise ValueError("Hedges' factor needs more than 1 degree of freedom.")
    return exp(lgamma(freedom / 2) - log(freedom / 2) / 2 - lgamma((freedom - 1) / 2))


def _above_zero(sd: float) -> float:
    if sd <= 0:
        raise ValueError("Where nobody differs there is no effect size: the standard deviation is above 0.")
    return sd
