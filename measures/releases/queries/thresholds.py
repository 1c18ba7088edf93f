"""Which thresholds protect figures, and by which decisions they came: the same for every member."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from alliance.decisions.using import unused_on
from alliance.door.access import Viewer
from measures.plan.actions import MATTER
from measures.releases.models import Series
from measures.releases.parameters import CHANGEABLE, STANDARD


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One series: its thresholds by name, and the decision that put it into force; none of the first."""

    number: int
    values: Mapping[str, int]
    decision: str
    from_at: datetime | None


@dataclass(frozen=True, slots=True)
class ThresholdLine:
    """One threshold: what it is called, and its value in each series, the oldest first."""

    name: str
    label: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """All series, the oldest first; `decisions` are those that were not used yet, one of which can put another into force."""

    series: tuple[SeriesLine, ...]
    lines: tuple[ThresholdLine, ...]
    decisions: tuple[tuple[int, str], ...]
    may_set: bool


def thresholds(viewer: Viewer) -> Thresholds:
    """The thresholds of the viewer's alliance. Two queries."""
    first = SeriesLine(1, {name: getattr(STANDARD, name) for name in CHANGEABLE}, "", None)
    rows = Series.objects.filter(alliance=viewer.alliance).order_by("number")
    series = (first, *(SeriesLine(row.number, row.values, row.decision, row.from_at) for row in rows))
    lines = (
        ThresholdLine(name, bound.label, tuple(each.values[name] for each in series))
        for name, bound in CHANGEABLE.items()
    )
    may = viewer.may("release.set_thresholds")
    return Thresholds(series, tuple(lines), unused_on(viewer.alliance, MATTER), may)
