"""From published cells to a chart: dots and medians, gaps said in words, a break where the definition changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from statistics import median

from alliance.figures.cells import SafeCell, State
from frontend.charts.parts import Axis, Event, Line, Number, Point, Segment, Status
from frontend.charts.spec import ChartSpec
from measures.dashboards.words import answers_words, by_note, headline, latest, missing_words
from measures.plan.reading import MeasureVersion, PeriodRow, ViewRow
from measures.plan.rules import coded
from measures.releases.parameters import STANDARD
from measures.releases.queries import Figure

FEWEST_FOR_MEDIAN = 3
SHARE_ROUND, COUNT_ROUND, SHORT_SCALE = Decimal(10), Decimal(10), Decimal(12)
RULES = ("Rules", "Dots and a median of each stretch; no signals are looked for.")
MISSING = (State.NOT_COLLECTED, State.NOT_OFFERED)


@dataclass(frozen=True, slots=True)
class Series:
    """One measure in one view over periods: what a chart, a table and a file are made of.

    `thresholds` tells by released period which series of thresholds protects it.
    """

    versions: tuple[MeasureVersion, ...]
    view: ViewRow
    periods: tuple[PeriodRow, ...]
    figures: Mapping[str, Figure]
    thresholds: Mapping[str, int] = field(default_factory=dict)

    @property
    def measure(self) -> MeasureVersion:
        """The newest version."""
        return self.versions[-1]

    @property
    def counts(self) -> bool:
        """Whether the figure is itself how many there are, and rests on no other number."""
        return self.measure.kind == "count"

    def cell(self, period: PeriodRow) -> SafeCell | None:
        """What was published for a period, None where nothing was."""
        found = self.figures.get(period.code)
        return found.cell if found else None

    @property
    def notes(self) -> list[tuple[str, str]]:
        """(period, note) wherever something must be said."""
        found = ((period.code, self.cell(period)) for period in self.periods)
        return [(code, cell.note) for code, cell in found if cell and cell.note]

    @property
    def breaks(self) -> list[tuple[int, MeasureVersion]]:
        """Where a later version of the measure starts: the place of its first period, and the version."""
        spans = [(each, self._version(each)) for each in self.periods]
        changed = (
            (at + 1, new) for at, ((_, old), (_, new)) in enumerate(pairwise(spans)) if new != old and new
        )
        return [(at, new) for at, new in changed if new]

    @property
    def opened(self) -> list[int]:
        """Where other thresholds begin: the place of the first period that was released under them."""
        known = [
            (at, self.thresholds[each.code])
            for at, each in enumerate(self.periods)
            if each.code in self.thresholds
        ]
        return [at for (_, old), (at, new) in pairwise(known) if new != old]

    def _version(self, period: PeriodRow) -> MeasureVersion | None:
        return next((each for each in self.versions if each.covers(period.starts_on)), None)


def chart(series: Series, axis: Axis, method: Sequence[tuple[str, str]] = (), prefix: str = "") -> ChartSpec:
    """The chart of a series. ValueError where it has no periods: show an empty state instead."""
    points = tuple(_point(series, period) for period in series.periods)
    segments = _segments(series)
    starts = [0, *(each.first for each in segments)]
    line = _medians(points, starts)
    return ChartSpec(
        id=coded(f"{prefix}{series.measure.code}-{series.view.code}"), kind="dots", measure=series.measure.wording,
        title=headline(points, starts[-1], line, axis.unit), subtitle=_subtitle(series, points),
        missing=missing_words(by_note(series.notes)), axis=axis, points=points,
        lines=(Line("Median", "centre", line),) if any(value is not None for value in line) else (),
        segments=segments,
        events=tuple(
            Event(series.periods[at].starts_on.isoformat(), _changed(version), version.decision)
            for at, version in series.breaks
        ),
        latest=latest(points, axis.unit), counted="answers", method=(*method, RULES), release=_release(series),
    )  # fmt: skip


def shared_axis(measure: MeasureVersion, figures: Iterable[Figure]) -> Axis:
    """One axis for all views of a measure, so that they can be read side by side; made from published figures alone."""
    cells = [each.cell for each in figures if each.cell.number is not None]
    seen = [value for cell in cells for value in _reach(cell)]
    if measure.kind == "count":
        low, high = _round(seen, COUNT_ROUND, Decimal(0), max([*seen, COUNT_ROUND]) + COUNT_ROUND)
        return Axis("How many", "", low, high)
    if measure.kind != "mean":
        low, high = _round(seen, SHARE_ROUND, Decimal(0), Decimal(100))
        return Axis("Share who said yes", "%", low, high)
    step = Decimal(1) if measure.high - measure.low <= SHORT_SCALE else Decimal(5)
    low, high = _round(seen, step, measure.low, measure.high)
    return Axis("Average score", "", low, high)


def _reach(cell: SafeCell) -> list[Decimal]:
    ends = [cell.interval.lower, cell.interval.upper] if cell.interval else []
    return [*ends, *([cell.number] if cell.number is not None else [])]


def _round(seen: list[Decimal], step: Decimal, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    if not seen:
        return low, high
    lower = (min(seen) / step).to_integral_value(ROUND_FLOOR) * step
    upper = (max(seen) / step).to_integral_value(ROUND_CEILING) * step
    return max(low, lower), min(high, upper) if upper > lower else upper + step


def _point(series: Series, period: PeriodRow) -> Point:
    place, cell = (period.starts_on.isoformat(), period.code), series.cell(period)
    if cell is None:
        return Point(*place, None, status="missing", words="not published for this view")
    if cell.state not in (State.SHOWN, State.COMBINED):
        status: Status = "missing" if cell.state in MISSING else "withheld"
        return Point(*place, None, status=status, words=cell.note or cell.text)
    if cell.number is None:
        few = f"fewer than {STANDARD.percent_min} answers, so no per cent" if " of " in cell.text else ""
        words = "; ".join(part for part in (few, cell.note) if part)
        return Point(*place, None, cell.n, status="told", words=words, text=cell.text)
    lower, upper = (cell.interval.lower, cell.interval.upper) if cell.interval else (None, None)
    of = None if series.counts else cell.n
    return Point(*place, cell.number, of, lower, upper, words=cell.note)


def _medians(points: Sequence[Point], starts: Sequence[int]) -> tuple[Number | None, ...]:
    found: list[Number | None] = []
    for first, end in pairwise([*starts, len(points)]):
        seen = [Decimal(str(point.value)) for point in points[first:end] if point.value is not None]
        middle = median(seen) if len(seen) >= FEWEST_FOR_MEDIAN else None
        found += [middle] * (end - first)
    return tuple(found)


def _subtitle(series: Series, points: Sequence[Point]) -> str:
    first, last = points[0].label, points[-1].label
    span = first if len(points) == 1 else f"{first} to {last}"
    gaps = sum(point.value is None for point in points)
    hidden = f", {gaps} of {len(points)} periods without a drawn figure" if gaps else ""
    return f"{series.view.name}, {span}{answers_words(points)}{hidden}"


def _segments(series: Series) -> tuple[Segment, ...]:
    """Where figures are not compared across: another definition, or other thresholds."""
    words = dict.fromkeys(series.opened, "other thresholds protect the figures")
    for at, version in series.breaks:
        words[at] = f"{_changed(version)}; {words[at]}" if at in words else _changed(version)
    return tuple(Segment(at, text) for at, text in sorted(words.items()))


def _changed(version: MeasureVersion) -> str:
    what = (
        version.counts_as.replace(f"({version.decision})", "").strip()
        if version.decision
        else version.counts_as
    )
    return f"new definition: {what}" if what else "new definition"


def _release(series: Series) -> str:
    numbers = [each.cell.release for each in series.figures.values()]
    return f"Release {max(numbers)}" if numbers else ""
