"""What the browser's drawing library draws: lines cut at segments, the series broken at gaps, a shape a status."""

from typing import Any

from frontend.charts.marks import COLOURS, LINE_COLOURS, ORDINARY
from frontend.charts.scale import extent
from frontend.charts.spec import ChartSpec, Line, Number, Point, Role, Status
from frontend.charts.words import MARKS, STATUSES, counted, interval, pieces, shown, status

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


def traces(spec: ChartSpec) -> list[Trace]:
    """Every trace, as plain dicts; groups lie across, with their values to the right."""
    upright = [_line(spec, line) for line in pieces(spec)] + _series(spec) + _marks(spec)
    return [_turned(trace) for trace in upright] if spec.kind == "gap" else upright


def foot(spec: ChartSpec) -> float:
    """Where points that are not shown stand: just clear of the axis."""
    low, high = extent(spec)
    return low + (high - low) * 0.025


def plain(words: str) -> str:
    """Words that the library does not take for its own markup."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _real(value: Number | None) -> float | None:
    return None if value is None else float(value)


def _labels(spec: ChartSpec) -> list[str]:
    return [point.label for point in spec.points]


def _line(spec: ChartSpec, line: Line) -> Trace:
    drawn = {"color": LINE_COLOURS[line.role], "width": 1.5, "dash": _DASHES[line.role], "shape": "hvh"}
    shared = {"type": "scatter", "mode": "lines", "name": line.name, "line": drawn, "connectgaps": False}
    return shared | {"x": _labels(spec), "y": [_real(value) for value in line.values]}


def _series(spec: ChartSpec) -> list[Trace]:
    """The joining line, broken at gaps; dots and groups have none."""
    if spec.kind in ("dots", "gap"):
        return []
    drawn = {"color": ORDINARY, "width": 1.5}
    shared = {"type": "scatter", "mode": "lines", "name": spec.measure, "line": drawn, "connectgaps": False}
    return [shared | {"x": _labels(spec), "y": [_real(p.value) for p in spec.points], "hoverinfo": "skip"}]


def _marks(spec: ChartSpec) -> list[Trace]:
    statuses = list(dict.fromkeys(point.status for point in spec.points))
    return [_trace(spec, kind, [p for p in spec.points if p.status == kind]) for kind in statuses]


def _trace(spec: ChartSpec, kind: Status, points: list[Point]) -> Trace:
    symbol = _SYMBOLS[MARKS[kind]]
    marker: Trace = {"symbol": symbol, "color": COLOURS[kind], "size": 9 if symbol == "circle" else 13}
    marker |= {"line": {"width": 2}} if symbol.endswith("open") else {}
    shared = {"type": "scatter", "mode": "markers", "name": STATUSES[kind] or spec.measure, "marker": marker}
    heights = [foot(spec) if point.value is None else _real(point.value) for point in points]
    words = {"text": [_hover(spec, point) for point in points], "hoverinfo": "text", "cliponaxis": False}
    return shared | {"x": [p.label for p in points], "y": heights} | words | _errors(points)


def _hover(spec: ChartSpec, point: Point) -> str:
    unit = "" if point.value is None else spec.axis.unit
    parts = (
        f"{point.label}: {shown(point)} {unit}".strip(),
        counted(spec, point.n),
        _interval(spec, point),
        status(point),
    )
    return "<br>".join(plain(part) for part in parts if part)


def _interval(spec: ChartSpec, point: Point) -> str:
    return f"{spec.interval}: {interval(point)}" if interval(point) else ""


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
    if "line" in turned:
        turned["line"] = turned["line"] | {"shape": "vhv"}
    return turned
