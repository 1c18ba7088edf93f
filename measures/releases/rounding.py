"""Rounding that cannot be undone by asking again: counts by a keyed draw, means by a grid that knows only shown sizes."""

import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from math import ceil, floor, sqrt

from measures.releases.parameters import STANDARD, Parameters
from measures.statistics.intervals import wilson as score_interval
from measures.statistics.quantiles import t_quantile

DRAW_BYTES, DRAW_SPACE = 8, 2**64
LEVEL = 0.975  # of Student's distribution, for the two sides of a 95% interval


@dataclass(frozen=True, slots=True)
class ShownMean:
    """A mean on its grid, in scale points: `edge` is "at most", "at least" or empty, bounds are None without a spread."""

    value: Fraction
    step: Fraction
    edge: str
    lower: Fraction | None
    upper: Fraction | None


def message(figure: str, groups: Mapping[str, int]) -> bytes:
    """The bytes that a draw is made from: the figure's id and each non-empty group with its exact count.

    Neither the period nor a version is in it, so a count that stays the same gets the same draw for ever.
    Source: project rule.
    """
    kept = sorted([group, count] for group, count in groups.items() if count > 0)
    return json.dumps(["alliance-round/1", figure, kept], separators=(",", ":"), ensure_ascii=False).encode()


def draw(key: bytes, figure: str, groups: Mapping[str, int]) -> int:
    """A whole number from 0 to 2**64 - 1: the first 8 bytes of HMAC-SHA256 (RFC 2104) of the message, big-endian."""
    return int.from_bytes(hmac.new(key, message(figure, groups), sha256).digest()[:DRAW_BYTES], "big")


def shown_count(key: bytes, figure: str, groups: Mapping[str, int], base: int = STANDARD.base) -> int:
    """The sum of the groups' counts as a multiple of `base`, right on average over keys.

    A count r above a multiple goes up with probability r / base and down otherwise. Source: unbiased random
    rounding (Fellegi and Phillips 1974; Statistics New Zealand), with a keyed draw in place of chance.
    """
    whole, rest = divmod(sum(groups.values()), base)
    up = base * draw(key, figure, groups) < rest * DRAW_SPACE
    return base * (whole + 1) if up else base * whole


def percent(shown: int, shown_n: int) -> int:
    """Whole per cent of two shown counts, halves to even, never above 100. Raises ValueError where nobody is shown."""
    if shown_n <= 0:
        raise ValueError("A share needs a shown number of people above 0.")
    return min(100, round(Fraction(100 * shown, shown_n)))


def wilson(shown: int, shown_n: int) -> tuple[Decimal, Decimal]:
    """95% interval of a share in whole per cent, from shown counts alone. Source: Wilson (1927) score interval."""
    found = score_interval(min(shown, shown_n), shown_n)
    return Decimal(round(100 * found.lower)), Decimal(round(100 * found.upper))


def ladder(start: Decimal) -> Iterator[Fraction]:
    """Steps 1, 2, 5 times powers of ten from `start`, without end."""
    unit = Fraction(start)
    while True:
        yield from (unit, 2 * unit, 5 * unit)
        unit *= 10


def mean_step(span: Fraction, shown_n: int, k: int = STANDARD.k, rules: Parameters = STANDARD) -> Fraction:
    """The step of a mean's grid: coarse enough that one person added is known only to within the whole scale.

    `span` is the width of the scale in points (twice that for a change). Only the shown size is used, because a step
    made from the exact size would publish it. Source: project rule.
    """
    least_n = max(rules.n_min, shown_n - (rules.base - 1))
    wanted = Fraction(k) * span / (2 * least_n + 1)
    return next(step for step in ladder(rules.ladder_from) if step >= wanted)


