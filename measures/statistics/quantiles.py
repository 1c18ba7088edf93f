"""Student's t and the gamma distribution without a numeric library: intervals need one quantile of each and nothing else."""

from collections.abc import Callable
from functools import lru_cache
from math import exp, lgamma, log

TINY, CLOSE_ENOUGH, STEPS, HALVINGS = 1e-300, 1e-16, 10_000, 200
Below = Callable[[float], float]


@lru_cache(4096)  # the same few are asked for again and again
def t_quantile(probability: float, freedom: float) -> float:
    """The t value below which `probability` (0.5 or more, under 1) of Student's distribution lies; `freedom` > 0.

    Source: Student (1908) through the regularised incomplete beta function, Abramowitz and Stegun 26.5.27,
    solved by bisection. Raises ValueError outside those ranges.
    """
    if not 0.5 <= probability < 1 or freedom <= 0:
        raise ValueError("t_quantile needs a probability from 0.5 to under 1 and freedom above 0.")
    return _solve(lambda value: t_below(value, freedom), probability)


def t_below(value: float, freedom: float) -> float:
    """The share of Student's distribution below `value` >= 0 (Abramowitz and Stegun 26.5.27)."""
    return 1 - incomplete_beta(freedom / (freedom + value * value), freedom / 2, 0.5) / 2


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), 0 <= x <= 1 (Abramowitz and Stegun 26.5.8)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    return front / a / _lentz(lambda number: _beta_term(number, x, a, b))


def gamma_quantile(probability: float, shape: float) -> float:
    """The value below which `probability` (above 0, under 1) of the gamma distribution lies; `shape` > 0, scale 1.

    With a whole `shape` x it is the mean of a Poisson count that is x or more with that probability.
    Source: Abramowitz and Stegun 6.5, solved by bisection. Raises ValueError outside those ranges.
    """
    if not 0 < probability < 1 or shape <= 0:
        raise ValueError("gamma_quantile needs a probability between 0 and 1 and a shape above 0.")
    return _solve(lambda value: incomplete_gamma(shape, value), probability)


def incomplete_gamma(shape: float, x: float) -> float:
    """The regularised lower incomplete gamma function P(shape, x), x >= 0 (Abramowitz and Stegun 6.5.29, 6.5.31)."""
    if x <= 0:
        return 0.0
    front = exp(shape * log(x) - x - lgamma(shape))
    if x > shape + 1:
        return 1 - front / (x + 1 - shape) / _lentz(lambda number: _gamma_term(number, shape, x))
    total = term = 1 / shape
    for number in range(1, STEPS):
        term *= x / (shape + number)
        total += term
        if term < total * CLOSE_ENOUGH:
            break
    return front * total


def _gamma_term(number: int, shape: float, x: float) -> float:
    """Of 1 + d1/(1 + d2/(1 + ...)), to which the continued fraction of the upper tail is brought."""
    last, now = x + 2 * number - 1 - shape, x + 2 * number + 1 - shape
    return -number * (number - shape) / (last * now)


def _solve(below: Below, probability: float) -> float:
    """Where `below` reaches a probability, for a distribution's values above 0."""
    low, high = 0.0, 1.0
    while below(high) < probability:
        low, high = high, high * 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        low, high = (middle, high) if below(middle) < probability else (low, middle)
    return (low + high) / 2


def _lentz(term: Callable[[int], float]) -> float:
    """The continued fraction 1 + d1/(1 + d2/(1 + ...)), evaluated forwards (Lentz 1976)."""
    value = upper = 1.0
    lower = 0.0
    for number in range(1, STEPS):
        found = term(number)
        lower = 1 / ((1 + found * lower) or TINY)
        upper = (1 + found / upper) or TINY
        value *= upper * lower
        if abs(upper * lower - 1) < CLOSE_ENOUGH:
            break
    return value


def _beta_term(number: int, x: float, a: float, b: float) -> float:
    half = number // 2
    if number % 2:
        return -(a + half) * (a + b + half) * x / ((a + number - 1) * (a + number))
    return half * (b - half) * x / ((a + number - 1) * (a + number))
