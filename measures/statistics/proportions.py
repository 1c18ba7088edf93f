"""p and p' charts: shares with limits that know how many people each rests on.

Roots and means of roots are worked out to 36 places and compared at 18, so that ties decide here too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import sqrt

from measures.statistics.exact import GRID, fine_root, fine_scale, on_grid
from measures.statistics.rulesets import ALLIANCE_1, RuleSet
from measures.statistics.segments import Segment, check_cover, whole
from measures.statistics.signals import Lines, Places, Signal, label, steps
from measures.statistics.xmr import Limits

D2 = Fraction(1128, 1000)  # mean of a moving range of two, in standard deviations
DRAW_VARIANCE = 4  # of a count rounded at random to base 5: r(5 - r) on average
LUCK_LIMITS = ((13, 1.46), (18, 1.38), (24, 1.33), (36, 1.26))
Counts = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ShareStretch:
    """What one segment rests on: `centre` is the pooled share of the base (0 to 1), None where nothing is drawn.

    `spread` is sigma_z: how much more neighbours differ than people drawn at random would; None where it cannot be told.
    `state` and `sides` as on an XmR chart.
    """

    segment: Segment
    points: int
    base: int
    centre: Fraction | None
    spread: Fraction | None
    state: Limits
    sides: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShareChart:
    """A whole chart; values and lines are shares from 0 to 1, one place for each period, None at a gap."""

    stretches: tuple[ShareStretch, ...]
    values: tuple[Fraction | None, ...]
    lines: tuple[Lines | None, ...]
    signals: tuple[Signal | None, ...]


def share_chart(
    counts: Sequence[Counts | None],
    stretches: Sequence[Segment] | None = None,
    rules: RuleSet = ALLIANCE_1,
    *,
    rounded: bool = True,
    prime: bool | Sequence[bool] = False,
) -> ShareChart:
    """Centre, limits and signals of shares over periods.

    `counts` are shown (x, n) of each period, None at a gap. `rounded`: whether they were rounded at random to base 5; then
    that noise widens the limits, and an x that came out above its n counts as n. `prime`: p' limits, for all stretches
    or one by one. Raises ValueError for counts that are no counts of a part, and for stretches that do not cover.
    Source: Shewhart's p chart; Laney (2002) for p'; project rule for rounding; charts.md 1.8.
    """
    stretches = whole(len(counts)) if stretches is None else stretches
    check_cover(stretches, len(counts))
    primes = [prime] * len(stretches) if isinstance(prime, bool) else list(prime)
    held = [None if each is None else _checked(each, rounded) for each in counts]
    lines: list[Lines | None] = [None] * len(counts)
    found: list[Signal | None] = [None] * len(counts)
    read = []
    for segment, wide in zip(stretches, primes, strict=True):
        drawn = [at for at in range(segment.first, segment.end) if held[at] is not None]
        points = [pair for at in drawn if (pair := held[at]) is not None]
        stretch, ruled, flags = _stretch(segment, points, rules, DRAW_VARIANCE if rounded else 0, wide)
        read.append(stretch)
        for at, line, flag in zip(drawn, ruled, flags, strict=True):
            lines[at], found[at] = line, flag
    values = tuple(None if each is None else Fraction(*each) for each in held)
    return ShareChart(tuple(read), values, tuple(lines), tuple(found))


def sigma_z(counts: Sequence[Counts], *, rounded: bool = True) -> Fraction | None:
    """How much more neighbouring shares differ than people drawn at random would; None where it cannot be told.

    `counts` are the shown (x, n) of the base, without gaps. Raises ValueError as `share_chart` does. Source: Laney (2002).
    """
    held = [_checked(each, rounded) for each in counts]
    hits, people, noise = sum(x for x, _ in held), sum(n for _, n in held), DRAW_VARIANCE if rounded else 0
    return _sigma_z(held, [_root(hits, people, n, noise) for _, n in held], hits, people)


def luck_limit(points: int) -> float:
    """The sigma_z that noise alone stays under in 95% of charts of so many base points.

    Simulated at four lengths; between them, and beyond, what it exceeds 1 by goes with 1 / sqrt(points).
    Source: charts.md 1.8.
    """
    scaled = [(length, (limit - 1) * sqrt(length)) for length, limit in LUCK_LIMITS]
    if points <= scaled[0][0]:
        return 1 + scaled[0][1] / sqrt(max(points, 1))
    for (low, at_low), (high, at_high) in pairwise(scaled):
        if points <= high:
            return 1 + (at_low + (at_high - at_low) * (points - low) / (high - low)) / sqrt(points)
    return 1 + scaled[-1][1] / sqrt(points)


def _checked(pair: Counts, rounded: bool) -> Counts:
    x, n = pair
    if n <= 0 or x < 0 or (x > n and not rounded):
        raise ValueError(f"{x} of {n} is no share: n is above 0 and x from 0 to n. Give a gap as None.")
    return min(x, n), n


def _stretch(
    segment: Segment, counts: Sequence[Counts], rules: RuleSet, noise: int, prime: bool
) -> tuple[ShareStretch, Sequence[Lines], Sequence[Signal | None]]:
    if not counts:
        return ShareStretch(segment, 0, 0, None, None, "too few", ()), (), ()
    base = counts[: segment.baseline]
    hits, people = sum(x for x, _ in base), sum(n for _, n in base)
    roots = [_root(hits, people, n, noise) for _, n in counts]
    spread = _sigma_z(base, roots, hits, people)
    reach = _reach(counts, roots, people, (spread or Fraction(0)) if prime else Fraction(1))
    state = _state(reach, rules)
    if state != "limits":
        reach = [(0, 0)] * len(counts)
    places = _places(counts, reach, hits, people)
    flags = label(places, rules) if state != "too few" else (None,) * len(counts)
    centre = Fraction(hits, people)
    stretch = ShareStretch(segment, len(counts), len(base), centre, spread, state, tuple(places.side))
    return stretch, [_lines(centre, *each) for each in reach], flags


def _state(reach: Sequence[tuple[int, int]], rules: RuleSet) -> Limits:
    if len(reach) < rules.min_points:
        return "too few"
    return "limits" if all(limit for _, limit in reach) else "no variation"


def _root(hits: int, people: int, n: int, noise: int) -> int:
    """sd of a share times n times people, in units of `fine_root`: whole numbers alone stand under the root."""
    return fine_root(hits * (people - hits) * n + noise * (people * people + hits * hits), 1)


def _sigma_z(base: Sequence[Counts], roots: Sequence[int], hits: int, people: int) -> Fraction | None:
    """Mean moving range of the z values over 1.128, to 36 places; None where there is no spread to measure by."""
    if len(base) < 2 or not all(roots[: len(base)]):
        return None
    unit = fine_scale()
    scores = [
        (x * people - hits * n) * unit * unit // root for (x, n), root in zip(base, roots, strict=False)
    ]
    moved = sum(abs(now - last) for last, now in pairwise(scores))
    return Fraction(moved * D2.denominator, (len(base) - 1) * D2.numerator * unit)


def _reach(
    counts: Sequence[Counts], roots: Sequence[int], people: int, spread: Fraction
) -> list[tuple[int, int]]:
    """Two and three standard deviations of each share, on the grid: the near lines and the limits."""
    under = people * spread.denominator * fine_scale()
    return [
        (on_grid(2 * root * spread.numerator, n * under), on_grid(3 * root * spread.numerator, n * under))
        for (_, n), root in zip(counts, roots, strict=True)
    ]


def _places(counts: Sequence[Counts], reach: Sequence[tuple[int, int]], hits: int, people: int) -> Places:
    sides = [(x * people > hits * n) - (x * people < hits * n) for x, n in counts]
    away = [on_grid(abs(x * people - hits * n), n * people) for x, n in counts]
    return Places(
        side=sides,
        near=[side * (far > near > 0) for side, far, (near, _) in zip(sides, away, reach, strict=True)],
        outside=[side * (far > limit > 0) for side, far, (_, limit) in zip(sides, away, reach, strict=True)],
        step=steps([on_grid(x, n) for x, n in counts]),
    )


def _lines(centre: Fraction, near: int, limit: int) -> Lines:
    if not limit:
        return Lines(centre)
    middle = on_grid(centre.numerator, centre.denominator)
    ends = (max(middle - limit, 0), middle - near, middle + near, min(middle + limit, GRID))
    return Lines(centre, *(Fraction(end, GRID) for end in ends))
