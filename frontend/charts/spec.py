"""What a chart says, frozen: every drawing, table, text and file is made from this and from nothing else."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Number = int | float | Decimal
Kind = Literal["dots", "run", "xmr", "p", "gap"]
Status = Literal["ordinary", "high", "low", "climb", "fall", "told", "withheld", "missing"]
Role = Literal["centre", "limit", "near"]

UNSEEN: tuple[Status, ...] = ("told", "withheld", "missing")
TITLE_LENGTH = 150
_ID = re.compile(r"[a-z][a-z0-9-]*")
_CONTROL_WORDS = re.compile(
    r"\b(target|trajectory|goal|rank|ranking|quartile|rag|best|worst)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Point:
    """One period or group. `value` is as published; None when `status` is told, withheld or missing.

    A figure that is told in words and not drawn has its `text` ("about 5 of 15"): it is published, not withheld.

    `period` is the ISO date or stable name that files carry, `label` what people read. `words` says what a
    flagged point shows ("above the upper limit") or why a point is not shown ("fewer than 10 people").
    """

    period: str
    label: str
    value: Number | None
    n: int | None = None
    lo: Number | None = None
    hi: Number | None = None
    status: Status = "ordinary"
    words: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A centre or a limit: one value for each point, None where it does not apply (another segment)."""

    name: str
    role: Role
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch with its own centre and limits; `first` counts points from 0; `words` names the decision."""

    first: int
    words: str


@dataclass(frozen=True, slots=True)
class Event:
    """A decision, experiment or change of definition that belongs to a period; letters follow the order."""

    period: str
    words: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """The value axis: what it measures, its unit ("" when the label says all), and its ends if they are fixed."""

    label: str
    unit: str = ""
    low: Number | None = None
    high: Number | None = None


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A whole chart. There is no place in it for a target, a rank, a grade or a colour.

    `title` is the one-sentence finding (at most 150 characters), `missing` says who is not in the figure
    ("Nobody is missing." when so), `latest` what the latest point shows, `method` the rows of the method card.
    `interval` names what lo and hi are ("95% interval"), `counted` what n counts ("people", "answers"). Points keep the order given: nothing sorts them.
    Raises ValueError with a sentence when the parts do not fit together.
    """

    id: str
    kind: Kind
    measure: str
    title: str
    subtitle: str
    missing: str
    axis: Axis
    points: tuple[Point, ...]
    lines: tuple[Line, ...] = ()
    segments: tuple[Segment, ...] = ()
    events: tuple[Event, ...] = ()
    latest: str = ""
    interval: str = "95% interval"
    counted: str = "people"
    period_name: str = "Period"
    method: tuple[tuple[str, str], ...] = ()
    ruleset: str = ""
    release: str = ""

    def __post_init__(self) -> None:
        check_heading(self.id, self.title, self.missing)
        _check_points(self.points)
        _check_lines(self)
        _check_places(self)


def check_heading(identity: str, title: str, missing: str) -> None:
    """Refuse an id that HTML and CSS cannot carry, a title that is no headline, and silence on who is missing."""
    if not _ID.fullmatch(identity):
        raise ValueError(f"Chart id {identity!r} must be lower-case letters, digits and hyphens.")
    if not 0 < len(title) <= TITLE_LENGTH:
        raise ValueError(
            f"A chart's title is one sentence of at most {TITLE_LENGTH} characters, not {len(title)}."
        )
    if not missing.strip():
        raise ValueError('Say who is not in the figure, or "Nobody is missing.".')


def _check_points(points: tuple[Point, ...]) -> None:
    if not points:
        raise ValueError("A chart needs at least one point; show an empty state instead.")
    if len({point.period for point in points}) != len(points):
        raise ValueError("Two points have the same period.")
    for point in points:
        _check_point(point)


def _check_point(point: Point) -> None:
    if (point.value is None) != (point.status in UNSEEN):
        raise ValueError(
            f"{point.label}: a point has a value exactly when it is neither told, withheld nor missing."
        )
    if point.value is None and not (point.lo is None and point.hi is None and (point.words or point.text)):
        raise ValueError(f"{point.label}: a point that is not shown has no interval and says why.")
    if bool(point.text) != (point.status == "told"):
        raise ValueError(f"{point.label}: a point has a text exactly when it is told in words.")
    finite(point.label, point.value, point.lo, point.hi)
    if not _ordered(point.lo, point.value, point.hi):
        raise ValueError(f"{point.label}: the value lies outside its own interval.")


def _ordered(*values: Number | None) -> bool:
    seen = [value for value in values if value is not None]
    return seen == sorted(seen)


def _check_lines(spec: ChartSpec) -> None:
    for line in spec.lines:
        if _CONTROL_WORDS.search(line.name):
            raise ValueError(f"{line.name}: charts are for learning; they show no targets, ranks or grades.")
        if len(line.values) != len(spec.points):
            raise ValueError(
                f"{line.name}: a line has one value for each point, None where it does not apply."
            )
        finite(line.name, *line.values)


def _check_places(spec: ChartSpec) -> None:
    finite(spec.axis.label, spec.axis.low, spec.axis.high)
    periods = {point.period for point in spec.points}
    for event in spec.events:
        if event.period not in periods:
            raise ValueError(f"{event.words}: its period {event.period} is not on the chart.")
    for segment in spec.segments:
        if not 0 <= segment.first < len(spec.points):
            raise ValueError(f"{segment.words}: a segment starts at a point of the chart.")


def finite(where: str, *values: Number | None) -> None:
    """Refuse NaN and infinity, which no reader of a chart can use."""
    for value in values:
        if value is not None and not math.isfinite(value):
            raise ValueError(f"{where}: a number of a chart must be finite.")
