"""Exact sums behind means, so that pooling partners never adds a rounding of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Moments:
    """People, sum of scores and sum of squared scores, exact; `squares` is None where no spread was given."""

    n: int
    total: Fraction
    squares: Fraction | None

    @property
    def mean(self) -> Fraction:
        """The mean in scale points. Raises ZeroDivisionError where there are no people."""
        return self.total / self.n

    @property
    def spread(self) -> Fraction | None:
        """The sample variance (divisor n - 1) in squared points, None where it is not known or n is under 2."""
        if self.squares is None or self.n < 2:
            return None
        return max(Fraction(0), (self.squares - self.total * self.total / self.n) / (self.n - 1))


def moments_of_mean(n: int, mean: Decimal, sd: Decimal | None) -> Moments:
    """The sums behind a mean and a sample standard deviation (divisor n - 1), taken as exact decimals."""
    total = n * Fraction(mean)
    squares = None if sd is None else (n - 1) * Fraction(sd) ** 2 + n * Fraction(mean) ** 2
    return Moments(n, total, squares)


def pooled(parts: Iterable[Moments]) -> Moments:
    """All parts together; the spread is known only where every part with people has one."""
    known = [part for part in parts if part.n > 0]
    squares = [part.squares for part in known if part.squares is not None]
    return Moments(
        sum(part.n for part in known),
        sum((part.total for part in known), Fraction(0)),
        sum(squares, Fraction(0)) if len(squares) == len(known) else None,
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What a group told: everybody by answer, or, where a mean came without its answers, the sums behind it."""

    n: int = 0
    answers: Mapping[str, int] | None = field(default_factory=dict)
    moments: Moments | None = None


def touched(old: Mapping[str, int], new: Mapping[str, int]) -> int:
    """People that a correction touches: the larger of all rises and all falls between two counts by answer."""
    moves = [new.get(name, 0) - old.get(name, 0) for name in {*old, *new}]
    return max(sum(move for move in moves if move > 0), -sum(move for move in moves if move < 0))


def people_touched(old: Told, new: Told, low: Fraction, high: Fraction) -> int:
    """People that a correction touches; of a mean without its answers, the fewest who can be behind the change.

    `low` and `high` are the ends of the scale: one person moves a sum of scores by at most their distance.
    """
    if old.answers is not None and new.answers is not None:
        return touched(old.answers, new.answers)
    before, after = (told.moments or Moments(told.n, told.n * low, None) for told in (old, new))
    if before == after:
        return 0
    moved = abs((after.total - after.n * low) - (before.total - before.n * low)) // (high - low)
    return max(1, abs(after.n - before.n), int(moved))
