"""The chart in words, for whoever does not see it: always the same order, no colours, no praise and no blame."""

from itertools import groupby

from frontend.charts.parts import UNSEEN, Axis, Line, Panel, Point, Role
from frontend.charts.spec import IN_ROWS, ChartSpec
from frontend.charts.words import (
    KINDS,
    STATUSES,
    axis_of,
    event_text,
    figure,
    lettered,
    level,
    levels,
    named,
    number,
    status,
    unit,
    unseen,
)

_LINE_ROLES: tuple[Role, ...] = ("centre", "limit")


def description(spec: ChartSpec, own: str = "") -> tuple[str, ...]:
    """The long text, sentence by sentence: who is missing, what it is, points, lines, signals, latest, events, gaps.

    `own` is the number of a funnel's own dot, for the one reader whose dot it is.
    """
    panes = spec.panes
    parts = (
        (spec.missing, f"{KINDS[spec.kind]}: {spec.measure}."),
        *((_span(spec, panel),) for panel in panes[:1] if spec.kind not in IN_ROWS),
        *(_panel(spec, panel) for panel in panes),
        (spec.latest, _own(spec, own)),
        tuple(f"Event {letter}, {event_text(spec, event)}." for letter, event in lettered(spec)),
        *((_told(spec, panel), _gaps(spec, panel)) for panel in panes),
        ("The full data are in the table.",),
    )
    return tuple(sentence for part in parts for sentence in part if sentence)


def _panel(spec: ChartSpec, panel: Panel) -> tuple[str, ...]:
    """A panel's figures (in words where groups stand side by side), its lines, signals and text twin."""
    axis = axis_of(spec, panel)
    drawn = [point for point in panel.points if point.value is not None]
    rows = [f"{_at(spec, panel)}{named(point)}: {figure(spec, axis, point)}." for point in drawn]
    said = f"{panel.words[:1].upper()}{panel.words[1:]}." if panel.words else ""
    twin = f"{_name(spec, panel)}: {said}" if said and spec.panels else said
    lines = [
        f"{_at(spec, panel)}{_line(spec, line, axis)}"
        for line in panel.lines
        if line.role in _LINE_ROLES and levels(line) and spec.kind != "lineup"
    ]
    return (*(rows if spec.kind in IN_ROWS else []), *lines, *_signals(spec, panel), twin)


def _at(spec: ChartSpec, panel: Panel) -> str:
    return f"{_name(spec, panel)}, " if spec.panels else ""


def _name(spec: ChartSpec, panel: Panel) -> str:
    return f"Panel {panel.name}" if spec.kind == "lineup" else panel.name


def _span(spec: ChartSpec, panel: Panel) -> str:
    many = f"{len(spec.panels)} panels of " if spec.panels else ""
    if spec.kind == "funnel":
        return f"{_counted(len(panel.points))}{_range_of_n(spec)}."
    first, last = panel.points[0].label, panel.points[-1].label
    span = first if len(panel.points) == 1 else f"{first} to {last}"
    return f"{many}{_counted(len(panel.points))}, {span}{_range_of_n(spec)}."


def _counted(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"


def _range_of_n(spec: ChartSpec) -> str:
    sizes = [point.n for panel in spec.panes for point in panel.points if point.n is not None]
    if not sizes:
        return ""
    low, high = min(sizes), max(sizes)
    return f"; {low} {spec.counted} each" if low == high else f"; between {low} and {high} {spec.counted}"


def _line(spec: ChartSpec, line: Line, axis: Axis) -> str:
    if spec.kind == "funnel" and line.role == "limit":
        ends = f"{number(line.values[0])} to {number(line.values[-1])}"
        return f"{line.name}, from the smallest to the largest: {ends}{unit(axis)}."
    return f"{line.name}: {level(line)}{unit(axis)}."


def _signals(spec: ChartSpec, panel: Panel) -> tuple[str, ...]:
    flagged = [point for point in panel.points if point.status not in ("ordinary", *UNSEEN)]
    groups = groupby(flagged, key=status)
    where = f"{_name(spec, panel)}, " if spec.panels else ""
    return tuple(
        f"{where}{words}: {_listed(list(points), axis_of(spec, panel))}." for words, points in groups
    )


def _listed(points: list[Point], axis: Axis) -> str:
    return ", ".join(f"{named(point)} ({number(point.value)}{unit(axis)})" for point in points)


def _own(spec: ChartSpec, own: str) -> str:
    found = next((point for point in spec.points if own and point.period == own), None)
    return f"Your own dot: {figure(spec, spec.axis, found)}." if found else ""


def _told(spec: ChartSpec, panel: Panel) -> str:
    told = [f"{named(point)} ({unseen(point)})" for point in panel.points if point.status == "told"]
    return f"{_at(spec, panel)}{STATUSES['told']}, not drawn: {'; '.join(told)}." if told else ""


def _gaps(spec: ChartSpec, panel: Panel) -> str:
    gaps = [point for point in panel.points if point.status in UNSEEN and point.status != "told"]
    told = [f"{named(point)} ({STATUSES[point.status].lower()}: {point.words})" for point in gaps]
    return f"{_at(spec, panel)}Not shown: {'; '.join(told)}." if told else ""
