"""Draws a series over time: points, a line that breaks at gaps, middle and limits, segments and lettered events."""

from itertools import groupby

from frontend.charts.marks import (
    GRID,
    INK,
    ORDINARY,
    PAPER,
    letter,
    mark,
    px,
    role_stroke,
    stroke,
    text,
)
from frontend.charts.parts import Line, Number, Panel, Point
from frontend.charts.scale import NARROW, Frame, extent, ticks
from frontend.charts.spec import JOINED, ChartSpec
from frontend.charts.words import axis_heading, events_at, number, pieces, two_lines

MANY = 12


def drawn(spec: ChartSpec, *, narrow: bool) -> tuple[float, float, str]:
    """Width, height and inside of the drawing."""
    (panel,) = spec.panes
    frame = _frame(spec, panel, narrow=narrow)
    ends = "" if narrow else _end_labels(panel, frame)
    head = text(4, 18, axis_heading(spec.axis), bold=True)
    body = head + grid(frame) + _periods(panel.points, frame) + ends + plot(spec, panel, frame)
    return frame.width, frame.height, body + _letters(spec, panel, frame)


def plot(spec: ChartSpec, panel: Panel, frame: Frame, size: float = 1) -> str:
    """What lies inside the axes, the least important at the bottom; `size` scales the marks."""
    parts = (
        _posts(spec, panel, frame),
        _segments(panel, frame),
        _lines(panel, frame),
        _intervals(panel, frame),
    )
    return "".join((*parts, _series(spec, panel, frame), _marks(spec, panel, frame, size)))


def _frame(spec: ChartSpec, panel: Panel, *, narrow: bool) -> Frame:
    low, high = extent(spec.axis, spec.panes)
    top = 62.0 if spec.events else 38.0
    count = len(panel.points)
    if narrow:
        right = 10 if count < MANY else 20  # so that the latest label is whole
        return Frame(NARROW, 288, 40, right, top, 54, count, low, high)
    return Frame(760, 388, 52, label_room(panel), top, 60, count, low, high)


def label_room(panel: Panel) -> float:
    """The room that the longest label at a line's end needs."""
    names = [_end_label(line) for line in panel.lines if line.role != "near"]
    return max([24.0, *(14 + 6.9 * len(name) for name in names)])


def _end_label(line: Line) -> str:
    last = next((value for value in reversed(line.values) if value is not None), None)
    return f"{line.name} {number(last)}"


def grid(frame: Frame) -> str:
    """Level lines with their values."""
    return "".join(
        stroke(f"M{px(frame.left)} {px(frame.y(at))}H{px(frame.width - frame.right)}", GRID, 1, kind="grid")
        + text(frame.left - 8, frame.y(at) + 4.5, label, anchor="end")
        for at, label in ticks(frame.low, frame.high)
    )


def _periods(points: tuple[Point, ...], frame: Frame) -> str:
    """Every period's label, or every second, third … where they would touch; always counted from the latest."""
    widest = max(len(part) for point in points for part in two_lines(point.label)) * 7.4 + 8
    every = max(1, -(-int(widest) // int(max(frame.step, 1))))
    last = len(points) - 1
    shown = [at for at in range(len(points)) if (last - at) % every == 0]
    return "".join(_period(points[at].label, frame.x(at), frame.floor + 28) for at in shown)


def _period(label: str, x: float, y: float) -> str:
    lines = two_lines(label)
    return "".join(text(x, y + 16 * at, words, anchor="middle", size=12) for at, words in enumerate(lines))


def _segments(panel: Panel, frame: Frame) -> str:
    edges = [frame.x(segment.first - 0.5) for segment in panel.segments if segment.first]
    return "".join(
        stroke(f"M{px(x)} {px(frame.top)}V{px(frame.floor)}", INK, 1, "2 3", "segment") for x in edges
    )


def _lines(panel: Panel, frame: Frame) -> str:
    return "".join(role_stroke(steps(line.values, frame), line.role) for line in pieces(panel))


def _end_labels(panel: Panel, frame: Frame) -> str:
    """The name and value of each line where it ends, moved apart where they would overlap."""
    ends = [(frame.y(float(line.values[-1])), _end_label(line)) for line in panel.lines
            if line.role != "near" and line.values[-1] is not None]  # fmt: skip
    placed, above = "", -99.0
    for y, words in sorted(ends):
        above = max(y, above + 16)
        placed += text(frame.width - frame.right + 8, above + 4.5, words)
    return placed


def steps(values: tuple[Number | None, ...], frame: Frame) -> str:
    """A path that is flat over each point's place and jumps between them; as long as it stays level it is one stroke."""
    path, pen, at = "", False, 0
    for value, level in groupby(values):
        end = at + sum(1 for _ in level)
        if value is not None:
            start, y = px(frame.x(at - 0.5)), px(frame.y(float(value)))
            path += f"{f'V{y}' if pen else f'M{start} {y}'}H{px(frame.x(end - 0.5))}"
        pen, at = value is not None, end
    return path


def _intervals(panel: Panel, frame: Frame) -> str:
    bars = [
        f"M{px(frame.x(at))} {px(frame.y(float(point.lo)))}V{px(frame.y(float(point.hi)))}"
        for at, point in enumerate(panel.points)
        if point.lo is not None and point.hi is not None
    ]
    return stroke("".join(bars), ORDINARY, 2) if bars else ""


def _series(spec: ChartSpec, panel: Panel, frame: Frame) -> str:
    """The line through the points; it breaks at every gap."""
    if spec.kind not in JOINED:
        return ""
    runs = groupby(enumerate(panel.points), key=lambda numbered: numbered[1].value is not None)
    return "".join(stroke(_joined(list(run), frame), ORDINARY, kind="series") for seen, run in runs if seen)


def _joined(run: list[tuple[int, Point]], frame: Frame) -> str:
    places = [f"{px(frame.x(at))} {px(frame.y(float(point.value or 0)))}" for at, point in run]
    return "M" + "L".join(places)


def _marks(spec: ChartSpec, panel: Panel, frame: Frame, size: float) -> str:
    """The points; those without a value stand at the foot of the plot, each kind with its own shape."""
    foot = frame.floor - 8 * size
    heights = [foot if point.value is None else frame.y(float(point.value)) for point in panel.points]
    return "".join(mark(spec, point, frame.x(at), heights[at], size) for at, point in enumerate(panel.points))


def _flagged(spec: ChartSpec, panel: Panel, frame: Frame) -> list[tuple[float, str]]:
    found = [(frame.x(at), events_at(spec, point.period)) for at, point in enumerate(panel.points)]
    return [(x, letters) for x, letters in found if letters]


def _posts(spec: ChartSpec, panel: Panel, frame: Frame) -> str:
    return "".join(
        stroke(f"M{px(x)} {px(frame.top - 10)}V{px(frame.floor)}", ORDINARY, 1, kind="event")
        for x, _ in _flagged(spec, panel, frame)
    )


def _letters(spec: ChartSpec, panel: Panel, frame: Frame) -> str:
    return "".join(letter(x, frame.top - 20, letters) for x, letters in _flagged(spec, panel, frame))


def small_letters(spec: ChartSpec, panel: Panel, frame: Frame) -> str:
    """The letters of events above a small panel, on paper so that they stay readable."""
    return "".join(
        f'<rect x="{px(x - 6)}" y="{px(frame.top - 17)}" width="12" height="13" fill="{PAPER}"/>'
        + text(x, frame.top - 6, letters, anchor="middle", size=11, bold=True)
        for x, letters in _flagged(spec, panel, frame)
    )
