"""Draws a chart on the server, complete without any script; two widths, so that words stay readable on a phone."""

from itertools import groupby

from frontend.charts import gap
from frontend.charts.marks import GRID, INK, ORDINARY, letter, mark, px, role_stroke, stroke, text, wrap
from frontend.charts.scale import NARROW, Frame, extent, ticks
from frontend.charts.spec import ChartSpec, Line, Number, Point
from frontend.charts.words import axis_heading, events_at, number, pieces, two_lines

_JOINED = ("run", "xmr", "p")


def svg(spec: ChartSpec, *, narrow: bool = False) -> str:
    """The chart as one SVG element: 760 units wide, or 300 for phones."""
    identity = f"{spec.id}-{'narrow' if narrow else 'wide'}"
    if spec.kind == "gap":
        return gap.svg(spec, identity, narrow=narrow)
    frame = _frame(spec, narrow=narrow)
    parts = (_grid(spec, frame), _segments(spec, frame), _lines(spec, frame, narrow=narrow))
    body = "".join(
        (*parts, _intervals(spec, frame), _series(spec, frame), _marks(spec, frame), _events(spec, frame))
    )
    return wrap(identity, spec.title, frame.width, frame.height, body, kind="narrow" if narrow else "wide")


def _frame(spec: ChartSpec, *, narrow: bool) -> Frame:
    low, high = extent(spec)
    top = 62.0 if spec.events else 38.0
    if narrow:
        return Frame(NARROW, 288, 40, 10, top, 54, len(spec.points), low, high)
    return Frame(760, 388, 52, _label_room(spec), top, 60, len(spec.points), low, high)


def _label_room(spec: ChartSpec) -> float:
    """The room that the longest label at a line's end needs."""
    names = [_end_label(line) for line in spec.lines if line.role != "near"]
    return max([24.0, *(14 + 6.9 * len(name) for name in names)])


def _end_label(line: Line) -> str:
    last = next((value for value in reversed(line.values) if value is not None), None)
    return f"{line.name} {number(last)}"


def _grid(spec: ChartSpec, frame: Frame) -> str:
    heading = text(4, 18, axis_heading(spec), bold=True)
    rows = [
        stroke(f"M{px(frame.left)} {px(frame.y(at))}H{px(frame.width - frame.right)}", GRID, 1, kind="grid")
        + text(frame.left - 8, frame.y(at) + 4.5, label, anchor="end")
        for at, label in ticks(frame.low, frame.high)
    ]
    return heading + "".join(rows) + _periods(spec.points, frame)


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


def _segments(spec: ChartSpec, frame: Frame) -> str:
    edges = [frame.x(segment.first - 0.5) for segment in spec.segments if segment.first]
    return "".join(
        stroke(f"M{px(x)} {px(frame.top)}V{px(frame.floor)}", INK, 1, "2 3", "segment") for x in edges
    )


def _lines(spec: ChartSpec, frame: Frame, *, narrow: bool) -> str:
    drawn = "".join(role_stroke(steps(line.values, frame), line.role) for line in pieces(spec))
    return drawn if narrow else drawn + _end_labels(spec, frame)


def _end_labels(spec: ChartSpec, frame: Frame) -> str:
    """The name and value of each line where it ends, moved apart where they would overlap."""
    ends = [(frame.y(float(line.values[-1])), _end_label(line)) for line in spec.lines
            if line.role != "near" and line.values[-1] is not None]  # fmt: skip
    placed, above = "", -99.0
    for y, words in sorted(ends):
        above = max(y, above + 16)
        placed += text(frame.width - frame.right + 8, above + 4.5, words)
    return placed


def steps(values: tuple[Number | None, ...], frame: Frame) -> str:
    """A path that is flat over each point's place and jumps between them."""
    path, pen = "", False
    for at, value in enumerate(values):
        if value is not None:
            start, y = px(frame.x(at - 0.5)), px(frame.y(float(value)))
            path += f"{f'V{y}' if pen else f'M{start} {y}'}H{px(frame.x(at + 0.5))}"
        pen = value is not None
    return path


def _intervals(spec: ChartSpec, frame: Frame) -> str:
    return "".join(
        stroke(
            f"M{px(frame.x(at))} {px(frame.y(float(point.lo)))}V{px(frame.y(float(point.hi)))}", ORDINARY, 2
        )
        for at, point in enumerate(spec.points)
        if point.lo is not None and point.hi is not None
    )


def _series(spec: ChartSpec, frame: Frame) -> str:
    """The line through the points; it breaks at every gap."""
    if spec.kind not in _JOINED:
        return ""
    runs = groupby(enumerate(spec.points), key=lambda numbered: numbered[1].value is not None)
    return "".join(stroke(_joined(list(run), frame), ORDINARY, kind="series") for seen, run in runs if seen)


def _joined(run: list[tuple[int, Point]], frame: Frame) -> str:
    places = [f"{px(frame.x(at))} {px(frame.y(float(point.value or 0)))}" for at, point in run]
    return "M" + "L".join(places)


def _marks(spec: ChartSpec, frame: Frame) -> str:
    """The points; those without a value stand at the foot of the plot, each kind with its own shape."""
    heights = [
        frame.floor - 8 if point.value is None else frame.y(float(point.value)) for point in spec.points
    ]
    return "".join(mark(spec, point, frame.x(at), heights[at]) for at, point in enumerate(spec.points))


def _events(spec: ChartSpec, frame: Frame) -> str:
    flagged = [(at, events_at(spec, point.period)) for at, point in enumerate(spec.points)]
    return "".join(_flag(frame, frame.x(at), letters) for at, letters in flagged if letters)


def _flag(frame: Frame, x: float, letters: str) -> str:
    post = stroke(f"M{px(x)} {px(frame.top - 10)}V{px(frame.floor)}", ORDINARY, 1, kind="event")
    return post + letter(x, frame.top - 20, letters)
