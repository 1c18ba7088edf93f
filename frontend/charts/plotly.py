"""The chart as a plain dict for the browser's drawing library; plain because its own figures cost a thousandfold."""

from typing import Any

from frontend.charts.marks import GRID, INK, ORDINARY, PAPER
from frontend.charts.scale import extent
from frontend.charts.spec import ChartSpec
from frontend.charts.traces import foot, plain, traces
from frontend.charts.words import axis_heading, events_at, levels, number, two_lines, unseen

Figure = dict[str, Any]

_CONFIG: Figure = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}


def figure(spec: ChartSpec) -> Figure:
    """`{data, layout, config}` with the spec's own numbers; gaps are None, labels are the categories."""
    layout = _across(spec) if spec.kind == "gap" else _layout(spec)
    return {"data": traces(spec), "layout": layout, "config": _CONFIG}


def _labels(spec: ChartSpec) -> list[str]:
    return [point.label for point in spec.points]


def _layout(spec: ChartSpec) -> Figure:
    low, high = extent(spec)
    values = {"range": [low, high], "fixedrange": True, "zeroline": False, "gridcolor": GRID}
    periods = {"type": "category", "categoryarray": _labels(spec), "fixedrange": True} | _ticks(spec)
    marks = {
        "annotations": [*_letters(spec), *_ends(spec), _heading(spec)],
        "shapes": _posts(spec) + _edges(spec),
    }
    return _frame() | {"xaxis": periods, "yaxis": values} | marks


def _heading(spec: ChartSpec) -> Figure:
    """What is measured, level above the axis instead of upright beside it."""
    place = {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": -46,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
    }
    return place | {
        "yshift": 30,
        "showarrow": False,
        "text": plain(axis_heading(spec)),
        "font": {"weight": 600, "size": 14},
        "name": "axis",
    }


def _ticks(spec: ChartSpec) -> Figure:
    """Labels on two lines, upright; the page leaves some out where they would touch."""
    short = ["<br>".join(plain(part) for part in two_lines(label)) for label in _labels(spec)]
    return {
        "tickmode": "array",
        "tickvals": _labels(spec),
        "ticktext": short,
        "tickangle": 0,
        "showgrid": False,
        "ticks": "outside",  # unseen: it keeps the labels clear of the lowest value
        "ticklen": 10,
        "tickcolor": PAPER,
    }


def _across(spec: ChartSpec) -> Figure:
    """Groups from top to bottom in the order given."""
    layout = _layout(spec)
    whole = {
        "autorange": "reversed",
        "automargin": True,
        # the unseen ticks keep the names clear of the dots
        "ticklen": 8,
        "tickcolor": PAPER,
        "ticktext": [plain(label) for label in _labels(spec)],
    }
    groups = layout["xaxis"] | whole
    return layout | {
        "xaxis": layout["yaxis"],
        "yaxis": groups,
        "annotations": [*_notes(spec), _heading(spec)],
        "shapes": [],
    }


def _notes(spec: ChartSpec) -> list[Figure]:
    """What stands beside the dots of a group chart: each line's value, and why a group is not shown."""
    lines = [(float(value), f"{line.name} {number(value)}") for line in spec.lines for value in levels(line)]
    shared = {"yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False}
    why = {"x": foot(spec), "xanchor": "left", "xshift": 10, "showarrow": False, "bgcolor": PAPER}
    undrawn = [(point.label, unseen(point)) for point in spec.points if point.value is None]
    return [shared | {"x": x, "text": plain(words)} for x, words in lines] + [
        why | {"y": label, "text": plain(words)} for label, words in undrawn
    ]


def _frame() -> Figure:
    return {
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"color": INK, "size": 13},
        "margin": {"l": 56, "r": 24, "t": 64, "b": 60},
    }


def _letters(spec: ChartSpec) -> list[Figure]:
    places = {point.label: events_at(spec, point.period) for point in spec.points}
    shared = {
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "showarrow": False,
        "bordercolor": INK,
        "borderpad": 3,
    }
    return [
        shared | {"x": label, "text": letters, "name": "event"}
        for label, letters in places.items()
        if letters
    ]


def _posts(spec: ChartSpec) -> list[Figure]:
    drawn = {
        "type": "line",
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": ORDINARY, "width": 1},
    }
    flagged = [point.label for point in spec.points if events_at(spec, point.period)]
    return [drawn | {"x0": label, "x1": label} for label in flagged]


def _edges(spec: ChartSpec) -> list[Figure]:
    drawn = {
        "type": "line",
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": INK, "width": 1, "dash": "dot"},
    }
    places = [segment.first - 0.5 for segment in spec.segments if segment.first]
    return [drawn | {"x0": place, "x1": place} for place in places]


def _ends(spec: ChartSpec) -> list[Figure]:
    """Each line's name and last value at its end, moved apart; narrow screens leave them to the key below."""
    low, high = extent(spec)
    shared = {"xref": "paper", "x": 1, "xanchor": "left", "showarrow": False, "name": "line-end"}
    notes, free = [], low
    for value, words in sorted(_last_values(spec)):
        free = max(value, free)
        notes.append(shared | {"y": free, "text": plain(words)})
        free += (high - low) * 0.055  # one line of text
    return notes


def _last_values(spec: ChartSpec) -> list[tuple[float, str]]:
    lines = [line for line in spec.lines if line.role != "near"]
    ends = [(line.name, line.values[-1]) for line in lines]
    return [(float(value), f"{name} {number(value)}") for name, value in ends if value is not None]
