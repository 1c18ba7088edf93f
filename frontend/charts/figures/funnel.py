"""A funnel for the browser's drawing library: nobody's name beside a dot, the own one ringed for its owner."""

from typing import Any

from frontend.charts.drawings.funnel import curve
from frontend.charts.figures.layout import ends, frame, heading, values
from frontend.charts.figures.traces import line_look, marker, plain
from frontend.charts.marks import INK
from frontend.charts.parts import Line, Point
from frontend.charts.scale import extent
from frontend.charts.spec import ChartSpec
from frontend.charts.words import axis_heading

Figure = dict[str, Any]


def traces(spec: ChartSpec, own: str) -> list[Figure]:
    """Limits as curves, then the dots, one trace for each status."""
    statuses = list(dict.fromkeys(point.status for point in spec.points))
    sizes = [point.n or 0 for point in spec.points]
    lines = [_line(line, sizes) for line in spec.lines]
    (panel,) = spec.panes
    marks = [
        marker(spec, panel, kind, found) | _places(found)
        for kind in statuses
        if (found := [point for point in spec.points if point.status == kind])
    ]
    return lines + marks + _own([point for point in spec.points if own and point.period == own])


def _line(line: Line, sizes: list[int]) -> Figure:
    places = curve(line, sizes)
    shared = {
        "type": "scatter",
        "mode": "lines",
        "name": line.name,
        "line": line_look(line),
        "hoverinfo": "skip",
    }
    return shared | {"x": [size for size, _ in places], "y": [value for _, value in places]}


def _places(points: list[Point]) -> Figure:
    return {"x": [point.n for point in points], "y": [float(point.value or 0) for point in points]}


def _own(points: list[Point]) -> list[Figure]:
    looks = {"symbol": "circle-open", "color": INK, "size": 19, "line": {"width": 2}}
    shared = {"type": "scatter", "mode": "markers", "name": "yours", "marker": looks, "hoverinfo": "skip"}
    return [shared | _places(points)] if points else []


def layout(spec: ChartSpec) -> Figure:
    """Size along the foot, values upright."""
    across: Figure = {"fixedrange": True, "zeroline": False, "showgrid": False}
    across |= {"title": {"text": plain(f"How many {spec.counted}"), "font": {"size": 13}}}
    notes = [*ends(spec), heading(axis_heading(spec.axis))]
    return frame() | {"xaxis": across, "yaxis": values(*extent(spec.axis, spec.panes)), "annotations": notes}
