"""Numbers as they were published: exact, because ties decide flags and rounding makes ties common."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isqrt, lcm

Exact = Fraction | Decimal | int | str
# Where a root or a mean of roots is compared: numbers that are equal are equal on it, however they were reached, and a
# share and a limit that differ do so by far more, with hundreds of thousands of people even
GRID = 10**18
_FINE = 10**18  # a root is worked out this much finer than the grid


@dataclass(frozen=True, slots=True)
class TooFew:
    """The stated result where the data cannot carry a statistic: `words` is a sentence for people."""

    words: str


def exact(value: Exact) -> Fraction:
    """A published number as a fraction: "21.4", Decimal("21.4"), 21 or a Fraction.

    Raises ValueError for a float, which holds 21.4 as another number, and for text that is no number.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, float | bool):
        raise ValueError(f"{value!r} is not exact. Give the published figure as text, Decimal or Fraction.")
    return Fraction(value)


def exact_all(values: Sequence[Exact | None]) -> list[Fraction | None]:
    """Published numbers as fractions; None stays None: a period that is withheld or missing."""
    return [None if value is None else exact(value) for value in values]


def scaled(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """(numbers, scale): the values times their common denominator, whole and in the same order."""
    scale = lcm(*(value.denominator for value in values))
    return [value.numerator * (scale // value.denominator) for value in values], scale


def fine_root(over: int, under: int) -> int:
    """The square root of over / under in units of 1 / fine_scale(), rounded down; `under` above 0."""
    return isqrt(over * fine_scale() ** 2 // under)


def fine_scale() -> int:
    """How many units of `fine_root` make 1."""
    return GRID * _FINE


def on_grid(over: int, under: int) -> int:
    """over / under in units of 1 / GRID, rounded to the nearest; `under` above 0."""
    return (2 * over * GRID + under) // (2 * under)
