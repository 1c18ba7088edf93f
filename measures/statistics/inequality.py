"""Slope and relative index of inequality: how a figure runs from the worst-off group to the best-off."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, log, sqrt

from measures.statistics.exact import TooFew
from measures.statistics.intervals import Bounds

FEWEST_GROUPS = 5
REACH = 1.96  # standard errors on either side, as the method's authors have it


@dataclass(frozen=True, slots=True)
class Group:
    """One group, in its order from worst-off to best-off: people in it, its figure, and the figure's standard error."""

    people: float
    figure: float
    error: float


@dataclass(frozen=True, slots=True)
class Inequality:
    """`slope`: the figure of the best-off end less that of the worst-off end, in the figure's units, with its interval.

    `ratio` is the one over the other, None (with its interval) where an end is not above 0. `ranks`: the middle of each
    group on the scale from worst-off (0) to best-off (1).
    """

    slope: float
    slope_bounds: Bounds
    ratio: float | None
    ratio_bounds: Bounds | None
    ranks: tuple[float, ...]


def error_of(lower: float, upper: float) -> float:
    """The standard error behind the limits of a 95% interval. Raises ValueError where they are in the wrong order."""
    if upper < lower:
        raise ValueError("The upper limit of an interval lies above the lower one.")
    return (upper - lower) / (2 * REACH)


def inequality(groups: Sequence[Group | None]) -> Inequality | TooFew:
    """Both indices over groups in order, worst-off first; None for a group that is not published.

    Figures are used as they are, never transformed. Raises ValueError for a group without people or an error below 0.
    Source: Sergeant and Firth (2006), as OHID's technical guidance has it; charts.md 1.11.
    """
    held = [group for group in groups if group is not None]
    if len(held) < len(groups) or len(held) < FEWEST_GROUPS:
        return TooFew(
            "A slope needs 5 ordered groups or more, all of them published. The groups are shown side by side."
        )
    if any(group.people <= 0 or group.error < 0 for group in held):
        raise ValueError("Each group has people in it, and no standard error below 0.")
    return _indices(held)


def _indices(groups: Sequence[Group]) -> Inequality:
    people = sum(group.people for group in groups)
    shares = [group.people / people for group in groups]
    ranks = [top - share / 2 for top, share in zip(accumulate(shares), shares, strict=True)]
    spread = sum(share * (rank - 0.5) ** 2 for share, rank in zip(shares, ranks, strict=True))
    weights = [share * (rank - 0.5) / spread for share, rank in zip(shares, ranks, strict=True)]
    slope = sum(weight * group.figure for weight, group in zip(weights, groups, strict=True))
    error = sqrt(sum((weight * group.error) ** 2 for weight, group in zip(weights, groups, strict=True)))
    middle = sum(share * group.figure for share, group in zip(shares, groups, strict=True))
    ratio, ratio_bounds = _ratio(groups, shares, weights, middle + slope / 2, middle - slope / 2)
    return Inequality(
        slope, Bounds(slope - REACH * error, slope + REACH * error), ratio, ratio_bounds, tuple(ranks)
    )


def _ratio(
    groups: Sequence[Group], shares: Sequence[float], weights: Sequence[float], top: float, bottom: float
) -> tuple[float, Bounds] | tuple[None, None]:
    """The relative index with its interval, by the delta method on its logarithm."""
    if top <= 0 or bottom <= 0:
        return None, None
    parts = zip(groups, shares, weights, strict=True)
    error = sqrt(
        sum((((a + h / 2) / top - (a - h / 2) / bottom) * group.error) ** 2 for group, a, h in parts)
    )
    ratio = top / bottom
    return ratio, Bounds(exp(log(ratio) - REACH * error), exp(log(ratio) + REACH * error))
