"""The chart as a table: a row for every period, the withheld ones included, all in words and published figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from frontend.charts.parts import Line, Panel, Point
from frontend.charts.spec import ChartSpec
from frontend.charts.words import axis_heading, axis_of, events_at, interval, named, number, shown, status

SHOWS = "What it shows"


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, column headings, and rows whose first `heads` cells are the row's headings. All texts."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    heads: int = 1


def table(spec: ChartSpec, own: str = "") -> Table:
    """The chart's table; columns that would be empty throughout are left out. `own` is a funnel's own dot."""
    heads, lines = 2 if spec.panels else 1, line_names(spec)
    columns = [spec.panel_name] * bool(spec.panels) + [spec.period_name, _heading(spec)]
    size = "Out of" if spec.kind == "classes" else spec.counted.capitalize()
    columns += [size, spec.interval, *lines, SHOWS, "Events"]
    rows = [_row(spec, panel, at, own, lines) for panel, at, _ in every_point(spec)]
    kept = [at for at in range(len(columns)) if at <= heads or any(row[at] for row in rows)]
    return Table(
        f"{spec.measure}: {spec.subtitle}",
        tuple(columns[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
        heads,
    )


def every_point(spec: ChartSpec) -> Iterator[tuple[Panel, int, Point]]:
    """Each point with its panel and its place in it, in the order given."""
    return ((panel, at, point) for panel in spec.panes for at, point in enumerate(panel.points))


def line_names(spec: ChartSpec) -> tuple[str, ...]:
    """The names of all lines, each once."""
    return tuple(dict.fromkeys(line.name for panel in spec.panes for line in panel.lines))


def line_values(names: Iterable[str], panel: Panel, at: int) -> tuple[str, ...]:
    """What each line of `names` says at one point, empty where the panel has no such line."""
    held: dict[str, Line] = {line.name: line for line in panel.lines}
    return tuple(number(held[name].values[at]) if name in held else "" for name in names)


def panel_heading(spec: ChartSpec, panel: Panel) -> str:
    """A panel's name, with what its own axis measures where it has one."""
    return f"{panel.name} ({axis_heading(panel.axis)})" if panel.axis else panel.name


def _heading(spec: ChartSpec) -> str:
    return "Figure" if spec.kind == "strip" else axis_heading(axis_of(spec, spec.panes[0]))


def _row(spec: ChartSpec, panel: Panel, at: int, own: str, names: Sequence[str]) -> tuple[str, ...]:
    point = panel.points[at]
    size = "" if point.n is None else str(point.n)
    said = "; ".join(part for part in (status(point), "yours" if own and point.period == own else "") if part)
    head = (panel_heading(spec, panel),) if spec.panels else ()
    lines, letters = line_values(names, panel, at), events_at(spec, point.period)
    return (*head, named(point), shown(point), size, interval(point), *lines, said, letters)
