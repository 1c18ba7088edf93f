"""Intervals, 95% unless another level is asked for; those of means are computed at release, where exact values are."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from measures.statistics.quantiles import gamma_quantile, t_quantile

LEVEL = 0.95
EXACT_BELOW = 10  # counts under this get the exact interval, others Byar's


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what and what a figure lies, in the units of the figure."""

    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of two means with its interval, in the units of the means, and its degrees of freedom."""

    value: float
    freedom: float
    bounds: Bounds


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


def count_interval(x: int, level: float = LEVEL) -> Bounds:
    """The interval of the number expected where x were counted: exact below 10, Byar's from there. ValueError below 0.

    A rate's interval is this one divided by its person-time.
    """
    return poisson_exact(x, level) if x < EXACT_BELOW else byar(x, level)


def byar(x: int, level: float = LEVEL) -> Bounds:
    """Byar's approximation to the interval of a count above 0. Source: Breslow and Day (1987). ValueError below 1."""
    if x < 1:
        raise ValueError(f"Byar's interval needs a count above 0, not {x}.")
    z, more = z_of(level), x + 1
    lower = x * (1 - 1 / (9 * x) - z / (3 * sqrt(x))) ** 3
    return Bounds(lower, more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3)


def poisson_exact(x: float, level: float = LEVEL) -> Bounds:
    """The exact interval of a Poisson count, half of what is left out on either side; L is 0 for 0.

    `x` may be broken (an expected count): the tails are those of the gamma distribution. ValueError below 0.
    Source: Garwood (1936).
    """
    if x < 0:
        raise ValueError(f"A count is not below 0: {x}.")
    tail = (1 - level) / 2
    return Bounds(gamma_quantile(tail, x) if x else 0.0, gamma_quantile(1 - tail, x + 1))


def mean_interval(mean: float, sd: float, n: int, level: float = LEVEL) -> Bounds:
    """The t interval of a mean, or of a mean change with the sd of the differences, in their units.

    Source: Student (1908). Raises ValueError for fewer than 2 values or an sd below 0.
    """
    if n < 2 or sd < 0:
        raise ValueError("The interval of a mean needs 2 values or more, and a standard deviation from 0.")
    reach = t_quantile((1 + level) / 2, n - 1) * sd / sqrt(n)
    return Bounds(mean - reach, mean + reach)


def welch(
    later: tuple[float, float, int], earlier: tuple[float, float, int], level: float = LEVEL
) -> Difference:
    """The difference of two cross-sections, later less earlier; each is (mean, sd, n). Never for pairs.

    Source: Welch (1947). Raises ValueError for fewer than 2 values, or where neither varies.
    """
    (mean_1, sd_1, n_1), (mean_0, sd_0, n_0) = later, earlier
    if min(n_1, n_0) < 2 or min(sd_1, sd_0) < 0 or max(sd_1, sd_0) == 0:
        raise ValueError("Two means compare only where each has 2 values or more and at least one varies.")
    share_1, share_0 = sd_1**2 / n_1, sd_0**2 / n_0
    both = share_1 + share_0
    freedom = both**2 / (share_1**2 / (n_1 - 1) + share_0**2 / (n_0 - 1))
    value, reach = mean_1 - mean_0, t_quantile((1 + level) / 2, freedom) * sqrt(both)
    return Difference(value, freedom, Bounds(value - reach, value + reach))
