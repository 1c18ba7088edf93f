"""One spec, the same numbers everywhere: drawing, figure, table, words and file."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template
from plotly import graph_objects

from frontend import styleguide
from frontend.charts import alt, heat, plotly, svg, table
from frontend.charts import csv as chart_csv
from frontend.charts.scale import ticks
from frontend.charts.spec import UNSEEN, Axis, ChartSpec, Event, Line, Point
from frontend.charts.words import MARKS, STATUSES, number
from frontend.templatetags.charts import key

MAKERS = [styleguide.dots, styleguide.xmr, styleguide.gap]
UNDRAWN = {status: STATUSES[status] for status in UNSEEN}
every_kind = pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
Make = Callable[[], ChartSpec]


def published(spec: ChartSpec) -> list[str]:
    return [number(point.value) for point in spec.points if point.value is not None]


@every_kind
def test_the_table_the_file_and_the_figure_carry_every_published_number(make: Make) -> None:
    spec = make()
    rows = table.table(spec).rows
    drawn = [row[1] for row, point in zip(rows, spec.points, strict=True) if point.value is not None]
    assert drawn == published(spec)
    read = list(csv.DictReader(io.StringIO(chart_csv.csv_bytes(spec).decode("utf-8-sig"))))
    assert [row["value"] for row in read if row["value"]] == published(spec)
    assert figure_values(spec) == {
        point.label: float(point.value) for point in spec.points if point.value is not None
    }


def figure_values(spec: ChartSpec) -> dict[str, float]:
    labels, values = ("y", "x") if spec.kind == "gap" else ("x", "y")
    marks = [
        trace
        for trace in plotly.figure(spec)["data"]
        if trace["mode"] == "markers" and trace["name"] not in UNDRAWN.values()
    ]
    return {
        label: value for trace in marks for label, value in zip(trace[labels], trace[values], strict=True)
    }


@every_kind
def test_lines_and_intervals_are_the_same_in_table_and_file(make: Make) -> None:
    spec = make()
    shown = table.table(spec)
    read = list(csv.DictReader(io.StringIO(chart_csv.csv_bytes(spec).decode("utf-8-sig"))))
    for line in spec.lines:
        at = shown.columns.index(line.name)
        assert (
            [row[at] for row in shown.rows]
            == [number(value) for value in line.values]
            == [r[line.name] for r in read]
        )
    for point, row in zip(spec.points, read, strict=True):
        assert (row["lower"], row["upper"]) == (number(point.lo), number(point.hi))


@every_kind
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_the_drawing_is_sound_xml_with_a_name_unique_ids_and_no_style(make: Make, narrow: bool) -> None:
    spec = make()
    drawn = svg.svg(spec, narrow=narrow)
    root = ET.fromstring(drawn)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert "style=" not in drawn
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") in ids
    assert len(ids) == len(set(ids))
    titles = [element.text or "" for element in root.iter() if element.tag.endswith("}title")]
    assert titles[0] == spec.title
    shown = [re.search(r": ([\d.]+),? \d+ people", text) for text in titles[1:]]
    assert [match.group(1) for match in shown if match] == published(spec)


@every_kind
def test_every_point_keeps_its_place_inside_the_drawing(make: Make) -> None:
    root = ET.fromstring(svg.svg(make()))
    _, _, width, height = (float(part) for part in root.get("viewBox", "").split())
    for circle in root.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 < float(circle.get("cx", "-1")) < width
        assert 0 < float(circle.get("cy", "-1")) < height


@every_kind
def test_the_library_accepts_the_figure(make: Make) -> None:
    figure = plotly.figure(make())
    graph_objects.Figure(data=figure["data"], layout=figure["layout"])
    assert figure["layout"]["dragmode"] is False


@every_kind
def test_the_words_open_with_who_is_missing_and_end_at_the_table(make: Make) -> None:
    spec = make()
    sentences = alt.description(spec)
    assert sentences[0] == spec.missing
    assert sentences[-1] == "The full data are in the table."
    assert not re.search(
        r"\b(red|green|amber|blue|orange|good|bad|poor|fail|breach)\b", " ".join(sentences).lower()
    )


@every_kind
def test_the_words_name_every_flagged_date_event_and_gap(make: Make) -> None:
    spec = make()
    told = " ".join(alt.description(spec))
    for point in spec.points:
        if point.status != "ordinary":
            assert f"{point.label} (" in told
            assert point.words in told
    assert all(event.words in told and event.reference in told for event in spec.events)


def test_a_withheld_period_breaks_the_line_and_has_its_row() -> None:
    points = tuple(
        Point(f"2026-0{at}", f"Month {at}", None if at == 3 else at, status="withheld" if at == 3 else "ordinary",
              words="fewer than 10 people" if at == 3 else "") for at in range(1, 6)
    )  # fmt: skip
    spec = small(kind="run", points=points)
    drawn = svg.svg(spec)
    assert drawn.count('class="al-series"') == 2
    assert "stroke-dasharray" in drawn
    series = next(trace for trace in plotly.figure(spec)["data"] if trace["mode"] == "lines")
    assert series["y"] == [1.0, 2.0, None, 4.0, 5.0]
    assert series["connectgaps"] is False
    assert table.table(spec).rows[2][:2] == ("Month 3", "Withheld")


def test_a_new_centre_is_a_new_line_and_not_a_jump() -> None:
    drawn = svg.svg(styleguide.xmr())
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


@pytest.mark.parametrize("kind", ["dots", "run", "gap"])
def test_told_withheld_and_missing_are_three_things_in_every_output(kind: str) -> None:
    spec = small(kind=kind, points=(TOLD, WITHHELD, MISSING, DRAWN), counted="answers")
    assert [row[1] for row in table.table(spec).rows] == ["about 5 of 15", "Withheld", "Missing", "4"]
    assert table.table(spec).columns[2] == "Answers"
    read = list(csv.DictReader(io.StringIO(chart_csv.csv_bytes(spec).decode("utf-8-sig"))))
    assert [(row["value"], row["status"], row["told"]) for row in read] == [
        ("", "Told in words", "about 5 of 15"), ("", "Withheld", ""), ("", "Missing", ""), ("4", "", ""),
    ]  # fmt: skip
    told = " ".join(alt.description(spec))
    assert "Told in words, not drawn: January 2026 (about 5 of 15; fewer than 30)." in told
    assert (
        "Not shown: February 2026 (withheld: too few to show); March 2026 (missing: not collected)." in told
    )
    assert dict(key(spec)) | {"◇": "told in words", "□": "withheld", "×": "missing"} == dict(key(spec))
    assert "people" not in f"{told} {table.table(spec)} {plotly.figure(spec)} {svg.svg(spec)}".lower()


@pytest.mark.parametrize("kind", ["dots", "gap"])
def test_told_withheld_and_missing_have_shapes_of_their_own_in_both_drawings(kind: str) -> None:
    spec = small(kind=kind, points=(TOLD, WITHHELD, MISSING, DRAWN), counted="answers")
    marks = {
        mark.get("class", "").rsplit("--", 1)[-1]: mark
        for mark in ET.fromstring(svg.svg(spec)).iter("{http://www.w3.org/2000/svg}g")
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


def test_groups_keep_the_order_they_were_given_in_every_output() -> None:
    spec = styleguide.gap()
    order = [point.label for point in spec.points]
    assert [row[0] for row in table.table(spec).rows] == order
    assert plotly.figure(spec)["layout"]["yaxis"]["categoryarray"] == order
    places = [svg.svg(spec).index(f">{label}</text>") for label in order]
    assert places == sorted(places)


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


def small(**changes: object) -> ChartSpec:
    parts: dict[str, object] = {
        "id": "small", "kind": "dots", "measure": "Calls", "title": "One sentence.", "subtitle": "All partners",
        "missing": "Nobody is missing.", "axis": Axis("Calls"), "points": (Point("2026-01", "January 2026", 3),),
    }  # fmt: skip
    return ChartSpec(**(parts | changes))  # type: ignore[arg-type]  # parts of a spec, by name


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"points": (Point("a", "A", float("nan")),)}, "finite", id="nan"),
        pytest.param({"points": (Point("a", "A", float("inf")),)}, "finite", id="infinity"),
        pytest.param({"points": ()}, "at least one point", id="no-points"),
        pytest.param({"points": (Point("a", "A", 1), Point("a", "A", 2))}, "same period", id="twice"),
        pytest.param(
            {"points": (Point("a", "A", 1, status="withheld", words="few"),)}, "exactly when", id="leak"
        ),
        pytest.param({"points": (Point("a", "A", None),)}, "exactly when", id="hole"),
        pytest.param({"points": (Point("a", "A", None, status="withheld"),)}, "says why", id="no-reason"),
        pytest.param(
            {"points": (Point("a", "A", None, status="told", words="few"),)},
            "exactly when",
            id="told-nothing",
        ),
        pytest.param(
            {"points": (Point("a", "A", None, status="withheld", words="few", text="5 of 15"),)},
            "exactly when",
            id="withheld-yet-told",
        ),
        pytest.param(
            {"points": (Point("a", "A", 5, lo=1, hi=4),)}, "outside its own interval", id="interval"
        ),
        pytest.param({"missing": " "}, "who is not in the figure", id="missing-voices"),
        pytest.param({"title": "x" * 151}, "150", id="long-title"),
        pytest.param({"id": "Chart 1"}, "lower-case", id="id"),
        pytest.param({"lines": (Line("Target", "limit", (1,)),)}, "no targets", id="target"),
        pytest.param(
            {"lines": (Line("Mean", "centre", (1, 2)),)}, "one value for each point", id="line-length"
        ),
        pytest.param({"events": (Event("2020", "x"),)}, "not on the chart", id="event"),
    ],
)
def test_a_spec_that_does_not_hold_together_is_refused(changes: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        small(**changes)


def test_there_is_no_place_for_targets_ranks_or_grades() -> None:
    names = {field.name for kind in (ChartSpec, Point, Line, Axis, Event) for field in fields(kind)}
    assert not names & {
        "target",
        "goal",
        "trajectory",
        "rank",
        "position",
        "quartile",
        "rag",
        "colour",
        "grade",
        "sort",
    }


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
    drawn = svg.svg(styleguide.dots(), narrow=narrow)
    upright = [float(y) for y in re.findall(r'<text x="[^"]*" y="([^"]*)" text-anchor="end"', drawn)]
    below = [float(y) for y in re.findall(r'y="([^"]*)" text-anchor="middle" font-size="12"', drawn)]
    assert min(below) - max(upright) >= 13 + 8  # a line of text and some air
    assert plotly.figure(styleguide.dots())["layout"]["xaxis"]["ticklen"] >= 8
