"""What a reader sees: gaps, segments, three kinds of nothing, texts that stay texts, and marks of their own."""

import csv
import io
import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template

from frontend import styleguide
from frontend.charts import csv as chart_csv
from frontend.charts import heat, marks, plotly, svg, table
from frontend.charts.alt import description
from frontend.charts.parts import Line, Point
from frontend.charts.scale import ticks
from frontend.charts.words import MARKS
from frontend.examples import over_time
from frontend.templatetags.charts import key
from tests.frontend.charts.small import small


def test_a_withheld_period_breaks_the_line_and_has_its_row() -> None:
    points = tuple(
        Point(f"2026-0{at}", f"Month {at}", None if at == 3 else at, status="withheld" if at == 3 else "ordinary",
              words="fewer than 10 people" if at == 3 else "") for at in range(1, 6)
    )  # fmt: skip
    spec = small(kind="run", points=points)
    drawn = svg.svg(spec)
    assert drawn.count('class="al-series"') == 2
    assert "stroke-dasharray" in drawn
    series = next(
        trace
        for trace in plotly.figure(spec)["data"]
        if trace["mode"] == "lines" and trace["name"] == "Calls"
    )
    assert series["y"] == [1.0, 2.0, None, 4.0, 5.0]
    assert series["connectgaps"] is False
    assert table.table(spec).rows[2][:2] == ("Month 3", "Withheld")


def test_a_new_centre_is_a_new_line_and_not_a_jump() -> None:
    drawn = svg.svg(over_time.xmr())
    assert drawn.count('class="al-centre"') == 2
    assert drawn.count('class="al-limit"') == 4
    assert drawn.count('class="al-segment"') == 1


def test_shapes_differ_for_each_meaning() -> None:
    told_apart = ("ordinary", "high", "low", "told", "withheld", "missing")
    assert len({MARKS[status] for status in told_apart}) == 6


TOLD = Point("2026-01", "January 2026", None, 15, status="told", text="about 5 of 15", words="fewer than 30")
WITHHELD = Point("2026-02", "February 2026", None, status="withheld", words="too few to show")
MISSING = Point("2026-03", "March 2026", None, status="missing", words="not collected")
DRAWN = Point("2026-04", "April 2026", 4, 40)


@pytest.mark.parametrize("kind", ["dots", "run", "gaps"])
def test_told_withheld_and_missing_are_three_things_in_every_output(kind: str) -> None:
    spec = small(kind=kind, points=(TOLD, WITHHELD, MISSING, DRAWN), counted="answers")
    assert [row[1] for row in table.table(spec).rows] == ["about 5 of 15", "Withheld", "Missing", "4"]
    assert table.table(spec).columns[2] == "Answers"
    read = list(csv.DictReader(io.StringIO(chart_csv.csv_bytes(spec).decode("utf-8-sig"))))
    assert [(row["value"], row["status"], row["told"]) for row in read] == [
        ("", "Told in words", "about 5 of 15"), ("", "Withheld", ""), ("", "Missing", ""), ("4", "", ""),
    ]  # fmt: skip
    told = " ".join(description(spec))
    assert "Told in words, not drawn: January 2026 (about 5 of 15; fewer than 30)." in told
    assert (
        "Not shown: February 2026 (withheld: too few to show); March 2026 (missing: not collected)." in told
    )
    assert dict(key(spec)) | {"◇": "told in words", "□": "withheld", "×": "missing"} == dict(key(spec))
    assert "people" not in f"{told} {table.table(spec)} {plotly.figure(spec)} {svg.svg(spec)}".lower()


