"""What the browser's drawing library draws: lines cut at segments, the series broken at gaps, a shape a status."""

from typing import Any

from frontend.charts.marks import BAR, COLOURS, LINE_COLOURS, ORDINARY
from frontend.charts.panes import counts, shared_extent
from frontend.charts.parts import Line, Number, Panel, Point, Role, Status
from frontend.charts.spec import IN_ROWS, JOINED, ChartSpec
from frontend.charts.words import (
    MARKS,
    STATUSES,
    axis_of,
    counted,
    interval,
    levels,
    named,
    pieces,
    shown,
    status,
    unit,
)

Trace = dict[str, Any]

_SYMBOLS = {
    "●": "circle",
    "▲": "triangle-up",
    "▼": "triangle-down",
    "◇": "diamond-open",
    "□": "square-open",
    "×": "x-thin-open",
}
_DASHES: dict[Role, str] = {"centre": "solid", "limit": "dash", "near": "dot"}


def traces(spec: ChartSpec, panel: Panel) -> list[Trace]:
    """Every trace of a panel, as plain dicts; groups lie across, with their values to the right."""
    if spec.kind not in IN_ROWS:
        lines = [_line(panel, line) for line in pieces(panel)]
        return lines + _series(spec, panel) + _marks(spec, panel)
    bars = _bars(panel) if counts(spec, panel) else []
    return [_turned(trace) for trace in bars + _marks(spec, panel)]


def uprights(panel: Panel, x: str = "x", y: str = "paper") -> list[Trace]:
    """The lines of a panel of groups, as shapes from top to bottom."""
    shared = {"type": "line", "xref": x, "yref": y, "y0": 0, "y1": 1}
    return [
        shared | {"x0": float(value), "x1": float(value), "name": line.name, "line": line_look(line)}
        for line in panel.lines
        for value in levels(line)
    ]


def foot(spec: ChartSpec, panel: Panel) -> float:
    """Where points that are not shown stand: just clear of the axis."""
    low, high = shared_extent(spec, panel)
    return low + (high - low) * 0.025


def plain(words: str) -> str:
    """Words that the library does not take for its own markup."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _real(value: Number | None) -> float | None:
    return None if value is None else float(value)


def _labels(panel: Panel) -> list[str]:
    return [point.label for point in panel.points]


def _bars(panel: Panel) -> list[Trace]:
    looks = {"color": BAR, "line": {"color": ORDINARY, "width": 1}}
    heights = [_real(point.value) for point in panel.points]
    shared = {"type": "bar", "orientation": "h", "name": panel.name, "width": 0.4, "hoverinfo": "skip"}
    return [shared | {"x": _labels(panel), "y": heights, "marker": looks}]


def line_look(line: Line) -> Trace:
    """The colour, width and dash of a middle or a limit."""
    return {"color": LINE_COLOURS[line.role], "width": 1.5, "dash": _DASHES[line.role]}


def _line(panel: Panel, line: Line) -> Trace:
    drawn = line_look(line) | {"shape": "hvh"}
    shared = {"type": "scatter", "mode": "lines", "name": line.name, "line": drawn, "connectgaps": False}
    return shared | {"x": _labels(panel), "y": [_real(value) for value in line.values]}


def _series(spec: ChartSpec, panel: Panel) -> list[Trace]:
    """The joining line, broken at gaps; dots and groups have none."""
    if spec.kind not in JOINED:
        return []
    drawn = {"color": ORDINARY, "width": 1.5}
    shared = {"type": "scatter", "mode": "lines", "name": spec.measure, "line": drawn, "connectgaps": False}
    heights = [_real(point.value) for point in panel.points]
    return [shared | {"x": _labels(panel), "y": heights, "hoverinfo": "skip"}]


def _marks(spec: ChartSpec, panel: Panel) -> list[Trace]:
    statuses = list(dict.fromkeys(point.status for point in panel.points))
    return [_trace(spec, panel, kind, [p for p in panel.points if p.status == kind]) for kind in statuses]


def _trace(spec: ChartSpec, panel: Panel, kind: Status, points: list[Point]) -> Trace:
    heights = [foot(spec, panel) if point.value is None else _real(point.value) for point in points]
    places = {"x": [point.label for point in points], "y": heights}
    small = spec.kind in ("multiples", "lineup")
    return marker(spec, panel, kind, points, small=small) | places | _errors(points)


def marker(spec: ChartSpec, panel: Panel, kind: Status, points: list[Point], *, small: bool = False) -> Trace:
    """The marks of one status: their shape, name and what they say, not yet their places."""
    symbol = _SYMBOLS[MARKS[kind]]
    size = (9 if symbol == "circle" else 13) - (4 if small else 0)
    looks: Trace = {"symbol": symbol, "color": COLOURS[kind], "size": size}
    looks |= {"line": {"width": 2}} if symbol.endswith("open") else {}
    shared = {"type": "scatter", "mode": "markers", "name": STATUSES[kind] or spec.measure, "marker": looks}
    return shared | {
        "text": [_hover(spec, panel, point) for point in points], "hoverinfo": "text", "cliponaxis": False
    }  # fmt: skip


def _hover(spec: ChartSpec, panel: Panel, point: Point) -> str:
    of = "" if point.value is None else unit(axis_of(spec, panel))
    parts = (
        panel.name,
        f"{named(point)}: {shown(point)}{of}",
        counted(spec, point.n),
        _interval(spec, point),
        status(point),
    )
    return "<br>".join(plain(part) for part in parts if part)


def _interval(spec: ChartSpec, point: Point) -> str:
    return f"{spec.interval}: {ends}" if (ends := interval(point)) else ""


def _errors(points: list[Point]) -> Trace:
    if not any(point.lo is not None for point in points):
        return {}
    shared = {"type": "data", "symmetric": False, "color": ORDINARY, "thickness": 2, "width": 0}
    return {"error_y": shared | {"array": _reach(points, up=True), "arrayminus": _reach(points, up=False)}}


def _reach(points: list[Point], *, up: bool) -> list[float]:
    pairs = [(point.value, point.hi) if up else (point.lo, point.value) for point in points]
    return [0.0 if low is None or high is None else float(high) - float(low) for low, high in pairs]


def _turned(trace: Trace) -> Trace:
    turned = trace | {"x": trace["y"], "y": trace["x"]}
    if "error_y" in turned:
        turned["error_x"] = turned.pop("error_y")
    return turned
