"""The chart in words, for whoever does not see it: always the same order, no colours, no praise and no blame."""

from itertools import groupby

from frontend.charts.spec import UNSEEN, ChartSpec, Line, Point, Role
from frontend.charts.words import (
    KINDS,
    STATUSES,
    event_text,
    lettered,
    level,
    levels,
    number,
    status,
    unit,
    unseen,
)

_LINE_ROLES: tuple[Role, ...] = ("centre", "limit")


def title(spec: ChartSpec) -> str:
    """One sentence of at most 150 characters."""
    return spec.title


def description(spec: ChartSpec) -> tuple[str, ...]:
    """The long text, sentence by sentence: who is missing, what it is, points, lines, signals, latest, events, gaps."""
    parts = (
        (spec.missing, _what(spec), _points(spec)),
        tuple(_line(spec, line) for line in spec.lines if line.role in _LINE_ROLES and levels(line)),
        _signals(spec),
        (spec.latest,),
        tuple(f"Event {letter}, {event_text(spec, event)}." for letter, event in lettered(spec)),
        (_told(spec), _gaps(spec), "The full data are in the table."),
    )
    return tuple(sentence for part in parts for sentence in part if sentence)


def _what(spec: ChartSpec) -> str:
    return f"{KINDS[spec.kind]} of {spec.measure}."


def _points(spec: ChartSpec) -> str:
    first, last = spec.points[0].label, spec.points[-1].label
    span = first if len(spec.points) == 1 else f"{first} to {last}"
    return f"{_counted(len(spec.points))}, {span}{_range_of_n(spec)}."


def _counted(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"


def _range_of_n(spec: ChartSpec) -> str:
    sizes = [point.n for point in spec.points if point.n is not None]
    if not sizes:
        return ""
    low, high = min(sizes), max(sizes)
    return f"; {low} {spec.counted} each" if low == high else f"; between {low} and {high} {spec.counted}"


def _line(spec: ChartSpec, line: Line) -> str:
    return f"{line.name}: {level(line)}{unit(spec)}."


def _signals(spec: ChartSpec) -> tuple[str, ...]:
    flagged = [point for point in spec.points if point.status not in ("ordinary", *UNSEEN)]
    groups = groupby(flagged, key=status)
    return tuple(f"{words}: {_named(list(points), spec)}." for words, points in groups)


def _named(points: list[Point], spec: ChartSpec) -> str:
    return ", ".join(f"{point.label} ({number(point.value)}{unit(spec)})" for point in points)


def _told(spec: ChartSpec) -> str:
    told = [f"{point.label} ({unseen(point)})" for point in spec.points if point.status == "told"]
    return f"{STATUSES['told']}, not drawn: {'; '.join(told)}." if told else ""


def _gaps(spec: ChartSpec) -> str:
    gaps = [point for point in spec.points if point.status in UNSEEN and point.status != "told"]
    told = [f"{point.label} ({STATUSES[point.status].lower()}: {point.words})" for point in gaps]
    return f"Not shown: {'; '.join(told)}." if told else ""
