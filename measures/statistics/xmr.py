"""XmR charts: limits from how far neighbours differ, for means, scores and counts.

Worked in whole numbers over one common denominator: exact, and ten times as fast as fractions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from measures.statistics.exact import Exact, exact_all, scaled
from measures.statistics.rulesets import ALLIANCE_1, RuleSet
from measures.statistics.segments import Segment, check_cover, whole
from measures.statistics.signals import Lines, Signal, label, placed

SCREEN = Fraction(3267, 1000)
Limits = Literal["limits", "too few", "no variation", "hardly any variation"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one segment of an XmR chart rests on; figures in the units of the values, None where there are too few points.

    `points`: drawn; `base`: of them, under the mean and limits. `unscreened`: mean moving range of the base; `moving`: the
    same after `dropped` ranges were screened out. `state`: "limits", or why there are none: "too few" points; "no
    variation" (all values of the base alike); "hardly any variation" (only steps that the screen drops).
    `sides`: side of the centre of each drawn point, as signs.
    """

    segment: Segment
    points: int
    base: int
    centre: Fraction | None
    unscreened: Fraction | None
    moving: Fraction | None
    dropped: int
    state: Limits
    lines: Lines | None
    sides: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Xmr:
    """A whole chart: `lines` and `signals` have one place for each period; lines run through gaps, signals are None there."""

    stretches: tuple[Stretch, ...]
    lines: tuple[Lines | None, ...]
    signals: tuple[Signal | None, ...]


def xmr(
    values: Sequence[Exact | None], stretches: Sequence[Segment] | None = None, rules: RuleSet = ALLIANCE_1
) -> Xmr:
    """Centre, limits and signals of one series over its periods.

    `values` are published figures, None at a gap: gaps are left out first, and their neighbours become adjacent. Without
    `stretches` there is one. A stretch with fewer points than `rules.min_points` has a centre and no signals.
    Raises ValueError for a float, and for stretches that do not cover the periods.
    Source: Shewhart's individuals chart (Wheeler), screened as NHSRplotthedots 0.2.2 does; charts.md 1.3.
    """
    stretches = whole(len(values)) if stretches is None else stretches
    check_cover(stretches, len(values))
    numbers = exact_all(values)
    found: list[Signal | None] = [None] * len(values)
    read: list[Stretch] = []
    for segment in stretches:
        drawn = [at for at in range(segment.first, segment.end) if numbers[at] is not None]
        stretch, flags = _stretch(
            segment, [number for at in drawn if (number := numbers[at]) is not None], rules
        )
        read.append(stretch)
        for at, flag in zip(drawn, flags, strict=True):
            found[at] = flag
    lines = [each.lines for each in read for _ in range(each.segment.first, each.segment.end)]
    return Xmr(tuple(read), tuple(lines), tuple(found))


@dataclass(frozen=True, slots=True)
class _Sums:
    """Of a base of `count` whole numbers: their sum; sum and number of moving ranges, as found and as screened."""

    count: int
    total: int
    ranges: int
    kept: int
    kept_ranges: int

    @property
    def dropped(self) -> int:
        return max(0, self.count - 1 - self.kept)


def moving_range(values: Sequence[Exact], baseline: int | None = None) -> Fraction | None:
    """The unscreened mean moving range of a stretch's base, in the units of the values; None for fewer than 2 points."""
    numbers, scale = scaled([number for number in exact_all(values[:baseline]) if number is not None])
    moved = sum(abs(now - last) for last, now in pairwise(numbers))
    return Fraction(moved, scale * (len(numbers) - 1)) if len(numbers) > 1 else None


def _stretch(
    segment: Segment, values: Sequence[Fraction], rules: RuleSet
) -> tuple[Stretch, tuple[Signal | None, ...]]:
    numbers, scale = scaled(values)
    sums = _sums(numbers[: segment.baseline], screen=rules.screen)
    state = _state(sums, len(values), rules)
    if not values:
        return Stretch(segment, 0, 0, None, None, None, 0, state, None, ()), ()
    unit, centre, near, limit = _ruler(sums, rules) if state == "limits" else (sums.count, sums.total, 0, 0)
    places = placed([number * unit for number in numbers], centre, near, limit)
    real = [Fraction(number, unit * scale) for number in (centre, centre - limit, centre - near, centre + near, centre + limit)]  # fmt: skip
    flags = label(places, rules) if state != "too few" else (None,) * len(values)
    return Stretch(
        segment, len(values), sums.count, real[0],
        Fraction(sums.ranges, (sums.count - 1) * scale) if sums.count > 1 else None,
        Fraction(sums.kept_ranges, sums.kept * scale) if sums.kept else None, sums.dropped, state,
        Lines(*real) if limit else Lines(real[0]), tuple(places.side),
    ), flags  # fmt: skip


def _sums(base: Sequence[int], *, screen: bool) -> _Sums:
    ranges = [abs(now - last) for last, now in pairwise(base)]
    total, count = sum(ranges), len(ranges)
    kept = ranges
    if screen and total:
        edge = SCREEN.numerator * total
        kept = [each for each in ranges if each * SCREEN.denominator * count < edge]
    return _Sums(len(base), sum(base), total, len(kept), sum(kept))


def _state(sums: _Sums, points: int, rules: RuleSet) -> Limits:
    if points < rules.min_points:
        return "too few"
    if sums.kept_ranges:
        return "limits"
    return "hardly any variation" if sums.ranges else "no variation"


def _ruler(sums: _Sums, rules: RuleSet) -> tuple[int, int, int, int]:
    """A unit in which centre, near distance and limit distance are whole: (units to 1, and the three in it)."""
    unit = 3 * sums.count * sums.kept * rules.k.denominator
    limit = 3 * rules.k.numerator * sums.kept_ranges * sums.count
    return unit, 3 * sums.total * sums.kept * rules.k.denominator, limit // 3 * 2, limit
