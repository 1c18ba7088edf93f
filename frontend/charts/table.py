"""The chart as a table: a row for every period, the withheld ones included, all in words and published figures."""

from dataclasses import dataclass

from frontend.charts.spec import ChartSpec, Point
from frontend.charts.words import axis_heading, events_at, interval, number, shown, status


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, column headings, and rows whose first cell is the row's heading. All texts."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(spec: ChartSpec) -> Table:
    """The chart's table; columns that would be empty throughout are left out."""
    columns = [spec.period_name, axis_heading(spec), spec.counted.capitalize(), spec.interval]
    columns += [line.name for line in spec.lines] + ["What it shows", "Events"]
    rows = [_row(spec, at, point) for at, point in enumerate(spec.points)]
    kept = [at for at in range(len(columns)) if at < 2 or any(row[at] for row in rows)]
    return Table(
        f"{spec.measure}: {spec.subtitle}",
        tuple(columns[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
    )


def _row(spec: ChartSpec, at: int, point: Point) -> tuple[str, ...]:
    size = "" if point.n is None else str(point.n)
    lines = tuple(number(line.values[at]) for line in spec.lines)
    said = (status(point), events_at(spec, point.period))
    return (point.label, shown(point), size, interval(point), *lines, *said)
