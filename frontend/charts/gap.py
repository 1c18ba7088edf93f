"""Draws groups side by side in the order they were given, each with its interval; no group is left out."""

from frontend.charts.marks import GRID, ORDINARY, mark, px, role_stroke, stroke, text, wrap
from frontend.charts.scale import NARROW, Frame, extent, ticks
from frontend.charts.spec import ChartSpec, Line, Point
from frontend.charts.words import axis_heading, levels, number, unseen

_ROW_WIDE, _ROW_NARROW = 40.0, 52.0


def svg(spec: ChartSpec, identity: str, *, narrow: bool) -> str:
    """One row a group: label, dot, interval; a centre or limit stands upright across all rows."""
    frame = _frame(spec, narrow=narrow)
    row = (frame.floor - frame.top) / frame.count
    rows = "".join(
        _row(spec, point, frame, frame.top + (at + 0.5) * row, narrow=narrow)
        for at, point in enumerate(spec.points)
    )
    body = _grid(spec, frame) + "".join(_upright(line, frame) for line in spec.lines) + rows
    return wrap(identity, spec.title, frame.width, frame.height, body, kind="narrow" if narrow else "wide")


def _frame(spec: ChartSpec, *, narrow: bool) -> Frame:
    low, high = extent(spec)
    count = len(spec.points)
    if narrow:
        return Frame(NARROW, 76 + _ROW_NARROW * count, 14, 22, 30, 46, count, low, high)
    left = 24 + 7.2 * max(len(point.label) for point in spec.points)
    return Frame(760, 92 + _ROW_WIDE * count, min(left, 260), 70, 40, 52, count, low, high)


def _grid(spec: ChartSpec, frame: Frame) -> str:
    posts = [
        stroke(f"M{px(frame.across(at))} {px(frame.top)}V{px(frame.floor)}", GRID, 1, kind="grid")
        + text(frame.across(at), frame.floor + 18, label, anchor="middle", size=12)
        for at, label in ticks(frame.low, frame.high)
    ]
    return "".join(posts) + text(frame.left, frame.floor + 38, axis_heading(spec), bold=True)


def _upright(line: Line, frame: Frame) -> str:
    return "".join(_post(line, frame, float(value), number(value)) for value in levels(line))


def _post(line: Line, frame: Frame, value: float, shown: str) -> str:
    x = frame.across(value)
    drawn = role_stroke(f"M{px(x)} {px(frame.top - 8)}V{px(frame.floor)}", line.role)
    return drawn + text(x, frame.top - 14, f"{line.name} {shown}", anchor="middle", size=12)


def _row(spec: ChartSpec, point: Point, frame: Frame, y: float, *, narrow: bool) -> str:
    label = text(frame.left, y - 10, point.label) if narrow else text(
        frame.left - 14, y + 4.5, point.label, anchor="end"
    )  # fmt: skip
    return label + _shown(spec, point, frame, y + (8 if narrow else 0))


def _shown(spec: ChartSpec, point: Point, frame: Frame, y: float) -> str:
    if point.value is None:
        words = text(frame.left + 22, y + 4.5, unseen(point), size=12)
        return mark(spec, point, frame.left + 8, y) + words
    return _interval(point, frame, y) + mark(spec, point, frame.across(float(point.value)), y)


def _interval(point: Point, frame: Frame, y: float) -> str:
    if point.lo is None or point.hi is None:
        return ""
    return stroke(
        f"M{px(frame.across(float(point.lo)))} {px(y)}H{px(frame.across(float(point.hi)))}", ORDINARY, 2
    )
