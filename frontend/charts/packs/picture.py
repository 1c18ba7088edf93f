"""A chart as a picture, from the same drawing."""

import resvg_py

from frontend.charts.spec import ChartSpec
from frontend.charts.svg import standalone


def png(spec: ChartSpec) -> bytes:
    """A PNG, 1520 pixels wide."""
    return bytes(resvg_py.svg_to_bytes(svg_string=standalone(spec), zoom=2))
