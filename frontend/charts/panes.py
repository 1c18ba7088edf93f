"""What every drawing of one panel must know of the others beside it: whether its figures are bars, and its ends."""

from frontend.charts.parts import Panel
from frontend.charts.scale import extent
from frontend.charts.spec import BEGAN, ChartSpec
from frontend.charts.words import axis_of


def counts(spec: ChartSpec, panel: Panel) -> bool:
    """Whether a panel's figures are counts, drawn as bars from nothing."""
    return spec.kind == "classes" or panel.points[0].period == BEGAN


def shared_extent(spec: ChartSpec, panel: Panel) -> tuple[float, float]:
    """The ends of a panel's value axis; panels of one axis share them."""
    low, high = extent(axis_of(spec, panel), [panel] if panel.axis else spec.panes)
    return (min(low, 0.0) if counts(spec, panel) else low), high
