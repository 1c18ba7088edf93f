"""Run charts: a median, and whether points stay on one side of it for longer, or cross it less often, than chance does."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import groupby
from math import comb

from measures.statistics.exact import Exact, exact_all, scaled

ONE_IN = 20  # crossings as few as this happen at most once in so many charts by chance, as a fair coin has it


@dataclass(frozen=True, slots=True)
class RunChart:
    """One stretch read by Anhoj's two rules.

    `median` in the units of the values; `useful` points are those not on it. `longest` run on one side, at most
    `longest_max` by chance; `crossings` of the median, at least `crossings_min`. `signal`: whether either is passed, or
    None where no point is useful. `longest_run` is where the longest run lies (the latest of several), as places among
    all periods, points on the median between left out.
    """

    median: Fraction
    useful: int
    longest: int
    longest_max: int
    crossings: int
    crossings_min: int
    longest_run: tuple[int, ...]

    @property
    def signal(self) -> bool:
        """Whether the points hang together more than chance would have it."""
        return bool(self.useful) and (self.longest > self.longest_max or self.crossings < self.crossings_min)


def run_chart(values: Sequence[Exact | None], baseline: int | None = None) -> RunChart | None:
    """Anhoj's reading of one stretch; None where nothing is drawn.

    `values` are published figures, None at a gap: gaps are left out first. `baseline`: the median is that of the first so
    many drawn points, else of all. Raises ValueError for a float. Source: Anhoj and Olesen (2014); charts.md 1.6.
    """
    numbers = exact_all(values)
    drawn = [at for at, number in enumerate(numbers) if number is not None]
    if not drawn:
        return None
    whole, scale = scaled([number for number in numbers if number is not None])
    doubled = [2 * number for number in whole]
    middle = _middle(doubled[:baseline])
    side = {at: number > middle for at, number in zip(drawn, doubled, strict=True) if number != middle}
    useful = list(side)
    runs = [tuple(group) for _, group in groupby(useful, key=side.__getitem__)]
    longest = max((len(run) for run in runs), default=0)
    return RunChart(
        Fraction(middle, 2 * scale), len(useful), longest, longest_max(len(useful)), max(0, len(runs) - 1), crossings_min(len(useful)),
        next((run for run in reversed(runs) if len(run) == longest), ()),
    )  # fmt: skip


def _middle(doubled: Sequence[int]) -> int:
    """The median of even whole numbers, itself whole."""
    ordered, half = sorted(doubled), len(doubled) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) // 2


def longest_max(useful: int) -> int:
    """The longest run that is not unusual among so many useful points: log2 of them, rounded, and 3. 0 for none.

    In whole numbers: the nearest k to log2 u has 2**(2k-1) < u*u < 2**(2k+1), and no power of two lies between wrongly.
    Source: Schilling (2012) in Anhoj and Olesen (2014).
    """
    return (useful * useful).bit_length() // 2 + 3 if useful else 0


@cache
def crossings_min(useful: int) -> int:
    """The fewest crossings that are not unusual among so many useful points: the 5% point of Binomial(u - 1, 1/2).

    0 for none. Source: Chen (2010) in Anhoj and Olesen (2014), in whole numbers.
    """
    if not useful:
        return 0
    chances = below = 0
    while ONE_IN * (below := below + comb(useful - 1, chances)) < 2 ** (useful - 1):
        chances += 1
    return chances
