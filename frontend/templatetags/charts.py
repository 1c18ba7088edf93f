"""Puts a chart on a page: finding, drawing, story, words, table and figures for the browser, from one spec."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from frontend.charts import alt, heat, plotly, svg, table
from frontend.charts.spec import ChartSpec, Role, Status
from frontend.charts.words import MARKS, STATUSES, event_text, interval, lettered, level

register = template.Library()
_DASHES: dict[Role, str] = {"centre": "━━", "limit": "╌╌", "near": "┈┈"}


@register.inclusion_tag("charts/figure.html")
def chart(
    spec: ChartSpec,
    story: Any = None,
    downloads: Sequence[tuple[str, str]] = (),
    permalink: str = "",
    story_url: str = "",
) -> dict[str, Any]:
    """The whole figure. `story` has `.changed`, `.told_by` and `.will_try`; downloads are (label, address)."""
    return {
        "spec": spec,
        "wide": _drawing(svg.svg(spec)),
        "narrow": _drawing(svg.svg(spec, narrow=True)),
        "figure": plotly.figure(spec),
        "events": [(letter, event_text(spec, event)) for letter, event in lettered(spec)],
        "table": table.table(spec),
        "description": alt.description(spec),
        "key": key(spec),
        "story": story, "story_url": story_url, "downloads": downloads, "permalink": permalink,
    }  # fmt: skip


def _drawing(drawn: str) -> SafeString:
    """The drawing's own writer escapes every word that goes into it."""
    return mark_safe(drawn)  # noqa: S308 - escaped by frontend.charts.marks


def key(spec: ChartSpec) -> tuple[tuple[str, str], ...]:
    """What each shape and dash on this chart means, in words."""
    used = dict.fromkeys(point.status for point in spec.points)
    shapes = [(MARKS[status], _meaning(status)) for status in used]
    dashes = [(_DASHES[line.role], f"{line.name.lower()} {level(line)}") for line in spec.lines]
    bars = [("│", spec.interval)] if any(interval(point) for point in spec.points) else []
    return tuple(dict.fromkeys(shapes + dashes + bars))


def _meaning(status: Status) -> str:
    return STATUSES[status].lower() or "published value"


@register.inclusion_tag("charts/heat.html")
def heat_map(spec: heat.HeatSpec) -> dict[str, Any]:
    """Counts in a real table with links; the shade repeats the word in each cell."""
    short = spec.key()
    rows = [(name, [(cell, short[cell.word]) for cell in cells]) for name, cells in spec.named_rows()]
    return {"spec": spec, "rows": rows, "key": short.items(), "description": heat.description(spec)}


@register.inclusion_tag("charts/head.html")
def chart_head() -> dict[str, Any]:
    """What a page with charts needs in its head: the drawing library and the sheet that lets it style itself."""
    return {}
