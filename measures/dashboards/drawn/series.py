"""One measure in one view over its periods, as it was published, and what statistics read in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from alliance.figures.cells import SafeCell, State
from frontend.charts.parts import Event
from measures.dashboards.words import note_of
from measures.limits.replay import Step, chosen
from measures.plan.reading import MeasureVersion, PeriodRow, ViewRow
from measures.releases.queries import Figure
from measures.statistics.choosing import GAP, Measured, Observation
from measures.statistics.reading import Reading, read
from measures.statistics.segments import Segment, segments

SHARE = ":share"
DRAWN = (State.SHOWN, State.COMBINED)


@dataclass(frozen=True, slots=True)
class Series:
    """One measure in one view over periods: what a chart, a table and a file are made of.

    `figures` are its share, mean or count by period, `counted` the count that a share was made from; `steps` moved its limits,
    `events` belong to the measure, `thresholds` tells by released period which series of thresholds protects it.
    """

    versions: tuple[MeasureVersion, ...]
    view: ViewRow
    periods: tuple[PeriodRow, ...]
    figures: Mapping[str, Figure]
    counted: Mapping[str, Figure]
    cohort: str = ""
    steps: tuple[Step, ...] = ()
    events: tuple[Event, ...] = ()
    thresholds: Mapping[str, int] = field(default_factory=dict)

    @property
    def measure(self) -> MeasureVersion:
        """The newest version."""
        return self.versions[-1]

    @property
    def counts(self) -> bool:
        """Whether the figure is itself how many there are, and rests on no other number."""
        return self.measure.kind == "count"

    @property
    def measured(self) -> Measured:
        """What statistics call it."""
        return "count" if self.counts else "mean" if self.measure.kind == "mean" else "proportion"

    def cell(self, period: PeriodRow) -> SafeCell | None:
        """What was published for a period, None where nothing was."""
        found = self.figures.get(period.code)
        return found.cell if found else None

    def count(self, period: PeriodRow) -> int:
        """The shown count behind a share; a shown 0 has no number."""
        found = self.counted.get(period.code)
        return int(found.cell.number or 0) if found else 0

    def notes(self, periods: Sequence[PeriodRow]) -> list[tuple[str, str]]:
        """(period, note) wherever something must be said."""
        found = ((period.code, self.cell(period)) for period in periods)
        return [(code, note_of(cell)) for code, cell in found if cell and cell.note]

    @property
    def breaks(self) -> list[tuple[int, MeasureVersion]]:
        """Where a later version of the measure starts: the place of its first period, and the version."""
        spans = [self._version(each) for each in self.periods]
        return [(at, new) for at, (old, new) in enumerate(pairwise(spans), 1) if new != old and new]

    @property
    def opened(self) -> list[int]:
        """Where other thresholds begin: the place of the first period that was released under them."""
        known = [
            (at, self.thresholds[each.code])
            for at, each in enumerate(self.periods)
            if each.code in self.thresholds
        ]
        return [at for (_, old), (at, new) in pairwise(known) if new != old]

    @property
    def starts(self) -> list[int]:
        """Where figures are not compared across: another definition, or other thresholds."""
        return sorted({*self.opened, *(at for at, _ in self.breaks)})

    def _version(self, period: PeriodRow) -> MeasureVersion | None:
        return next((each for each in self.versions if each.covers(period.starts_on)), None)


def reading(series: Series) -> Reading:
    """The whole series as statistics read it; a narrower span of periods shows a part of it, and moves no limits."""
    return read(series.measured, observations(series), _stretches(series), recorded=chosen(series.steps))


def observations(series: Series) -> list[Observation]:
    """What statistics see of each period: a figure that is not drawn is a gap."""
    return [_observation(series, each) for each in series.periods]


def _observation(series: Series, period: PeriodRow) -> Observation:
    cell = series.cell(period)
    if cell is None or cell.number is None or cell.state not in DRAWN:
        return GAP
    if series.measured == "proportion":
        return Observation(x=series.count(period), n=cell.n)
    return Observation(Fraction(cell.number), n=None if series.counts else cell.n, step=_step(cell))


def _step(cell: SafeCell) -> Fraction | None:
    return None if cell.step is None else Fraction(cell.step)


def _stretches(series: Series) -> list[Segment]:
    """As the ledger has it, cut wherever the definition or the thresholds changed."""
    codes, found = [each.code for each in series.periods], list[Segment]()
    for each in segments(
        (step.decision for step in series.steps if step.decision and step.period in codes), codes
    ):
        cuts = [each.first, *(at for at in series.starts if each.first < at < each.end), each.end]
        found += [
            replace(each, first=first, end=end, decisions=each.decisions if first == each.first else ())
            for first, end in pairwise(cuts)
        ]
    return found
