"""Centres, limits and signals of one stretch, from its points alone: XmR, p and p′ charts, run charts and dots.

Roots are worked out to 60 places and compared at 18, so that ties decide as they should.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from statistics import median

FEWEST, RUN, TREND = 13, 7, 7  # points for limits; points of a run and of a trend
K, SCREEN, D2 = Fraction(266, 100), Fraction(3267, 1000), Fraction(1128, 1000)
NOISE = 4  # variance of a count that was rounded at random to base 5
Reach = tuple[
    Fraction, Fraction
]  # how far the near line and the limit are from the centre; 0 where there is none
FINE, GRID = Context(prec=80), Decimal(1).scaleb(-18)


@dataclass(frozen=True)
class Read:
    """Of each drawn point: centre, lower and upper limit (None where there are none), and its status."""

    centre: Fraction | None
    lower: list[Fraction | None]
    upper: list[Fraction | None]
    status: list[str]


def plain(values: Sequence[Fraction], middle: Fraction | None) -> Read:
    """A centre without limits and without signals."""
    return Read(middle, [None] * len(values), [None] * len(values), ["ordinary"] * len(values))


def middle(values: Sequence[Fraction]) -> Fraction | None:
    """The median, from three values on."""
    return Fraction(median(values)) if len(values) >= 3 else None


def xmr(values: Sequence[Fraction], baseline: int | None) -> Read:
    """Limits 2.66 mean moving ranges from the mean, ranges of 3.267 times their mean left out once."""
    base = values[:baseline]
    centre = sum(base, Fraction()) / len(base)
    moved = [abs(now - last) for last, now in pairwise(base)]
    mean = sum(moved, Fraction()) / len(moved) if moved else Fraction()
    kept = [each for each in moved if each < SCREEN * mean]
    limit = K * sum(kept, Fraction()) / len(kept) if kept and len(values) >= FEWEST else Fraction()
    return _read(values, centre, [(limit * 2 / 3, limit)] * len(values), clip=False)


def shares(counts: Sequence[tuple[int, int]], baseline: int | None, *, prime: bool) -> Read:
    """Limits three standard deviations from the pooled share; p′ times how much more neighbours differ than luck."""
    pairs = [(min(x, n), n) for x, n in counts]
    base = pairs[:baseline]
    hits, people = sum(x for x, _ in base), sum(n for _, n in base)
    roots = [_root(hits * (people - hits) * n + NOISE * (people**2 + hits**2)) for _, n in pairs]
    spread = _spread(base, roots, hits, people) if prime else Fraction(1)
    one = [root * spread / (n * people) for (_, n), root in zip(pairs, roots, strict=True)]
    reach = [(on_grid(2 * each), on_grid(3 * each)) for each in one]
    if len(pairs) < FEWEST or not all(limit for _, limit in reach):
        reach = [(Fraction(), Fraction())] * len(pairs)
    return _read([Fraction(x, n) for x, n in pairs], Fraction(hits, people), reach, clip=True)


def _spread(base: Sequence[tuple[int, int]], roots: Sequence[Fraction], hits: int, people: int) -> Fraction:
    """Laney's sigma z: the mean moving range of z over 1.128."""
    if len(base) < 2 or not all(roots[: len(base)]):
        return Fraction()
    z = [(x * people - hits * n) / root for (x, n), root in zip(base, roots, strict=False)]
    return sum((abs(now - last) for last, now in pairwise(z)), Fraction()) / (len(z) - 1) / D2


def _root(value: int) -> Fraction:
    return Fraction(FINE.sqrt(Decimal(value)))


def on_grid(value: Fraction) -> Fraction:
    """A number at 18 places, where what is equal is equal however it was reached."""
    exact = FINE.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Fraction(exact.quantize(GRID, ROUND_HALF_UP, FINE))


def _read(values: Sequence[Fraction], centre: Fraction, reach: Sequence[Reach], *, clip: bool) -> Read:
    if len(values) < FEWEST:
        return plain(values, centre)
    floor, ceiling = (Fraction(0), Fraction(1)) if clip else (None, None)
    lower = [_end(max, centre - limit, floor) if limit else None for _, limit in reach]
    upper = [_end(min, centre + limit, ceiling) if limit else None for _, limit in reach]
    return Read(centre, lower, upper, _statuses(values, centre, reach, grid=clip))


def _end(of: Callable[[Fraction, Fraction], Fraction], limit: Fraction, end: Fraction | None) -> Fraction:
    """A limit, as far as a share can go."""
    return limit if end is None else of(limit, end)


def _statuses(
    values: Sequence[Fraction], centre: Fraction, reach: Sequence[Reach], *, grid: bool
) -> list[str]:
    """The first rule that names a point: outside, trend, two of three, run."""
    away = [value - centre for value in values]
    far = [on_grid(abs(each)) if grid else abs(each) for each in away]
    side = [_sign(each) for each in away]
    outside, beyond = (
        [sign if 0 < each[end] < one else 0 for sign, each, one in zip(side, reach, far, strict=True)] for end in (1, 0)
    )  # fmt: skip
    between = [0 if out else close for close, out in zip(beyond, outside, strict=True)]
    steps = [0, *(_sign(now - last) for last, now in pairwise(map(on_grid, values) if grid else values))]
    found = _runs(side) | _threes(side, between) | _trends(steps)
    found |= {at: _named(sign) for at, sign in enumerate(outside) if sign}
    return [found.get(at, "ordinary") for at in range(len(values))]


def _runs(side: Sequence[int]) -> dict[int, str]:
    return {
        at: _named(sign) for sign, first, end in _stretches(side) if sign and end - first >= RUN for at in range(first, end)
    }  # fmt: skip


def _trends(steps: Sequence[int]) -> dict[int, str]:
    """The point that a trend leaves belongs to it; of two trends that share a point the later one has it."""
    return {
        at: "climb" if sign > 0 else "fall"
        for sign, first, end in _stretches(steps) if sign and end - first + 1 >= TREND
        for at in range(first - 1, end)
    }  # fmt: skip


def _threes(side: Sequence[int], beyond: Sequence[int]) -> dict[int, str]:
    return {
        at: _named(beyond[at])
        for first in range(len(side) - 2)
        if side[first] and len(set(side[first : first + 3])) == 1 and sum(map(abs, beyond[first : first + 3])) >= 2
        for at in range(first, first + 3) if beyond[at]
    }  # fmt: skip


def _stretches(signs: Sequence[int]) -> list[tuple[int, int, int]]:
    found, first = [], 0
    for sign, group in groupby(signs):
        end = first + len(list(group))
        found.append((sign, first, end))
        first = end
    return found


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _named(sign: int) -> str:
    return "high" if sign > 0 else "low"
