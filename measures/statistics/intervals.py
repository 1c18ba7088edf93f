"""Intervals from published figures, 95% unless another level is asked for; those of means need exact values: for everybody
they are computed at release (`releases/rounding.py`), for the owner in `change.py`."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from measures.statistics.quantiles import gamma_quantile

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what and what a figure lies, in the units of the figure."""

    lower: float
    upper: float


def z_of(level: float = LEVEL) -> float:
    """How many standard errors a two-sided normal interval reaches: 1.959964 for 95%. ValueError outside 0 to 1."""
    if not 0 < level < 1:
        raise ValueError(f"A level lies between 0 and 1; {level} does not.")
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(x: int, n: int, level: float = LEVEL) -> Bounds:
    """The interval of a share, from 0 to 1, of x people among n. Source: Wilson (1927) score interval.

    Raises ValueError unless n is above 0 and x from 0 to n.
    """
    if n <= 0 or not 0 <= x <= n:
        raise ValueError(f"{x} of {n} is no share: n is above 0 and x from 0 to n.")
    z = z_of(level)
    middle, reach = 2 * x + z * z, z * sqrt(z * z + 4 * x * (1 - x / n))
    low, high = ((middle + sign * reach) / (2 * (n + z * z)) for sign in (-1, 1))
    return Bounds(max(0.0, low) if x else 0.0, min(1.0, high) if x < n else 1.0)


def poisson_exact(x: float, level: float = LEVEL) -> Bounds:
    """The exact interval of a Poisson count, half of what is left out on either side; L is 0 for 0.

    `x` may be broken (an expected count): the tails are those of the gamma distribution. ValueError below 0.
    Source: Garwood (1936).
    """
    if x < 0:
        raise ValueError(f"A count is not below 0: {x}.")
    tail = (1 - level) / 2
    return Bounds(gamma_quantile(tail, x) if x else 0.0, gamma_quantile(1 - tail, x + 1))
