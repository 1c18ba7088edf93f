"""Student's t without a numeric library: the interval of a mean needs one quantile and nothing else."""

from math import exp, lgamma, log

TINY, CLOSE_ENOUGH, STEPS = 1e-300, 1e-16, 10_000


def t_quantile(probability: float, freedom: float) -> float:
    """The t value below which `probability` (0.5 or more, under 1) of Student's distribution lies; `freedom` > 0.

    Source: Student (1908) through the regularised incomplete beta function, Abramowitz and Stegun 26.5.27,
    solved by bisection. Raises ValueError outside those ranges.
    """
    if not 0.5 <= probability < 1 or freedom <= 0:
        raise ValueError("t_quantile needs a probability from 0.5 to under 1 and freedom above 0.")
    low, high = 0.0, 1.0
    while t_below(high, freedom) < probability:
        low, high = high, high * 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if t_below(middle, freedom) < probability else (low, middle)
    return (low + high) / 2


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
    return front / a / _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction 1 + d1/(1 + d2/(1 + ...)), evaluated forwards (Lentz 1976)."""
    value = upper = 1.0
    lower = 0.0
    for number in range(1, STEPS):
        term = _term(number, x, a, b)
        lower = 1 / ((1 + term * lower) or TINY)
        upper = (1 + term / upper) or TINY
        value *= upper * lower
        if abs(upper * lower - 1) < CLOSE_ENOUGH:
            break
    return value


def _term(number: int, x: float, a: float, b: float) -> float:
    half = number // 2
    if number % 2:
        return -(a + half) * (a + b + half) * x / ((a + number - 1) * (a + number))
    return half * (b - half) * x / ((a + number - 1) * (a + number))
