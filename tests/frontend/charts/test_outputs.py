"""One spec, the same numbers everywhere: drawing, figure, table, words and file."""

import csv
import io
import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from plotly import graph_objects

from frontend.charts import alt, plotly, svg, table
from frontend.charts import csv as chart_csv
from frontend.charts.parts import UNSEEN
from frontend.charts.spec import IN_ROWS, ChartSpec
from frontend.charts.table import every_point, line_names, panel_heading
from frontend.charts.words import STATUSES, figure, named
from frontend.examples import CHARTS, groups
from frontend.templatetags import charts as tags
from tests.frontend.charts.small import lines, published

UNDRAWN = {STATUSES[status] for status in UNSEEN}
every_kind = pytest.mark.parametrize("make", CHARTS, ids=lambda make: make.__name__)
Make = Callable[[], ChartSpec]
SVG = "{http://www.w3.org/2000/svg}"


@every_kind
def test_the_table_has_every_point_with_its_n_interval_and_lines(make: Make) -> None:
    spec = make()
    shown = table.table(spec)
    heads, values = shown.heads, shown.heads
    rows = list(zip(shown.rows, every_point(spec), strict=True))
    size = shown.columns.index(
        "Out of" if spec.kind == "classes" else spec.counted.capitalize(), values + 1
    ) if any(p.n is not None for _, _, p in every_point(spec)) else None  # fmt: skip
    told = shown.columns.index(spec.interval) if spec.interval in shown.columns else None
    drawn = [
        (row[heads - 1], row[values], row[size] if size else "", row[told] if told else "")
        for row, (_, _, point) in rows if point.value is not None
    ]  # fmt: skip
    assert drawn == published(spec)
    for name, expected in zip(line_names(spec), lines(spec), strict=True):
        at = shown.columns.index(name, values + 1)
        assert [row[at] for row, _ in rows] == expected
    assert all(row[:heads] and all(row[:heads]) for row in shown.rows)


@every_kind
def test_the_file_has_every_point_with_its_n_interval_and_lines(make: Make) -> None:
    spec = make()
    read = read_csv(spec)
    assert [
        (row["label"], row["value"], row["n"], f"{row['lower']} to {row['upper']}" if row["lower"] else "")
        for row in read if row["value"]
    ] == published(spec)  # fmt: skip
    assert [[row[name] for row in read] for name in line_names(spec)] == lines(spec)
    if spec.panels:
        assert [row["panel"] for row in read] == [
            panel_heading(spec, panel) for panel, _, _ in every_point(spec)
        ]
    said = json.loads(chart_csv.metadata(spec))
    assert said["who_is_missing"] == spec.missing
    assert (said["rows"], said["columns"]) == (len(read), list(read[0]))


def read_csv(spec: ChartSpec) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(chart_csv.csv_bytes(spec).decode("utf-8-sig"))))


@every_kind
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_the_drawing_is_sound_named_without_style_and_says_every_figure(make: Make, narrow: bool) -> None:
    spec = make()
    drawn = svg.svg(spec, narrow=narrow)
    root = ET.fromstring(drawn)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert "style=" not in drawn
    assert (root.get("role"), len(ids)) == ("img", len(set(ids)))
    assert root.get("aria-labelledby") in ids
    titles = [element.text or "" for element in root.iter(f"{SVG}title")]
    assert titles[0] == spec.title
    expected = [
        f"{label}: {value}{f', {n} {spec.counted}' if n else ''}" for label, value, n, _ in published(spec)
    ]
    unseen = [named(point) for _, _, point in every_point(spec) if point.value is None]
    said = [
        title
        for title in titles[1:]
        if title.partition(": ")[0] not in unseen or title.split(". ")[0] in expected
    ]
    assert [title.split(". ")[0] for title in said] == expected
    assert svg.svg(spec, narrow=narrow) == drawn


@every_kind
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_everything_keeps_its_place_inside_the_drawing(make: Make, narrow: bool) -> None:
    root = ET.fromstring(svg.svg(make(), narrow=narrow))
    _, _, width, height = (float(part) for part in root.get("viewBox", "").split())
    for mark in root.iter(f"{SVG}circle"):
        assert 0 <= float(mark.get("cx", "-1")) < width
        assert 0 <= float(mark.get("cy", "-1")) < height
    for words in root.iter(f"{SVG}text"):
        if words.get("text-anchor") == "start":
            assert float(words.get("x", "-1")) + 5.2 * len(words.text or "") < width + 6, words.text


