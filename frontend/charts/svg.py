"""Draws a chart on the server, complete without any script; two widths, so that words stay readable on a phone."""

from frontend.charts.drawings import funnel, panels, periods, rows
from frontend.charts.marks import wrap
from frontend.charts.spec import IN_ROWS, ChartSpec


def svg(spec: ChartSpec, *, narrow: bool = False, own: str = "") -> str:
    """The chart as one SVG element: 760 units wide, or 300 for phones. `own` is a funnel's own dot, for its owner."""
    width, height, body = _drawn(spec, own, narrow=narrow)
    kind = "narrow" if narrow else "wide"
    return wrap(f"{spec.id}-{kind}", spec.title, width, height, body, kind=kind)


def _drawn(spec: ChartSpec, own: str, *, narrow: bool) -> tuple[float, float, str]:
    if spec.kind in IN_ROWS:
        return rows.drawn(spec, narrow=narrow)
    if spec.kind == "funnel":
        return funnel.drawn(spec, own, narrow=narrow)
    return panels.drawn(spec, narrow=narrow) if spec.panels else periods.drawn(spec, narrow=narrow)
