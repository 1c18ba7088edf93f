"""Draws small charts side by side, in the order given and on one axis: partners in charter order, or a line-up."""

from frontend.charts.drawings import periods
from frontend.charts.marks import GRID, px, stroke, text
from frontend.charts.parts import Panel, Point
from frontend.charts.scale import NARROW, Frame, extent, ticks
from frontend.charts.spec import ChartSpec
from frontend.charts.words import axis_heading, shown, two_lines, unit

WIDE = 760.0
_HEAD = 30.0  # room for what the axis measures, above all panels
_SMALL_MARK = 0.62


def drawn(spec: ChartSpec, *, narrow: bool) -> tuple[float, float, str]:
    """Width, height and inside of the drawing: three panels abreast, five in a line-up, fewer on a phone."""
    width = NARROW if narrow else WIDE
    columns = (2 if narrow else 5) if spec.kind == "lineup" else (1 if narrow else 3)
    cell = (width / columns, 112.0 if spec.kind == "lineup" else 214.0 + (14 if spec.events else 0))
    low, high = extent(spec.axis, spec.panes)
    body = text(4, 16, axis_heading(spec.axis), bold=True)
    for at, panel in enumerate(spec.panels):
        x, y = (at % columns) * cell[0], _HEAD + (at // columns) * cell[1]
        body += f'<g transform="translate({px(x)} {px(y)})">{_panel(spec, panel, cell, low, high)}</g>'
    return width, _HEAD + -(-len(spec.panels) // columns) * cell[1], body


def _panel(spec: ChartSpec, panel: Panel, cell: tuple[float, float], low: float, high: float) -> str:
    lineup = spec.kind == "lineup"
    margins = (
        (6, 14, 26, 14) if lineup else (40, 16, 42 + (14 if spec.events else 0), 40)
    )  # left, right, top, bottom
    frame = Frame(*cell, *margins, len(panel.points), low, high)
    name = text(frame.left, 14, panel.name, bold=True)
    ends = _floor(frame) if lineup else _said(spec, panel, frame) + _grid(frame) + _ends(panel, frame)
    letters = periods.small_letters(spec, panel, frame)
    return name + ends + periods.plot(spec, panel, frame, _SMALL_MARK) + letters


def _floor(frame: Frame) -> str:
    return "".join(
        stroke(f"M{px(frame.left)} {px(y)}H{px(frame.width - frame.right)}", GRID, 1, kind="grid")
        for y in (frame.top, frame.floor)
    )


def _grid(frame: Frame) -> str:
    """Every second level line, so that a small panel stays calm."""
    levels = ticks(frame.low, frame.high)
    return "".join(
        stroke(f"M{px(frame.left)} {px(frame.y(at))}H{px(frame.width - frame.right)}", GRID, 1, kind="grid")
        + text(frame.left - 7, frame.y(at) + 4, label, anchor="end", size=11)
        for at, label in levels[:: 2 if len(levels) > 4 else 1]
    )


def _ends(panel: Panel, frame: Frame) -> str:
    """The first and the last period."""
    first = text(frame.left, frame.floor + 17, _short(panel.points[0]), size=11)
    last = text(frame.width - frame.right, frame.floor + 17, _short(panel.points[-1]), anchor="end", size=11)
    return first + (last if len(panel.points) > 1 else "")


def _short(point: Point) -> str:
    return " ".join(two_lines(point.label))


def _said(spec: ChartSpec, panel: Panel, frame: Frame) -> str:
    """The latest figure under the name, or in a word why there is none: the whole reason would not fit."""
    last = panel.points[-1]
    now = f"{shown(last)}{unit(spec.axis) if last.value is not None else ''}"
    return text(frame.left, 30, f"{_short(last)}: {now}", size=11)
