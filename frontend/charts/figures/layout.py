"""How the browser's drawing library lays a chart out: axes, headings, lettered events, names at the ends of lines."""

from typing import Any

from frontend.charts.figures.traces import foot, plain, uprights
from frontend.charts.marks import GRID, INK, ORDINARY, PAPER
from frontend.charts.parts import Panel
from frontend.charts.scale import extent
from frontend.charts.spec import ChartSpec
from frontend.charts.words import axis_heading, events_at, levels, number, two_lines, unseen

Figure = dict[str, Any]


def labels(panel: Panel) -> list[str]:
    """What people read for each point, in the order given."""
    return [point.label for point in panel.points]


def over_time(spec: ChartSpec) -> Figure:
    """Periods along the foot, values upright."""
    (panel,) = spec.panes
    marks = {
        "annotations": [*_letters(spec), *ends(spec), heading(axis_heading(spec.axis))],
        "shapes": _posts(spec) + _edges(spec),
    }
    return frame() | {"xaxis": periods(panel), "yaxis": values(*extent(spec.axis, spec.panes))} | marks


def values(low: float, high: float) -> Figure:
    """The value axis, which no reader drags or zooms."""
    return {"range": [low, high], "fixedrange": True, "zeroline": False, "gridcolor": GRID}


def periods(panel: Panel) -> Figure:
    """The other axis, with every label in its place."""
    return {"type": "category", "categoryarray": labels(panel), "fixedrange": True} | _ticks(panel)


def heading(words: str) -> Figure:
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
        "text": plain(words),
        "font": {"weight": 600, "size": 14},
        "name": "axis",
    }


def _ticks(panel: Panel) -> Figure:
    """Labels on two lines, upright; the page leaves some out where they would touch."""
    short = ["<br>".join(plain(part) for part in two_lines(label)) for label in labels(panel)]
    return {
        "tickmode": "array",
        "tickvals": labels(panel),
        "ticktext": short,
        "tickangle": 0,
        "showgrid": False,
        "ticks": "outside",  # unseen: it keeps the labels clear of the lowest value
        "ticklen": 10,
        "tickcolor": PAPER,
    }


def across(spec: ChartSpec) -> Figure:
    """Groups from top to bottom in the order given."""
    (panel,) = spec.panes
    notes = [*_notes(spec, panel), heading(axis_heading(spec.axis))]
    return frame() | {
        "xaxis": values(*extent(spec.axis, spec.panes)), "yaxis": groups(panel), "annotations": notes,
        "shapes": uprights(panel),
    }  # fmt: skip


def groups(panel: Panel) -> Figure:
    """The axis of names, from top to bottom; the unseen ticks keep them clear of the dots."""
    whole = {"autorange": "reversed", "automargin": True, "ticklen": 8, "tickcolor": PAPER}
    return periods(panel) | whole | {"ticktext": [plain(label) for label in labels(panel)]}


def _notes(spec: ChartSpec, panel: Panel) -> list[Figure]:
    """What stands beside the dots of a group chart: each line's value, and why a group is not shown."""
    lines = [(float(value), f"{line.name} {number(value)}") for line in spec.lines for value in levels(line)]
    shared = {"yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False}
    why = {"x": foot(spec, panel), "xanchor": "left", "xshift": 10, "showarrow": False, "bgcolor": PAPER}
    undrawn = [(point.label, unseen(point)) for point in spec.points if point.value is None]
    return [shared | {"x": x, "text": plain(words)} for x, words in lines] + [
        why | {"y": label, "text": plain(words)} for label, words in undrawn
    ]


def frame() -> Figure:
    """What all figures share: paper, type and margins, and nothing that moves."""
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


def ends(spec: ChartSpec) -> list[Figure]:
    """Each line's name and last value at its end, moved apart; narrow screens leave them to the key below."""
    low, high = extent(spec.axis, spec.panes)
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
