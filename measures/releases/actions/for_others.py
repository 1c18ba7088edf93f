"""What others may see of what stands: a correction that touches fewer than ten people stays out until it touches ten.

Whoever publishes next, and however often, it stays out: one edition with it and one without could be subtracted.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from measures.atoms.models import ALL, AtomVersion
from measures.atoms.rules import Told, is_small, people_touched
from measures.plan.reading import MeasureVersion, PeriodRow, Plan
from measures.releases.stored.ordering import moments_of
from measures.releases.models import Edition

Batch = tuple[UUID, UUID]
Place = tuple[UUID, str, str]


@dataclass(frozen=True, slots=True)
class ForOthers:
    """The atoms a period is published from; `held` are (partner, measure) whose newest figures wait."""

    atoms: tuple[AtomVersion, ...]
    held: frozenset[Batch]


def for_others(plan: Plan, period: PeriodRow, new: Iterable[AtomVersion] = ()) -> ForOthers:
    """A partner's measure as it stands, or as it was last released while its correction is small. Three queries.

    Whole and breakdown of a measure go together, so that their sums always fit. `new` are atoms that are not stored
    yet: what would be if they stood.
    """
    edition = Edition.objects.filter(alliance_id=plan.alliance, period_id=period.id).last()
    every = AtomVersion.objects.filter(period_id=period.id, basis=ALL).select_related("org", "cohort")
    measures = {each.id: each for each in plan.in_force(period)}
    coming = (atom for atom in new if atom.basis == ALL)
    now = _batches([*every.filter(current__isnull=False), *coming], measures)
    shown = _batches(every.filter(released__edition=edition), measures) if edition else {}
    held = frozenset(batch for batch in now if _waits(measures[batch[1]], shown.get(batch, {}), now[batch]))
    chosen = (shown[batch] if batch in held else found for batch, found in now.items())
    return ForOthers(tuple(atom for found in chosen for atom in found.values()), held)


def _batches(
    atoms: Iterable[AtomVersion], measures: Mapping[UUID, MeasureVersion]
) -> dict[Batch, dict[Place, AtomVersion]]:
    """What is published, by partner and measure: everybody's figures on the scale that the measure prints."""
    found: dict[Batch, dict[Place, AtomVersion]] = {}
    for atom in atoms:
        measure = measures.get(atom.measure_id)
        if measure and _on_scale(atom.scale, measure.scale):
            place = (atom.cohort_id, atom.breakdown, atom.category)
            found.setdefault((atom.org_id, atom.measure_id), {})[place] = atom
    return found


def _on_scale(held: str, published: str) -> bool:
    return held == published if published else held != "metric"


def _waits(
    measure: MeasureVersion, shown: Mapping[Place, AtomVersion], now: Mapping[Place, AtomVersion]
) -> bool:
    return any(is_small(people) for people in _touched(measure, shown, now))


def _touched(
    measure: MeasureVersion, shown: Mapping[Place, AtomVersion], now: Mapping[Place, AtomVersion]
) -> Iterator[int]:
    """People touched in each group; a breakdown that was never shown is no correction of anything."""
    known = {breakdown for _, breakdown, _ in shown}
    ends = Fraction(measure.low), Fraction(measure.high)
    for place, atom in now.items():
        if place[1] in known:
            old = _told(measure, shown[place]) if place in shown else Told()
            yield people_touched(old, _told(measure, atom), *ends)


def _told(measure: MeasureVersion, atom: AtomVersion) -> Told:
    n = atom.n or 0
    if measure.kind != "mean":
        return Told(n, {**atom.counts, "": n - sum(atom.counts.values())})
    moments = moments_of(measure, n, atom.counts, atom.mean, atom.sd)
    return Told(n, atom.counts if atom.counts or not n else None, moments)
