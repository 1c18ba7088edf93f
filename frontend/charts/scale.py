"""Where things lie on a drawing: round ticks, and pixels for points and values."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from frontend.charts.parts import Axis, Panel

NARROW = 300.0  # on a phone of 320 px its words stay above 10 px
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def extent(axis: Axis, panels: Sequence[Panel]) -> tuple[float, float]:
    """Lowest and highest value to show: the axis' own ends, else round numbers around everything drawn."""
    if axis.low is not None and axis.high is not None and axis.low < axis.high:
        return float(axis.low), float(axis.high)
    values = [value for panel in panels for value in _drawn(panel)] or [0.0, 1.0]
    step = _step(min(values), max(values))
    low = math.floor(min(values) / step) * step if axis.low is None else float(axis.low)
    high = math.ceil(max(values) / step) * step if axis.high is None else float(axis.high)
    return (low, high) if high > low else (low, low + step)


def _drawn(panel: Panel) -> list[float]:
    of_points = [part for point in panel.points for part in (point.value, point.lo, point.hi)]
    of_lines = [value for line in panel.lines for value in line.values]
    return [float(value) for value in of_points + of_lines if value is not None]


def _step(low: float, high: float) -> float:
    """The round number that cuts the range into about five."""
    rough = max(high - low, abs(high) * 0.02, 0.01) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough * 0.999)


def ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Round values from low to high with their text, all with the same number of decimals."""
    step = _step(low, high)
    places = max(0, -math.floor(math.log10(step) + 1e-9)) + (1 if _needs_half(step) else 0)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [(at * step, f"{at * step:.{places}f}") for at in range(first, last + 1)]


def _needs_half(step: float) -> bool:
    """Steps of 2.5, 0.25 and so on need one decimal more than their power of ten."""
    digit = step / 10.0 ** math.floor(math.log10(step) + 1e-9)
    return abs(digit - 2.5) < 1e-9


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing's size and margins in user units, and its value range; `count` places share the other side."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    count: int
    low: float
    high: float

    @property
    def step(self) -> float:
        """The room for one point, across."""
        return (self.width - self.left - self.right) / self.count

    @property
    def floor(self) -> float:
        """The lower edge of the plot."""
        return self.height - self.bottom

    def x(self, at: float) -> float:
        """The middle of the place of point `at`, counted from 0."""
        return self.left + (at + 0.5) * self.step

    def y(self, value: float) -> float:
        """The height of a value."""
        floor, share = self.floor, (value - self.low) / (self.high - self.low)
        return floor - share * (floor - self.top)

    def across(self, value: float) -> float:
        """The place of a value on a horizontal axis."""
        share = (value - self.low) / (self.high - self.low)
        return self.left + share * (self.width - self.left - self.right)
