"""Puts a chart on a page: finding, drawing, story, words, table and figures for the browser, from one spec."""

from collections.abc import Container, Iterable, Mapping, Sequence
from html import escape
from itertools import accumulate
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from frontend.charts import alt, bowtie, heat, plotly, svg, table
from frontend.charts.packs import cover
from frontend.charts.parts import Line, Point, Role, Status
from frontend.charts.reading import reading
from frontend.charts.spec import TOLD, ChartSpec
from frontend.charts.words import MARKS, STATUSES, interval, level

register = template.Library()
PRINTED = 8  # periods of each panel
OFF_PAPER = ' class="al-off-paper"'
_DASHES: dict[Role, str] = {"centre": "━━", "limit": "╌╌", "near": "┈┈"}


@register.inclusion_tag("charts/figure.html")
def chart(
    spec: ChartSpec,
    downloads: Sequence[tuple[str, str]] = (),
    permalink: str = "",
    story_url: str = "",
    own: str = "",
    named: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The whole figure; downloads are (label, address), `own` is the number of a funnel's own dot, for its owner.

    `named` are the references that its reader may follow, each with a `.url`: in the story, the events and the method they
    are links.
    """
    return {
        "spec": spec,
        "wide": _drawing(svg.svg(spec, own=own)),
        "narrow": _drawing(svg.svg(spec, narrow=True, own=own)),
        "figure": None if spec.panels else plotly.figure(spec, own),  # panels are told in full by the drawing
        "events": cover.events(spec), "card": cover.card(spec),
        "table": table.table(spec, own),
        "description": alt.description(spec, own), "reading": reading(spec),
        "key": key(spec),
        "tells": spec.kind in TOLD, "story_url": story_url, "downloads": downloads, "permalink": permalink,
        "named": named, "older": _older(spec), "kept": PRINTED,
    }  # fmt: skip


def _older(spec: ChartSpec) -> frozenset[int]:
    """The rows of small charts side by side that paper leaves to the file: of each panel all but its latest periods."""
    sizes = [len(panel.points) for panel in spec.panels] if spec.kind == "multiples" else []
    return frozenset(
        before + at
        for before, size in zip(accumulate(sizes, initial=0), sizes, strict=False)
        for at in range(size - PRINTED)
    )


@register.simple_tag
def table_rows(
    rows: Iterable[Sequence[str]], heads: int = 1, older: Container[int] = frozenset()
) -> SafeString:
    """Rows of plain texts as rows of a table, the first `heads` cells of each its headings; loops cost five times this.

    Those whose places are in `older` are not printed."""
    told = (
        _row([escape(cell) for cell in row], heads, OFF_PAPER if at in older else "")
        for at, row in enumerate(rows)
    )
    return mark_safe("".join(told))  # noqa: S308 - escaped here


def _row(cells: Sequence[str], heads: int, look: str = "") -> str:
    named = "".join(f'<th scope="row">{cell}</th>' for cell in cells[:heads])
    return f"<tr{look}>{named}{''.join(f'<td>{cell}</td>' for cell in cells[heads:])}</tr>\n"


def _drawing(drawn: str) -> SafeString:
    """The drawing's own writer escapes every word that goes into it."""
    return mark_safe(drawn)  # noqa: S308 - escaped by frontend.charts.marks


def key(spec: ChartSpec) -> tuple[tuple[str, str], ...]:
    """What each shape and dash on this chart means, in words; one line serves all panels."""
    points = [point for panel in spec.panes for point in panel.points]
    statuses = dict.fromkeys(
        point.status for panel in spec.panes for point in panel.points if _marked(spec, point)
    )
    shapes = [(MARKS[status], _meaning(status)) for status in statuses]
    dashes = [(_DASHES[line.role], _named(spec, line)) for panel in spec.panes for line in panel.lines]
    bars = [("│", spec.interval)] if any(interval(point) for point in points) else []
    return tuple(dict.fromkeys(shapes + dashes + bars))


def _marked(spec: ChartSpec, point: Point) -> bool:
    """A class is a bar and needs no key, unless it is not shown."""
    return spec.kind != "classes" or point.value is None


def _named(spec: ChartSpec, line: Line) -> str:
    """A line's name, and its level where one chart has it."""
    return line.name.lower() if spec.panels else f"{line.name.lower()} {level(line)}"


def _meaning(status: Status) -> str:
    return STATUSES[status].lower() or "published value"


@register.inclusion_tag("charts/heat.html")
def heat_map(spec: heat.HeatSpec) -> dict[str, Any]:
    """Counts in a real table with links; the shade repeats the word in each cell."""
    short = spec.key()
    rows = [(name, [(cell, short[cell.word]) for cell in cells]) for name, cells in spec.named_rows()]
    return {"spec": spec, "rows": rows, "key": short.items(), "description": heat.description(spec)}


@register.inclusion_tag("charts/bowtie.html", name="bowtie")
def bow_tie(spec: bowtie.BowtieSpec) -> dict[str, Any]:
    """A bow-tie drawn side by side, below one another for phones, and as a table that says the same."""
    return {
        "spec": spec,
        "wide": _drawing(bowtie.svg(spec)),
        "narrow": _drawing(bowtie.svg(spec, narrow=True)),
    }


@register.inclusion_tag("charts/head.html")
def chart_head() -> dict[str, Any]:
    """What a page with charts needs in its head: the drawing library and the sheet that lets it style itself."""
    return {}
