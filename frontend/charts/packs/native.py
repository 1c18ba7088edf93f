"""A chart as office programs draw it: categories and series of numbers, the same for workbooks and slides."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from frontend.charts.marks import COLOURS, INK, LINE_COLOURS, ORDINARY
from frontend.charts.panes import counts, shared_extent
from frontend.charts.parts import UNSEEN, Axis, Line, Number, Panel, Point, Role, Status
from frontend.charts.scale import ticks
from frontend.charts.spec import JOINED, ChartSpec
from frontend.charts.words import MARKS, STATUSES, axis_heading, axis_of, events_at, named, pieces, two_lines

Shape = Literal["circle", "up", "down", "diamond", "square", "cross", "none"]
MOST_NAMES = 13  # that stand beside one another without turning
_SHAPES: dict[str, Shape] = {
    "●": "circle", "▲": "up", "▼": "down", "◇": "diamond", "□": "square", "×": "cross",
}  # fmt: skip
# office programs have no triangle that points down, so flagged marks say what they are
_NOTES: dict[Status, str] = {"high": "high", "low": "low", "climb": "climbing", "fall": "falling"}
_DASHES: dict[Role, str] = {"centre": "solid", "limit": "dash", "near": "dot"}


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each category, None for a gap. `notes` are words or letters to stand at the values.

    `figures` is false where the values only say where something is drawn (events, periods without a figure);
    `posts` asks for an upright from each value down to the axis.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str
    shape: Shape = "none"
    dash: str = ""
    up: tuple[float, ...] = ()
    down: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()
    figures: bool = True
    posts: bool = False

    @property
    def hollow(self) -> bool:
        """Whether the mark is only an outline: what has no figure."""
        return self.shape in ("diamond", "square", "cross")


@dataclass(frozen=True, slots=True)
class Native:
    """One drawing: `bars`, `lines` over categories, or `dots` over `sizes`; every so many categories has its name
    written, none where `every` is 0."""

    name: str
    style: Literal["bars", "lines", "dots"]
    axis: str
    low: float
    high: float
    step: float
    categories: tuple[str, ...]
    sizes: tuple[int, ...]
    series: tuple[Series, ...]
    every: int = 1


def natives(spec: ChartSpec) -> tuple[Native, ...]:
    """One drawing a panel, in the order given."""
    return tuple(_native(spec, panel) for panel in spec.panes)


def _native(spec: ChartSpec, panel: Panel) -> Native:
    axis: Axis = axis_of(spec, panel)
    style: Literal["bars", "lines", "dots"] = (
        "bars" if counts(spec, panel) else "dots" if spec.kind == "funnel" else "lines"
    )
    low, high = shared_extent(spec, panel)
    sizes = tuple(point.n or 0 for point in panel.points) if style == "dots" else ()
    series = (
        *_lines(panel),
        *_series(spec, panel, style),
        *_marks(panel, low + (high - low) / 40),
        *_events(spec, panel, high),
    )
    names = tuple(" ".join(two_lines(named(point))) for point in panel.points)
    return Native(
        panel.name,
        style,
        axis_heading(axis),
        low,
        high,
        _step(low, high),
        names,
        sizes,
        series,
        _every(spec, len(names)),
    )


def _every(spec: ChartSpec, count: int) -> int:
    if spec.kind == "lineup":
        return 0
    return max(1, count - 1) if spec.kind == "multiples" else -(-count // MOST_NAMES)


def _step(low: float, high: float) -> float:
    """From one level line to the next."""
    places = [at for at, _ in ticks(low, high)]
    return round(places[1] - places[0], 9) if len(places) > 1 else high - low


def real(value: Number | None) -> float | None:
    """A published number as office programs keep it."""
    return None if value is None else float(value)


def _lines(panel: Panel) -> tuple[Series, ...]:
    return tuple(_line(line) for line in pieces(panel))


def _line(line: Line) -> Series:
    values = tuple(real(value) for value in line.values)
    return Series(line.name, values, LINE_COLOURS[line.role], dash=_DASHES[line.role])


def _series(spec: ChartSpec, panel: Panel, style: str) -> tuple[Series, ...]:
    """All figures as one series, joined where the kind joins them; bars are this series alone."""
    if spec.kind not in JOINED and style != "bars":
        return ()
    values = tuple(real(point.value) for point in panel.points)
    return (Series(spec.measure, values, ORDINARY, dash="solid"),)


def _marks(panel: Panel, foot: float) -> tuple[Series, ...]:
    statuses = dict.fromkeys(point.status for point in panel.points)
    return tuple(_mark(panel.points, status, foot) for status in statuses)


def _mark(points: tuple[Point, ...], status: Status, foot: float) -> Series:
    unseen = status in UNSEEN
    chosen = tuple(point if point.status == status else None for point in points)
    values = tuple(None if point is None else foot if unseen else real(point.value) for point in chosen)
    reach = [(0.0, 0.0) if point is None else _reach(point) for point in chosen]
    has = any(up or down for up, down in reach)
    ups, downs = (tuple(up for up, _ in reach), tuple(down for _, down in reach)) if has else ((), ())
    name = STATUSES[status] or "Published value"
    notes = tuple(_NOTES[status] if point else "" for point in chosen) if status in _NOTES else ()
    return Series(
        name,
        values,
        COLOURS[status],
        _SHAPES[MARKS[status]],
        up=ups,
        down=downs,
        notes=notes,
        figures=not unseen,
    )


def _reach(point: Point) -> tuple[float, float]:
    if point.value is None or point.lo is None or point.hi is None:
        return 0.0, 0.0
    low, value, high = (Decimal(str(number)) for number in (point.lo, point.value, point.hi))
    return float(high - value), float(value - low)


def _events(spec: ChartSpec, panel: Panel, high: float) -> tuple[Series, ...]:
    letters = tuple(events_at(spec, point.period) for point in panel.points)
    values = tuple(high if letter else None for letter in letters)
    shown = Series("Events", values, INK, notes=letters, figures=False, posts=True)
    return (shown,) if any(letters) else ()
