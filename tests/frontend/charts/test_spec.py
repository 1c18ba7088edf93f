"""What a chart refuses to be: sentences that say what is missing or what has no place in it."""

from dataclasses import fields, replace
from typing import get_args

import pytest

from frontend.charts import parts
from frontend.charts.parts import Axis, Event, Line, Panel, Point, Segment
from frontend.charts.spec import ChartSpec
from frontend.examples import change, groups, over_time
from tests.frontend.charts.small import RULES, small

PANEL = Panel("One", (Point("a", "A", 1),))
FORBIDDEN = {
    "target", "goal", "trajectory", "rank", "position", "quartile", "rag", "colour", "color", "grade", "sort",
    "band", "good", "bad", "red", "green", "amber", "score", "second", "secondary", "y2", "best", "worst", "p_value",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"points": lambda: (Point("a", "A", float("nan")),)}, "finite", id="nan"),
        pytest.param({"points": lambda: (Point("a", "A", float("inf")),)}, "finite", id="infinity"),
        pytest.param({"points": ()}, "at least one point", id="no-points"),
        pytest.param({"points": lambda: (Point("a", "A", 1), Point("a", "A", 2))}, "same period", id="twice"),
        pytest.param(
            {"points": lambda: (Point("a", "A", 1, status="withheld", words="few"),)},
            "exactly when",
            id="leak",
        ),
        pytest.param({"points": lambda: (Point("a", "A", None),)}, "exactly when", id="hole"),
        pytest.param(
            {"points": lambda: (Point("a", "A", None, status="withheld"),)}, "says why", id="no-reason"
        ),
        pytest.param(
            {"points": lambda: (Point("a", "A", None, status="told", words="few"),)},
            "exactly when",
            id="told-nothing",
        ),
        pytest.param(
            {"points": lambda: (Point("a", "A", None, status="withheld", words="few", text="5 of 15"),)},
            "exactly when",
            id="withheld-yet-told",
        ),
        pytest.param(
            {"points": lambda: (Point("a", "A", 5, lo=1, hi=4),)}, "outside its own interval", id="interval"
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
        small(**{name: part() if callable(part) else part for name, part in changes.items()})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"points": lambda: (Point("a", "A", 4, 9),)}, "told, not drawn", id="fewer-than-ten"),
        pytest.param({"method": ()}, "method card", id="no-card"),
        pytest.param({"subtitle": " "}, "subtitle", id="no-subtitle"),
        pytest.param({"points": (Point("a", "", 4),)}, "label", id="no-label"),
        pytest.param({"kind": "xmr", "ruleset": RULES}, "middle line", id="no-middle"),
        pytest.param({"kind": "run", "ruleset": None}, "names its rules", id="no-rules"),
        pytest.param({"points": (Point("a", "A", 4, status="high"),)}, "names its rules", id="flag-without-rules"),
        pytest.param({"segments": (Segment(1, "x"),)}, "starts at a point", id="segment"),
        pytest.param({"panels": (PANEL,)}, "no panels", id="panels"),
        pytest.param({"kind": "multiples"}, "has panels", id="no-panels"),
        pytest.param({"kind": "multiples", "points": (), "panels": (PANEL, PANEL)}, "same name", id="twins"),
        pytest.param(
            {"kind": "multiples", "points": (), "panels": (replace(PANEL, axis=Axis("Other")),)},
            "one value axis", id="second-axis",
        ),
        pytest.param(
            {"kind": "multiples", "points": (), "panels": (PANEL, Panel("Two", (Point("b", "B", 1),)))},
            "same periods", id="other-periods",
        ),
        pytest.param({"kind": "strip", "points": (), "panels": (PANEL,)}, "how many began", id="change-alone"),
        pytest.param({"kind": "lineup", "points": (), "panels": (PANEL,)}, "20 panels", id="line-up"),
        pytest.param({"kind": "funnel"}, "small multiples instead", id="few-units"),
    ],
)  # fmt: skip
def test_a_kind_without_what_it_needs_is_refused(changes: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        small(**{name: part() if callable(part) else part for name, part in changes.items()})


def test_the_dots_of_a_funnel_have_no_names_and_no_order_but_their_size() -> None:
    spec = groups.funnel()
    named = (replace(spec.points[0], label="Harbour Trust"), *spec.points[1:])
    with pytest.raises(ValueError, match="no label"):
        replace(spec, points=named)
    with pytest.raises(ValueError, match="smallest size"):
        replace(spec, points=tuple(reversed(spec.points)))


def test_a_line_up_tells_nothing_by_events_or_segments() -> None:
    spec = groups.lineup()
    with pytest.raises(ValueError, match="would tell"):
        replace(spec, events=(Event(spec.panels[0].points[0].period, "x"),))


@pytest.mark.parametrize("make", [change.strip, change.classes, over_time.dots])
def test_no_chart_of_a_change_is_built_without_who_is_missing(make) -> None:
    with pytest.raises(ValueError, match="who is not in the figure"):
        replace(make(), missing="")


def test_there_is_no_place_for_targets_ranks_grades_or_a_second_axis() -> None:
    """Walks the whole schema: every field of every part, and every word a field may say."""
    found = [
        ChartSpec,
        *(
            part
            for part in vars(parts).values()
            if isinstance(part, type) and part.__module__ == parts.__name__
        ),
    ]
    names = {field.name for part in found for field in fields(part)}
    words = {word for kind in (parts.Kind, parts.Status, parts.Role) for word in get_args(kind)}
    said = {piece for name in names | words for piece in name.lower().split("_")}
    assert len(found) >= 9
    assert not said & FORBIDDEN
