"""A small chart, with whatever a test wants to be different, and what any chart must say wherever it is shown."""

from frontend.charts.parts import Axis, Line, Point, Ruleset
from frontend.charts.spec import ChartSpec
from frontend.charts.table import every_point, line_names
from frontend.charts.words import interval, named, number

RULES = Ruleset("alliance", 1)


def small(**changes: object) -> ChartSpec:
    """One month of calls; a chart that looks for signals has its rules, its middle and its latest sentence."""
    parts: dict[str, object] = {
        "id": "small", "kind": "dots", "measure": "Calls", "title": "One sentence.", "subtitle": "All partners",
        "missing": "Nobody is missing.", "axis": Axis("Calls"), "points": (Point("2026-01", "January 2026", 3),),
        "method": (("Source", "Invented"),),
    }  # fmt: skip
    whole = parts | changes
    if whole["kind"] == "run":
        points: tuple[Point, ...] = whole["points"]  # type: ignore[assignment]  # parts of a spec, by name
        middle = (Line("Median", "centre", (3,) * len(points)),)
        whole = {"ruleset": RULES, "latest": "Latest: as usual.", "lines": middle} | whole
    return ChartSpec(**whole)  # type: ignore[arg-type]  # parts of a spec, by name


def published(spec: ChartSpec) -> list[tuple[str, str, str, str]]:
    """(label, value, n, interval) of every point that has a figure, in the order given."""
    return [
        (named(point), number(point.value), "" if point.n is None else str(point.n), interval(point))
        for _, _, point in every_point(spec) if point.value is not None
    ]  # fmt: skip


def lines(spec: ChartSpec) -> list[list[str]]:
    """What each named line says at each point, empty where it does not apply."""
    found = []
    for name in line_names(spec):
        held = [
            [line.values for line in panel.lines if line.name == name] or [[None] * len(panel.points)]
            for panel in spec.panes
        ]
        found.append([number(value) for (values,) in held for value in values])
    return found
