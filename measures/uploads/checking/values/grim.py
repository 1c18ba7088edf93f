"""What whole scores can and cannot average: exact arithmetic, no floats."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor


def half_step(decimals: int) -> Fraction:
    """Half of the last decimal written."""
    return Fraction(1, 2 * 10**decimals)


def grim_possible(mean: Decimal, decimals: int, n: int) -> bool:
    """Whether some whole sum of n scores has this mean at the decimals written."""
    return bool(_sums(mean, decimals, n))


def _sums(mean: Decimal, decimals: int, n: int) -> range:
    """The same as of `Fraction(mean)` less and plus half a step, multiplied out: a tenth of the time."""
    over, under = mean.as_integer_ratio()
    whole, step = 2 * 10**decimals, 2 * 10**decimals * under
    low, high = (over * whole - under) * n, (over * whole + under) * n
    return range(-(-low // step), high // step + 1)


def nearest_means(mean: Decimal, decimals: int, n: int) -> tuple[str, str]:
    """The possible means just below and just above, at the decimals written."""
    below = floor(Fraction(mean) * n)
    return _shown(below, n, decimals), _shown(below + 1, n, decimals)


def _shown(total: int, n: int, decimals: int) -> str:
    return str((Decimal(total) / Decimal(n)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def largest_variance(mean: Fraction, low: Decimal, high: Decimal, n: int) -> Fraction:
    """The greatest sd squared (n - 1 below) of n scores between low and high with this mean."""
    return (mean - Fraction(low)) * (Fraction(high) - mean) * Fraction(n, n - 1)


def sd_too_large(
    mean: Decimal, sd: Decimal, places: tuple[int, int], n: int, span: tuple[Decimal, Decimal]
) -> bool:
    """Whether no scores in the span have this mean and sd, allowing for the rounding of both."""
    if _surely_fits(mean, sd, n, span):
        return False
    low, high = Fraction(mean) - half_step(places[0]), Fraction(mean) + half_step(places[0])
    middle = (Fraction(span[0]) + Fraction(span[1])) / 2
    most = largest_variance(min(max(low, middle), high), *span, n)
    least = max(Fraction(sd) - half_step(places[1]), Fraction(0))
    return least**2 > max(most, Fraction(0))


def _surely_fits(mean: Decimal, sd: Decimal, n: int, span: tuple[Decimal, Decimal]) -> bool:
    """Whether sd^2 (n - 1) <= (mean - low) (high - mean) n without any rounding, multiplied out in whole numbers.

    A mean within the span that passes this passes the longer sum with its roundings; nearly all do.
    """
    (m, a), (s, b), (low, c), (high, d) = (one.as_integer_ratio() for one in (mean, sd, *span))
    return s * s * (n - 1) * a * a * c * d <= (m * c - low * a) * (high * a - m * d) * n * b * b


def sd_too_small(mean: Decimal, sd: Decimal, places: tuple[int, int], n: int) -> bool:
    """Whether whole scores with this mean must differ more than the sd says, allowing for rounding."""
    sums = _sums(mean, places[0], n)
    if not sums or len(sums) >= n:
        return False
    over, under = sd.as_integer_ratio()
    most, step = (
        2 * 10 ** places[1] * over + under,
        2 * 10 ** places[1] * under,
    )  # sd and half a step, as over/under
    least = min(
        total % n * (n - total % n) for total in sums
    )  # the least variance of whole scores with this sum, times n (n - 1)
    return bool(most * most * n * (n - 1) < least * step * step)
