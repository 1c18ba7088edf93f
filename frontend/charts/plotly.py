"""The chart as a plain dict for the browser's drawing library; plain because its own figures cost a thousandfold."""

from typing import Any

from frontend.charts.figures import funnel, subplots
from frontend.charts.figures.layout import across, over_time
from frontend.charts.figures.traces import traces
from frontend.charts.spec import ChartSpec

Figure = dict[str, Any]

_CONFIG: Figure = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}


def figure(spec: ChartSpec, own: str = "") -> Figure:
    """`{data, layout, config}` with the spec's own numbers; gaps are None, labels are the categories.

    `own` is the number of a funnel's own dot, for the one reader whose dot it is.
    """
    return _drawn(spec, own) | {"config": _CONFIG}


def _drawn(spec: ChartSpec, own: str) -> Figure:
    if spec.kind == "funnel":
        return {"data": funnel.traces(spec, own), "layout": funnel.layout(spec)}
    if spec.panels:
        return {"data": subplots.traces(spec), "layout": subplots.layout(spec)}
    (panel,) = spec.panes
    return {"data": traces(spec, panel), "layout": across(spec) if spec.kind == "gaps" else over_time(spec)}
