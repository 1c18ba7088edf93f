"""Several panels in one figure of the browser's drawing library, each with its own pair of axes."""

from typing import Any

from frontend.charts.figures import traces as drawn
from frontend.charts.figures.layout import frame, groups, periods, values
from frontend.charts.figures.traces import plain, uprights
from frontend.charts.panes import shared_extent
from frontend.charts.parts import Panel
from frontend.charts.spec import IN_ROWS, ChartSpec
from frontend.charts.table import panel_heading
from frontend.charts.words import axis_heading

Figure = dict[str, Any]
Domain = tuple[float, float]


def traces(spec: ChartSpec) -> list[Figure]:
    """Every panel's traces, tied to its axes."""
    return [
        trace | {"xaxis": f"x{_suffix(at)}", "yaxis": f"y{_suffix(at)}"}
        for at, panel in enumerate(spec.panels)
        for trace in drawn.traces(spec, panel)
    ]


def layout(spec: ChartSpec) -> Figure:
    """A grid in the order given: three abreast, five in a line-up, one where groups lie across."""
    columns = _columns(spec)
    rows = -(-len(spec.panels) // columns)
    whole = frame() | {
        "height": 90 + rows * (140 if spec.kind == "lineup" else 190),
        "annotations": [],
        "shapes": [],
    }
    whole["margin"] = whole["margin"] | {"t": 56, "b": 40}
    for at, panel in enumerate(spec.panels):
        across, up = _domain(at % columns, columns), _domain(rows - 1 - at // columns, rows)
        whole |= _axes(spec, panel, _suffix(at), across, up)
        if spec.kind in IN_ROWS:
            whole["shapes"] += uprights(panel, f"x{_suffix(at)}", f"y{_suffix(at)} domain")
        whole["annotations"].append(_name(spec, panel, across[0], up[1]))
    return whole


def _columns(spec: ChartSpec) -> int:
    return 1 if spec.kind in IN_ROWS else 5 if spec.kind == "lineup" else 3


def _suffix(at: int) -> str:
    return str(at + 1) if at else ""


def _domain(at: int, count: int) -> Domain:
    room = 0.28 / count
    return round(at / count + (room / 2 if at else 0), 4), round((at + 1) / count - room, 4)


def _axes(spec: ChartSpec, panel: Panel, suffix: str, across: Domain, up: Domain) -> Figure:
    number, names = values(*shared_extent(spec, panel)), _names(spec, panel)
    x, y = (number, names) if spec.kind in IN_ROWS else (names, number)
    places = {"domain": list(across), "anchor": f"y{suffix}"}, {"domain": list(up), "anchor": f"x{suffix}"}
    return {f"xaxis{suffix}": x | places[0], f"yaxis{suffix}": y | places[1]}


def _names(spec: ChartSpec, panel: Panel) -> Figure:
    """Groups have their names; of many small series only the first and the last period is written."""
    if spec.kind in IN_ROWS:
        return groups(panel)
    whole = periods(panel)
    keep = slice(None, None, max(1, len(panel.points) - 1))
    show = spec.kind != "lineup"
    texts = {"tickvals": whole["tickvals"][keep], "ticktext": whole["ticktext"][keep]} if show else {}
    return whole | texts | {"showticklabels": show, "ticklen": 4}


def _name(spec: ChartSpec, panel: Panel, x: float, y: float) -> Figure:
    heading = panel_heading(spec, panel) if panel.axis else f"{panel.name} · {axis_heading(spec.axis)}"
    words = panel.name if spec.kind in ("multiples", "lineup") else heading
    place = {"xref": "paper", "x": x, "xanchor": "left", "yref": "paper", "y": y, "yanchor": "bottom"}
    return place | {"text": plain(words), "showarrow": False, "font": {"weight": 600, "size": 13}}
