"""What whole scores can and cannot average: exact arithmetic, no floats."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor


def half_step(decimals: int) -> Fraction:
    """Half of the last decimal written."""
    return Fraction(1, 2 * 10**decimals)


def grim_possible(mean: Decimal, decimals: int, n: int) -> bool:
    """Whether some whole sum of n scores has this mean at the decimals written."""
    return bool(_sums(mean, decimals, n))


def _sums(mean: Decimal, decimals: int, n: int) -> range:
    low = ceil((Fraction(mean) - half_step(decimals)) * n)
    high = floor((Fraction(mean) + half_step(decimals)) * n)
    return range(low, high + 1)


def nearest_means(mean: Decimal, decimals: int, n: int) -> tuple[str, str]:
    """The possible means just below and just above, at the decimals written."""
    below = floor(Fraction(mean) * n)
    return _shown(below, n, decimals), _shown(below + 1, n, decimals)


def _shown(total: int, n: int, decimals: int) -> str:
    return str((Decimal(total) / Decimal(n)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def largest_variance(mean: Fraction, low: Decimal, high: Decimal, n: int) -> Fraction:
    """The greatest sd squared (n - 1 below) of n scores between low and high with this mean."""
    return (mean - Fraction(low)) * (Fraction(high) - mean) * Fraction(n, n - 1)


def least_variance(total: int, n: int) -> Fraction:
    """The least sd squared (n - 1 below) of n whole scores with this sum."""
    above = total % n
    return Fraction(above * (n - above), n * (n - 1))


def sd_too_large(
    mean: Decimal, sd: Decimal, places: tuple[int, int], n: int, span: tuple[Decimal, Decimal]
) -> bool:
    """Whether no scores in the span have this mean and sd, allowing for the rounding of both."""
    low, high = Fraction(mean) - half_step(places[0]), Fraction(mean) + half_step(places[0])
    middle = (Fraction(span[0]) + Fraction(span[1])) / 2
    most = largest_variance(min(max(low, middle), high), *span, n)
    least = max(Fraction(sd) - half_step(places[1]), Fraction(0))
    return least**2 > max(most, Fraction(0))


def sd_too_small(mean: Decimal, sd: Decimal, places: tuple[int, int], n: int) -> bool:
    """Whether whole scores with this mean must differ more than the sd says, allowing for rounding."""
    sums = _sums(mean, places[0], n)
    if not sums or len(sums) >= n:
        return False
    most = Fraction(sd) + half_step(places[1])
    return most**2 < min(least_variance(total, n) for total in sums)
