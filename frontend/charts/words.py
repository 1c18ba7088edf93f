"""How numbers, statuses and events read, the same in every output."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import count, pairwise, product
from string import ascii_uppercase

from frontend.charts.parts import Axis, Event, Line, Number, Panel, Point, Status
from frontend.charts.spec import IN_ROWS, ChartSpec

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
KINDS = {
    "dots": "Dot chart",
    "run": "Run chart",
    "xmr": "Control chart (XmR)",
    "p": "Control chart (p)",
    "p_prime": "Control chart (p′)",
    "strip": "Who was followed up, and how the same people changed",
    "classes": "Counts by class",
    "gaps": "Dot plot by group",
    "funnel": "Funnel plot",
    "multiples": "Small charts side by side",
    "lineup": "Line-up of 20 charts, one of them real",
}
STATUSES: dict[Status, str] = {
    "ordinary": "",
    "high": "Unusually high",
    "low": "Unusually low",
    "climb": "Climbing",
    "fall": "Falling",
    "told": "Told in words",
    "withheld": "Withheld",
    "missing": "Missing",
}
MARKS: dict[Status, str] = {
    "ordinary": "●",
    "high": "▲",
    "climb": "▲",
    "low": "▼",
    "fall": "▼",
    "told": "◇",
    "withheld": "□",
    "missing": "×",
}


def number(value: Number | None) -> str:
    """The figure exactly as published, without an exponent; an empty text for None."""
    if value is None:
        return ""
    return format(value if isinstance(value, Decimal) else Decimal(str(value)), "f")


def axis_heading(axis: Axis) -> str:
    """What the value axis and its column measure: "Share who said yes (%)"."""
    return f"{axis.label} ({axis.unit})" if axis.unit else axis.label


def axis_of(spec: ChartSpec, panel: Panel) -> Axis:
    """The value axis of a panel: the chart's own, except in a strip."""
    return panel.axis or spec.axis


def named(point: Point) -> str:
    """What people read for a point; the dots of a funnel are nobody's."""
    return point.label or f"Dot {point.period}"


def shown(point: Point) -> str:
    """What stands where the figure stands: the number, the words it is told in, or why there is none."""
    return number(point.value) or point.text or STATUSES[point.status]


def unseen(point: Point) -> str:
    """What stands beside a point that is not drawn: "about 5 of 15", or "Withheld: fewer than 10 people"."""
    return "; ".join(part for part in (point.text, point.words) if part) if point.text else status(point)


def counted(spec: ChartSpec, n: int | None) -> str:
    """For how many: "115 answers"; empty where that is not said."""
    return "" if n is None else f"{n} {spec.counted}"


def status(point: Point) -> str:
    """What a point shows: "Unusually high: above the upper limit"; empty for an ordinary one."""
    name = STATUSES[point.status]
    return f"{name}: {point.words}" if name and point.words else name or point.words


def interval(point: Point) -> str:
    """The point's interval, "19.1 to 23.7"; empty where there is none."""
    return "" if point.lo is None or point.hi is None else f"{number(point.lo)} to {number(point.hi)}"


def lettered(spec: ChartSpec) -> tuple[tuple[str, Event], ...]:
    """The events with their letters: A to Z, then AA, AB and so on."""
    return tuple(zip(_letters(), spec.events, strict=False))


def _letters() -> Iterable[str]:
    for length in count(1):
        for letters in product(ascii_uppercase, repeat=length):
            yield "".join(letters)


def events_at(spec: ChartSpec, period: str) -> str:
    """The letters of the events of one period: "A B"."""
    if all(event.period != period for event in spec.events):
        return ""
    return " ".join(letter for letter, event in lettered(spec) if event.period == period)


def label_of(spec: ChartSpec, period: str) -> str:
    """What people read for a period."""
    points = (point for panel in spec.panes for point in panel.points)
    return next(point.label for point in points if point.period == period)


def event_text(spec: ChartSpec, event: Event) -> str:
    """An event in words: "April 2026: weekly calls started (D-12)"."""
    reference = f" ({event.reference})" if event.reference else ""
    return f"{label_of(spec, event.period)}: {event.words}{reference}"


def levels(line: Line) -> tuple[Number, ...]:
    """The different values a line takes, in order of appearance."""
    return tuple(dict.fromkeys(value for value in line.values if value is not None))


def level(line: Line) -> str:
    """A line's values in words: "21.6, then 22.5", or the range of one that moves with every point."""
    values = levels(line)
    if len(values) > 3:
        return f"between {number(min(values))} and {number(max(values))}"
    return ", then ".join(number(value) for value in values)


def pieces(panel: Panel) -> list[Line]:
    """The lines cut where a segment starts: a new centre is a new line, not a jump of the old one."""
    starts = sorted({0, *(segment.first for segment in panel.segments)})
    spans = list(pairwise([*starts, len(panel.points)]))
    cut = [(line, _only(line.values, first, end)) for line in panel.lines for first, end in spans]
    return [Line(line.name, line.role, values) for line, values in cut if any(v is not None for v in values)]


def _only(values: tuple[Number | None, ...], first: int, end: int) -> tuple[Number | None, ...]:
    return tuple(value if first <= at < end else None for at, value in enumerate(values))


def two_lines(label: str) -> list[str]:
    """A label such as April 2026 as Apr over 2026: months shorten, other words stay."""
    head, _, tail = label.rpartition(" ")
    return [head[:3] if head in MONTHS else head, tail] if head else [tail]


def unit(axis: Axis) -> str:
    """The unit with its space, to stand behind a number; a per cent sign stands close."""
    return "%" if axis.unit == "%" else f" {axis.unit}" if axis.unit else ""


def figure(spec: ChartSpec, axis: Axis, point: Point) -> str:
    """A drawn figure in a line: "21.9 (21.1 to 22.7), 120 people", or "12 of 32 people" for a class."""
    value = f"{number(point.value)}{unit(axis)}"
    if spec.kind == "classes" and point.n is not None:
        value = f"{value} of {counted(spec, point.n)}"
    span = f" ({ends})" if (ends := interval(point)) else ""
    size = f", {counted(spec, point.n)}" if point.n is not None and spec.kind != "classes" else ""
    return f"{value}{span}{size}"


def cautions(spec: ChartSpec) -> tuple[str, ...]:
    """What every file says beside the numbers."""
    order = "The order is the one that was declared. A file can be sorted by value all the same; such an order shows chance as much as difference."
    return (order,) if spec.kind in (*IN_ROWS, "multiples") else ()
