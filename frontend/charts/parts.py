"""What a chart is made of: points, lines, segments, events, axes, panels; each refuses what no reader could use."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Number = int | float | Decimal
Kind = Literal[
    "dots", "run", "xmr", "p", "p_prime", "strip", "classes", "gaps", "funnel", "multiples", "lineup"
]
Status = Literal["ordinary", "high", "low", "climb", "fall", "told", "withheld", "missing"]
Role = Literal["centre", "limit", "near"]

UNSEEN: tuple[Status, ...] = ("told", "withheld", "missing")
FEWEST_DRAWN = 10  # below it there are words and stories only


@dataclass(frozen=True, slots=True)
class Point:
    """One period, group or unit. `value` is as published; None when `status` is told, withheld or missing.

    A figure that is told in words and not drawn has its `text` ("about 5 of 15"): it is published, not withheld.

    `period` is the ISO date or stable name that files carry, `label` what people read (empty on a funnel, whose dots
    are nobody's). `words` says what a flagged point shows ("above the upper limit") or why a point is not shown
    ("fewer than 10 people"). Raises ValueError for NaN, a hole without a reason, or a drawn figure of fewer than 10.
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

    def __post_init__(self) -> None:
        if (self.value is None) != (self.status in UNSEEN):
            raise ValueError(
                f"{self.label}: a point has a value exactly when it is neither told, withheld nor missing."
            )
        if self.value is None and not (self.lo is None and self.hi is None and (self.words or self.text)):
            raise ValueError(f"{self.label}: a point that is not shown has no interval and says why.")
        if bool(self.text) != (self.status == "told"):
            raise ValueError(f"{self.label}: a point has a text exactly when it is told in words.")
        finite(self.label, self.value, self.lo, self.hi)
        _check_drawn(self)


def _check_drawn(point: Point) -> None:
    if point.value is not None and point.n is not None and point.n < FEWEST_DRAWN:
        raise ValueError(f"{point.label}: a figure of fewer than {FEWEST_DRAWN} is told, not drawn.")
    ends = [end for end in (point.lo, point.value, point.hi) if end is not None]
    if ends != sorted(ends):
        raise ValueError(f"{point.label}: the value lies outside its own interval.")


def finite(where: str, *values: Number | None) -> None:
    """Refuse NaN and infinity, which no reader of a chart can use."""
    for value in values:
        if value is not None and not math.isfinite(value):
            raise ValueError(f"{where}: a number of a chart must be finite.")


@dataclass(frozen=True, slots=True)
class Line:
    """A centre or a limit: one value for each point, None where it does not apply (another segment).

    Near lines are drawn only where a spec has them.
    """

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
class Panel:
    """One of several drawings under one headline: a partner, a way of counting, one of the twenty of a line-up.

    `words` are its text twin ("longest run 4, 7 crossings, latest as usual"). Only a strip's panels have an `axis`
    of their own, since they count people first and score points next; no drawing ever has two.
    """

    name: str
    points: tuple[Point, ...]
    lines: tuple[Line, ...] = ()
    segments: tuple[Segment, ...] = ()
    words: str = ""
    axis: Axis | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """What changed, who says so, and what will be tried (blank where nobody knows yet): in people's own words."""

    changed: str
    told_by: str
    will_try: str = ""


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The rules by which points were flagged, by name and version: alliance/1."""

    name: str
    version: int

    def __str__(self) -> str:
        return f"{self.name}/{self.version}"
