"""One axis for all views of a measure, so that they can be read side by side; made from what is drawn and nothing else."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from frontend.charts.parts import Axis, Line, Number, Point
from measures.plan.reading import MeasureVersion

SHARE_ROUND, COUNT_ROUND, SHORT_SCALE = Decimal(10), Decimal(10), Decimal(12)


def unit_of(measure: MeasureVersion) -> str:
    """What stands behind a figure."""
    return "" if measure.kind in ("count", "mean") else "%"


def shared_axis(measure: MeasureVersion, points: Iterable[Point], lines: Iterable[Line]) -> Axis:
    """The axis that holds every point with its interval, and every line."""
    drawn = [value for point in points for value in (point.value, point.lo, point.hi)]
    seen = [*_numbers(drawn), *_numbers(value for line in lines for value in line.values)]
    if measure.kind == "count":
        low, high = _round(seen, COUNT_ROUND, Decimal(0), max([*seen, COUNT_ROUND]) + COUNT_ROUND)
        return Axis("How many", "", low, high)
    if measure.kind != "mean":
        low, high = _round(seen, SHARE_ROUND, Decimal(0), Decimal(100))
        return Axis("Share who said yes", "%", low, high)
    step = Decimal(1) if measure.high - measure.low <= SHORT_SCALE else Decimal(5)
    low, high = _round(seen, step, measure.low, measure.high)
    return Axis("Average score", "", low, high)


def _numbers(values: Iterable[Number | None]) -> list[Decimal]:
    return [Decimal(str(value)) for value in values if value is not None]


def _round(seen: list[Decimal], step: Decimal, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Whole steps around what is seen; not past the ends of the scale, unless a limit lies past them."""
    if not seen:
        return low, high
    lower = (min(seen) / step).to_integral_value(ROUND_FLOOR) * step
    upper = (max(seen) / step).to_integral_value(ROUND_CEILING) * step
    upper = upper if upper > lower else upper + step
    return max(min([low, *seen]), lower), min(max([high, *seen]), upper)