def shown_mean(
    mean: Fraction,
    spread: Fraction | None,
    n: int,
    shown_n: int,
    *,
    low: Fraction,
    high: Fraction,
    k: int = STANDARD.k,
    rules: Parameters = STANDARD,
    coarse: bool = True,
) -> ShownMean:
    """A mean rounded to its grid (halves to even), with its 95% t interval widened to whole steps.

    `spread` is the sample variance in squared points, `low` and `high` the ends of the scale; a mean within one step of
    an end becomes a bound. A change is the mean of differences on a scale from -(high - low) to high - low.
    Source: Student (1908) for the interval, project rule for the grid.
    """
    step = mean_step(high - low, shown_n, k, rules) if coarse else Fraction(rules.ladder_from)
    value, edge = _at_edge(step * round(mean / step), step, low, high)
    if spread is None or n < 2:
        return ShownMean(value, step, edge, None, None)
    sizes = max(rules.n_min, shown_n - (rules.base - 1)), shown_n + (rules.base - 1)
    kept = untelling(sizes, (value - low, high - value), step) if coarse else None
    reach = half_width(t_quantile(LEVEL, n - 1) * sqrt(spread / n), kept, step)
    return ShownMean(value, step, edge, max(low, value - reach), min(high, value + reach))


def untelling(
    sizes: tuple[int, int], sides: tuple[Fraction, Fraction], step: Fraction
) -> tuple[float, float, float]:
    """Between which half-widths an interval tells nobody's score: (least, most, widest of all), in scale points.

    An interval is the spread of the scores said otherwise: the narrowest would say that all are alike, the widest that all
    stand at the two ends. What is to stay open for everybody is half of the scale, as the audit of means asks.

    The least is the half-width of a group in which all are alike but two, who are a third of the scale R below and above
    the rest (squared distances of 2 d^2): so long as it may be that, anybody may be one of the two. A quarter would do,
    were scores not whole numbers. A mean near an end leaves one side too short; then d reaches the middle of the scale.

    At the other end, the squared distances from the mean sum to n a b (a and b the room beside the mean) less the product of
    the room beside each score: to n a b only where all stand at an end. One who stands a quarter of R from an end takes
    3 R^2 / 16 from it, and one more, who keeps the mean where it is, at most R^2 / 4. So long as the sum may be as small as
    that, no score is ruled out but the middle half.

    `sizes` are the fewest and the most people that the shown size allows and `sides` the room beside the shown mean: both
    are public, so that no bound tells anything itself. The mean may lie half a `step` nearer to the middle. Tried on every
    group of ten with whole scores of six values and more; on shorter scales two neighbouring scores stay open at least.
    Source: project rule (docs/decisions/0026).
    """
    (few, many), near, span = sizes, min(sides), sum(sides)
    away = max(span / 3, span / 2 - near)
    spared = max(Fraction(0), many * near * (span - near) - 7 * span * span / 16)
    nearer = min(span / 2, near + step / 2)
    return (
        t_quantile(LEVEL, few - 1) * sqrt(2 * away * away / (few * (few - 1))),
        t_quantile(LEVEL, many - 1) * sqrt(spared / (many * (many - 1))),
        t_quantile(LEVEL, few - 1) * sqrt(nearer * (span - nearer) / (few - 1)),
    )


def half_width(half: float, kept: tuple[float, float, float] | None, step: Fraction) -> Fraction:
    """Half the 95% interval of a mean, with half a step for the rounding, up to a whole number of steps: never so narrow or
    so wide that it tells single scores (`untelling`). What is wider than the most is shown as the widest, so it still holds.
    """
    steps = half / float(step) + 0.5
    if kept is None:
        return step * ceil(steps)
    least, most, widest = (each / float(step) + 0.5 for each in kept)
    whole = ceil(max(steps, least))
    return step * (max(whole, ceil(widest)) if whole > floor(most) else whole)


def _at_edge(value: Fraction, step: Fraction, low: Fraction, high: Fraction) -> tuple[Fraction, str]:
    """Both grid points next to an end print alike, so a mean at the very end tells nobody's answer."""
    if value - low <= step:
        return step * ((low + step) // step), "at most"
    if high - value <= step:
        return step * -((step - high) // step), "at least"
    return value, ""
