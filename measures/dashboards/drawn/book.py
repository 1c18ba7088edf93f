"""Everything that charts are made from, read once for a whole page and found by measure and view."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from alliance.decisions.queries import Looked
from frontend.charts.parts import Event
from measures.dashboards.drawn.series import SHARE, Series
from measures.limits.replay import Step, of
from measures.plan.reading import PeriodRow, Plan, ViewRow
from measures.plan.rules import listed
from measures.releases.queries import Figure, Figures
from measures.releases.queries.figures import ENDS

MEASURES = "M"
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Book:
    """The plan, the periods from the first published to the last, and by (measure, view) what was published, by figure."""

    held: Plan
    periods: tuple[PeriodRow, ...]
    by_place: Mapping[Place, Sequence[Figure]]
    steps: tuple[Step, ...]
    looked: tuple[Looked, ...]
    thresholds: Mapping[str, int]

    @classmethod
    def of(cls, held: Plan, found: Figures, known: Iterable[Step], looked: Iterable[Looked]) -> Self:
        """Sort what was read into its places; nothing is asked of the database."""
        return cls(
            held, _published(held, found), found.by_place, tuple(known), tuple(looked),
            {each.period: each.series for each in found.releases},
        )  # fmt: skip

    def figures(self, code: str) -> Iterator[Figure]:
        """Every figure of a measure, view by view."""
        return (each for (measure, _), here in self.by_place.items() if measure == code for each in here)

    def series(self, code: str, view: ViewRow) -> Series:
        """One measure in one view, over every published period."""
        here = self.by_place.get((code, view.code), ())
        main = {each.period: each for each in here if each.figure.endswith(ENDS)}
        counted = {
            (each.period, each.figure): each for each in here if not each.figure.endswith(ENDS)
        }  # fmt: skip
        return Series(
            self.held.versions(code), view, self.periods, main,
            {period: counted[place] for period, each in main.items() if (place := (period, each.figure.removesuffix(SHARE))) in counted},
            self._cohort(view), of(self.steps, code, view.code), tuple(self._events(code)), self.thresholds,
        )  # fmt: skip

    def _cohort(self, view: ViewRow) -> str:
        """Whose answers: the cohorts of the view, or all of them."""
        names = [each.name for each in self.held.cohorts if not view.cohorts or each.code in view.cohorts]
        return listed(names) if names else ""

    def _events(self, code: str) -> Iterable[Event]:
        """The decisions that said that they would look here for their effect, in the period in which they were taken."""
        for each in self.looked:
            day = each.at.date()
            period = next((p for p in self.periods if p.starts_on <= day <= p.ends_on), None)
            if each.about == code and period:
                yield Event(period.starts_on.isoformat(), each.title, each.ref)


def _published(held: Plan, found: Figures) -> tuple[PeriodRow, ...]:
    """From the first published period to the last, the unpublished ones between included: a gap is not left out."""
    known = {each.period for each in found.releases}
    places = [at for at, period in enumerate(held.periods) if period.code in known]
    return held.periods[places[0] : places[-1] + 1] if places else ()