@pytest.mark.parametrize("kind", ["dots", "gaps"])
def test_told_withheld_and_missing_have_shapes_of_their_own_in_both_drawings(kind: str) -> None:
    spec = small(kind=kind, points=(TOLD, WITHHELD, MISSING, DRAWN), counted="answers")
    marks = {
        mark.get("class", "").rsplit("--", 1)[-1]: mark
        for mark in ET.fromstring(svg.svg(spec)).iter("{http://www.w3.org/2000/svg}g")
        if "al-mark" in mark.get("class", "")
    }
    shapes = {status: [part.tag.rsplit("}", 1)[-1] for part in mark][1] for status, mark in marks.items()}
    assert shapes == {"told": "polygon", "withheld": "rect", "missing": "path", "ordinary": "circle"}
    assert marks["told"][0].text == "January 2026: about 5 of 15, 15 answers"
    symbols = {
        trace["name"]: trace["marker"]["symbol"] for trace in plotly.figure(spec)["data"] if "marker" in trace
    }
    assert len(set(symbols.values())) == 4
    (hover,) = next(t for t in plotly.figure(spec)["data"] if t["name"] == "Told in words")["text"]
    assert hover == "January 2026: about 5 of 15<br>15 answers<br>Told in words: fewer than 30"


def test_texts_that_look_like_formulas_get_an_apostrophe_and_numbers_do_not() -> None:
    spec = small(measure="=cmd", points=(Point("2026-01", "@January", Decimal("-2.5")),))
    header, row = list(csv.reader(io.StringIO(chart_csv.csv_bytes(spec).decode("utf-8-sig"))))
    assert row[header.index("measure")] == "'=cmd"
    assert row[header.index("label")] == "'@January"
    assert row[header.index("value")] == "-2.5"
    assert chart_csv.csv_bytes(spec).startswith(b"\xef\xbb\xbf")


def test_markup_in_words_stays_words_in_every_output() -> None:
    spec = small(measure="<script>alert(1)</script>", points=(Point("a", "<b>x</b>", 1, words="<i>"),))
    ET.fromstring(svg.svg(spec))
    page = Template("{% load charts %}{% chart spec %}").render(Context({"spec": spec}))
    assert "<script>alert" not in page
    assert "<b>x" not in page
    assert "<b>x" not in plotly.figure(spec)["data"][0]["text"][0]


def test_the_marks_are_those_that_were_measured_against_white() -> None:
    """`charts.md`, section 2: colour repeats what shape, dash and words say."""
    assert (marks.ORDINARY, marks.HIGH.lower(), marks.LOW.lower(), marks.INK) == (
        "#6b6b6b", "#005eb8", "#b35900", "#212b32",
    )  # fmt: skip
    assert marks.LINE_COLOURS == {"centre": "#000000", "limit": "#333333", "near": "#333333"}
    assert not marks.DASHES["centre"]
    assert len({marks.DASHES["centre"], marks.DASHES["limit"], marks.DASHES["near"]}) == 3


def test_near_lines_are_drawn_only_where_a_spec_has_them() -> None:
    assert "al-near" not in svg.svg(over_time.xmr())
    near = small(lines=(Line("Upper near line", "near", (5,)),))
    assert svg.svg(near).count('class="al-near"') == 1
    assert all("near" not in sentence for sentence in description(near))


def test_the_heat_map_names_every_cell_that_holds_something() -> None:
    spec = styleguide.heat()
    held = [str(cell.count) for row in spec.cells for cell in row if cell.count]
    assert len(held) == len(heat.description(spec)) - 2
    root = ET.fromstring(heat.svg(spec))
    texts = [element.text for element in root.iter() if element.get("font-size") == "18"]
    assert texts == held


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (0.0, 10.0, ["0", "2", "4", "6", "8", "10"]),
        (6.5, 8.0, ["6.5", "7.0", "7.5", "8.0"]),
        (0.0, 1.0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (0.0, 12.5, ["0.0", "2.5", "5.0", "7.5", "10.0", "12.5"]),
    ],
)
def test_ticks_are_round_and_written_alike(low: float, high: float, labels: list[str]) -> None:
    assert [label for _, label in ticks(low, high)] == labels


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_the_lowest_value_of_the_axis_stands_clear_of_the_first_period(narrow: bool) -> None:
    drawn = svg.svg(over_time.dots(), narrow=narrow)
    upright = [float(y) for y in re.findall(r'<text x="[^"]*" y="([^"]*)" text-anchor="end"', drawn)]
    below = [float(y) for y in re.findall(r'y="([^"]*)" text-anchor="middle" font-size="12"', drawn)]
    assert min(below) - max(upright) >= 13 + 8  # a line of text and some air
    assert plotly.figure(over_time.dots())["layout"]["xaxis"]["ticklen"] >= 8
