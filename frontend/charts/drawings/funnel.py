"""Draws a funnel: units by their size, nobody's name beside a dot, limits that narrow as units grow."""

import math
from itertools import pairwise

from frontend.charts.drawings import periods
from frontend.charts.marks import INK, mark, px, role_stroke, text
from frontend.charts.parts import Line, Panel
from frontend.charts.scale import NARROW, Frame, extent, ticks
from frontend.charts.spec import ChartSpec
from frontend.charts.words import axis_heading

_BETWEEN = 8  # places between two dots at which a limit is drawn


def drawn(spec: ChartSpec, own: str, *, narrow: bool) -> tuple[float, float, str]:
    """Width, height and inside of the drawing; `own` is the number of the one dot that its owner may find."""
    frame, sizes = _frame(spec, narrow=narrow), _sizes(spec)
    (panel,) = spec.panes
    heads = text(4, 18, axis_heading(spec.axis), bold=True)
    heads += text(frame.left, frame.floor + 42, f"How many {spec.counted}")
    curves = "".join(role_stroke(_curve(line, sizes, frame), line.role) for line in panel.lines)
    body = heads + periods.grid(frame) + _across(frame, sizes) + curves
    body += "" if narrow else _names(panel, frame)
    return frame.width, frame.height, body + _marks(spec, frame, own)


def _sizes(spec: ChartSpec) -> list[int]:
    return [point.n or 0 for point in spec.points]


def place(size: float, sizes: list[int]) -> float:
    """The share of the way across at which a size lies; a little air before the first and after the last."""
    low, high = sizes[0], sizes[-1]
    return 0.04 + 0.92 * (size - low) / max(high - low, 1)


def _frame(spec: ChartSpec, *, narrow: bool) -> Frame:
    low, high = extent(spec.axis, spec.panes)
    if narrow:
        return Frame(NARROW, 300, 40, 10, 38, 58, 1, low, high)
    return Frame(760, 400, 52, periods.label_room(spec.panes[0]), 38, 62, 1, low, high)


def _x(frame: Frame, size: float, sizes: list[int]) -> float:
    return frame.left + place(size, sizes) * (frame.width - frame.left - frame.right)


def _across(frame: Frame, sizes: list[int]) -> str:
    marks = [(at, label) for at, label in ticks(sizes[0], sizes[-1]) if sizes[0] <= at <= sizes[-1]]
    return "".join(
        text(_x(frame, at, sizes), frame.floor + 20, label, anchor="middle", size=12) for at, label in marks
    )


def curve(line: Line, sizes: list[int]) -> list[tuple[float, float]]:
    """(size, limit) along a limit: exact at every dot, and between them straight in one over the root of the size,
    as such limits nearly are."""
    known = [(size, float(v)) for size, v in zip(sizes, line.values, strict=True) if v is not None]
    places: list[tuple[float, float]] = [*known[:1]]
    for (first, low), (last, high) in pairwise(known):
        places += [_between(first, low, last, high, at / _BETWEEN) for at in range(1, _BETWEEN + 1)]
    return places


def _between(first: int, low: float, last: int, high: float, share: float) -> tuple[float, float]:
    size = first + (last - first) * share
    narrowing = [1 / math.sqrt(each) for each in (first, size, last)]
    whole = narrowing[0] - narrowing[2]
    part = (narrowing[0] - narrowing[1]) / whole if whole else share
    return size, low + (high - low) * part


def _curve(line: Line, sizes: list[int], frame: Frame) -> str:
    places = [f"{px(_x(frame, size, sizes))} {px(frame.y(value))}" for size, value in curve(line, sizes)]
    return "M" + "L".join(places)


def _names(panel: Panel, frame: Frame) -> str:
    """Each line's name where it ends, moved apart where they would overlap."""
    ends = [(frame.y(float(v)), line.name) for line in panel.lines if (v := line.values[-1]) is not None]
    placed, above = "", -99.0
    for y, words in sorted(ends):
        above = max(y, above + 16)
        placed += text(frame.width - frame.right + 8, above + 4.5, words)
    return placed


def _marks(spec: ChartSpec, frame: Frame, own: str) -> str:
    sizes, out = _sizes(spec), ""
    for point in spec.points:
        x, y = _x(frame, point.n or 0, sizes), frame.y(float(point.value or 0))
        out += mark(spec, point, x, y) + (_ring(x, y) if own == point.period else "")
    return out


def _ring(x: float, y: float) -> str:
    ring = f'<circle cx="{px(x)}" cy="{px(y)}" r="9" fill="none" stroke="{INK}" stroke-width="2"/>'
    return ring + text(x, y - 13, "yours", anchor="middle", bold=True)