@every_kind
def test_the_library_accepts_the_figure_and_gets_the_same_numbers(make: Make) -> None:
    spec = make()
    drawn = plotly.figure(spec)
    graph_objects.Figure(data=drawn["data"], layout=drawn["layout"])
    assert drawn["layout"]["dragmode"] is False
    marks = [
        trace for trace in drawn["data"] if trace.get("mode") == "markers" and trace["name"] not in UNDRAWN
    ]
    values = sorted(value for trace in marks for value in trace["x" if spec.kind in IN_ROWS else "y"])
    assert values == sorted(float(value) for _, value, _, _ in published(spec))
    assert {float(value) for line in lines(spec) for value in line if value} <= every_number(drawn)
    json.dumps(drawn, allow_nan=False)


def every_number(part: Any) -> set[float]:
    """Every number anywhere in a figure."""
    if isinstance(part, dict):
        return {value for each in part.values() for value in every_number(each)}
    if isinstance(part, list):
        return {value for each in part for value in every_number(each)}
    return {float(part)} if isinstance(part, int | float) else set()


@every_kind
def test_the_words_open_with_who_is_missing_and_end_at_the_table(make: Make) -> None:
    spec = make()
    sentences = alt.description(spec)
    assert sentences[0] == spec.missing
    assert sentences[-1] == "The full data are in the table."
    assert not re.search(
        r"\b(red|green|amber|blue|orange|good|bad|poor|fail|breach|best|worst)\b", " ".join(sentences).lower()
    )


@every_kind
def test_the_words_name_every_flagged_date_event_gap_and_text_twin(make: Make) -> None:
    spec = make()
    told = " ".join(alt.description(spec))
    for _, _, point in every_point(spec):
        if point.status != "ordinary":
            assert f"{named(point)} (" in told
            assert point.words in told
    assert all(event.words in told and event.reference in told for event in spec.events)
    assert all(panel.words in told for panel in spec.panels)
    if spec.kind in IN_ROWS:
        for panel, _, point in every_point(spec):
            axis = panel.axis or spec.axis
            assert point.value is None or f"{point.label}: {figure(spec, axis, point)}" in told


@every_kind
def test_order_is_the_one_given_whatever_the_values_are(make: Make) -> None:
    spec = make()
    order = [(panel.name, named(point)) for panel, _, point in every_point(spec)]
    rows = table.table(spec).rows
    assert [row[-len(row) :][1 if spec.panels else 0] for row in rows] == [label for _, label in order]
    if spec.kind in ("gaps", "classes"):
        drawn = svg.svg(spec)
        places = [drawn.index(f">{label}</text>") for label in dict.fromkeys(label for _, label in order)]
        assert places == sorted(places)


def test_paper_has_the_latest_periods_of_each_panel_and_says_where_the_others_are() -> None:
    """Nine months of each partner: the first of each is in the page's table and in the file, and not on paper."""
    spec = groups.multiples()
    size = len(spec.panels[0].points)
    assert size > tags.PRINTED
    html = render_to_string("charts/figure.html", tags.chart(spec))
    rows = re.findall(
        r'(?s)<tr( class="al-off-paper")?><th scope="row">(.*?)</th><th scope="row">(.*?)</th>', html
    )
    assert len(rows) == size * len(spec.panels)
    printed = [(partner, period) for off, partner, period in rows if not off]
    latest = [(panel.name, point.label) for panel in spec.panels for point in panel.points[-tags.PRINTED :]]
    assert [(unescape(partner), period) for partner, period in printed] == latest
    assert f"the latest {tags.PRINTED} periods of each" in html
    assert "al-on-paper" not in render_to_string("charts/figure.html", tags.chart(groups.gaps()))


def test_only_the_owner_finds_its_dot_in_a_funnel() -> None:
    spec = groups.funnel()
    shared = f"{svg.svg(spec)}{table.table(spec)}{alt.description(spec)}{plotly.figure(spec)}"
    assert "your" not in shared.lower()
    assert "yours" in svg.svg(spec, own="4")
    assert [row[-1] for row in table.table(spec, "4").rows].count("yours") == 1
    assert f"Your own dot: {figure(spec, spec.axis, spec.points[3])}." in alt.description(spec, "4")
    (own,) = (trace for trace in plotly.figure(spec, "4")["data"] if trace["name"] == "yours")
    assert (own["x"], own["y"]) == ([spec.points[3].n], [float(spec.points[3].value or 0)])
