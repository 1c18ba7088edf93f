"""Draws a chart on the server, complete without any script; two widths, so that words stay readable on a phone."""

from frontend.charts.drawings import funnel, panels, periods, rows
from frontend.charts.marks import PAPER, px, wrap
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


FONTS = "'Segoe UI', 'Noto Sans', Cantarell, 'Liberation Sans', 'Helvetica Neue', Arial, sans-serif"


def standalone(spec: ChartSpec) -> str:
    """The same drawing as a file of its own: with a size, paper behind it, and fonts that systems have."""
    across, down, body = _drawn(spec, "", narrow=False)
    drawn = wrap(f"{spec.id}-wide", spec.title, across, down, body, kind="wide")
    width, height = px(across), px(down)
    head = f'<svg width="{width}" height="{height}" '
    paper = f'</title><rect width="{width}" height="{height}" fill="{PAPER}"/>'
    sized = drawn.replace("<svg ", head, 1).replace("</title>", paper, 1)
    return sized.replace('font-family="sans-serif"', f'font-family="{FONTS}"', 1)
