"""The exact figures that stand, and those behind every release: for the makers of releases alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from hmac import new as keyed
from uuid import UUID

from measures.atoms.models import ALL, FOLLOWUP, AtomVersion
from measures.atoms.scored import classes_of, differences_of, mean_change
from measures.instruments.meaning import is_outcome
from measures.instruments.parts import measured_with
from measures.plan.reading import MeasureVersion, PeriodRow, Plan
from measures.releases.inputs import AtomIn, Given, Group, Kind
from measures.releases.making.change import code_of
from measures.releases.making.statements import Statement
from measures.releases.models import ReleasedAtom, ReleasedPeriod, ReleasedStatement, Series
from measures.releases.parameters import STANDARD, Parameters, next_series
from measures.releases.rules import State
from measures.releases.stored.ordering import moments_of
from measures.releases.stored.statements import statement_from


def standing(plan: Plan, period: PeriodRow) -> tuple[AtomVersion, ...]:
    """Everybody's figures of a period as they stand now, on the scale that each measure prints. One query."""
    found = AtomVersion.objects.filter(period_id=period.id, basis=ALL, current__isnull=False)
    return printed(plan, period, found.select_related("org", "cohort"))


def paired(plan: Plan, period: PeriodRow) -> tuple[AtomVersion, ...]:
    """The people who answered twice, the later time in a period, where their answers are known one by one: of whole cohorts
    and measures that print an average. One query."""
    found = AtomVersion.objects.filter(
        period_id=period.id, basis=FOLLOWUP, breakdown=ALL, current__isnull=False
    ).select_related("org", "cohort")
    measures = {each.id: each for each in plan.in_force(period) if may_change(each)}
    return tuple(
        atom for atom in found
        if atom.joint and atom.measure_id in measures and _on_scale(atom.scale, measures[atom.measure_id].scale)
    )  # fmt: skip


def may_change(measure: MeasureVersion) -> bool:
    """Whether the change of a measure may be shown: of an average, and of no instrument that only describes people."""
    found = measured_with(measure.instrument)
    return measure.kind == Kind.MEAN and (found is None or is_outcome(found))


def printed(plan: Plan, period: PeriodRow, atoms: Iterable[AtomVersion]) -> tuple[AtomVersion, ...]:
    """The atoms that a period prints: of everybody, of a measure in force, on its scale."""
    measures = {each.id: each for each in plan.in_force(period)}
    return tuple(
        atom for atom in atoms
        if atom.basis == ALL and atom.measure_id in measures and _on_scale(atom.scale, measures[atom.measure_id].scale)
    )  # fmt: skip


def _on_scale(held: str, wanted: str) -> bool:
    return held == wanted if wanted else held != "metric"


def atom_in(period: PeriodRow, measure: MeasureVersion, held: AtomVersion) -> AtomIn:
    """A stored atom as a release takes it; `held` has its organisation and cohort with it."""
    if held.basis == FOLLOWUP:
        return _change_in(period, measure, held)
    split = (held.breakdown, held.category) if held.breakdown != ALL else ("", "")
    group, state, n = Group(held.org.code, held.cohort.code, *split), Given(held.state), held.n or 0
    if measure.kind == Kind.MEAN:
        moments = moments_of(measure, held.n, held.counts, held.mean, held.sd)
        return AtomIn(group, period.code, measure.code, n, held.counts, moments, state)
    return AtomIn(group, period.code, measure.code, n, held.counts, state=state)


def _change_in(period: PeriodRow, measure: MeasureVersion, held: AtomVersion) -> AtomIn:
    joint = [(first, later, people) for first, later, people in held.joint]
    how = measure.instrument, measure.scale
    return AtomIn(
        Group(held.org.code, held.cohort.code), period.code, code_of(measure.code, held.baseline_period), held.n or 0,
        classes_of(joint, measure.instrument), mean_change(joint, *how), Given(held.state), differences_of(joint, *how),
    )  # fmt: skip


def atoms_in(plan: Plan, period: PeriodRow, held: Iterable[AtomVersion]) -> dict[AtomIn, UUID]:
    """Stored atoms as a release takes them, each with the version that it came from."""
    measures = {each.id: each for each in plan.in_force(period)}
    return {atom_in(period, measures[each.measure_id], each): each.id for each in held}


@dataclass(frozen=True, slots=True)
class Past:
    """All that was ever published, as its audit knew it, the oldest first, and the atom version behind each exact figure."""

    statements: tuple[Statement, ...]
    versions: Mapping[AtomIn, UUID]


def released(plan: Plan, period: PeriodRow | None = None) -> Past:
    """What was published, in all or of one period. Two queries."""
    found = ReleasedStatement.objects.filter(
        release__alliance_id=plan.alliance, release__state=State.PUBLISHED
    ).select_related("release")
    rows = sorted(
        found.filter(period_id=period.id) if period else found,
        key=lambda row: (row.release.number, row.position),
    )
    atoms, periods = (
        _atoms_of(plan, {row.release_id for row in rows}),
        {each.id: each for each in plan.periods},
    )
    statements = tuple(
        statement_from(
            row.content, row.release.number, periods[row.period_id].code, row.measure,
            tuple(atoms.get((row.release_id, row.period_id, row.measure), ())),
        )
        for row in rows
    )  # fmt: skip
    return Past(statements, {atom: version for each in atoms.values() for atom, version in each.items()})


Place = tuple[UUID, UUID, str]


def _atoms_of(plan: Plan, releases: set[UUID]) -> dict[Place, dict[AtomIn, UUID]]:
    measures = {each.id: each for each in plan.measures}
    periods = {each.id: each for each in plan.periods}
    found: dict[Place, dict[AtomIn, UUID]] = {}
    rows = ReleasedAtom.objects.filter(release__in=releases)
    for row in rows.select_related("version__org", "version__cohort"):
        version, measure = row.version, measures[row.version.measure_id]
        atom = atom_in(periods[version.period_id], measure, version)
        found.setdefault((row.release_id, version.period_id, atom.measure), {})[atom] = version.id
    return found


def released_periods(alliance: UUID) -> frozenset[UUID]:
    """The periods of which figures are out."""
    found = ReleasedPeriod.objects.filter(release__alliance_id=alliance, release__state=State.PUBLISHED)
    return frozenset(found.values_list("period_id", flat=True))


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds in force, and those of each released period: a period keeps the series of its first release."""

    newest: Parameters
    by_period: Mapping[UUID, Parameters]

    def of(self, period: UUID) -> Parameters:
        """The thresholds that a period is released with."""
        return self.by_period.get(period, self.newest)


def rules_of(alliance: UUID) -> Rules:
    """The thresholds of an alliance. One query where no decision ever changed them, two where one did."""
    known = [STANDARD]
    for row in Series.objects.filter(alliance_id=alliance).order_by("number"):
        known.append(next_series(known[-1], row.values))
    if len(known) == 1:
        return Rules(STANDARD, {})
    rows = ReleasedPeriod.objects.filter(release__alliance_id=alliance, release__state=State.PUBLISHED)
    return Rules(known[-1], {period: known[at - 1] for period, at in rows.values_list("period_id", "series")})


def fingerprint(plan: Plan, period: UUID, key: bytes) -> str:
    """A keyed mark of all that an audit rests on: the plan, the thresholds, the atom versions of its period and of those released."""
    watched = {period, *released_periods(plan.alliance)}
    versions = AtomVersion.objects.filter(period_id__in=watched, current__isnull=False).values_list(
        "id", flat=True
    )
    body = repr((plan, rules_of(plan.alliance).of(period), sorted(map(str, versions))))
    return keyed(key, body.encode(), sha256).hexdigest()


def key_id(key: bytes) -> str:
    """Tells one key from another, and nothing of either."""
    return keyed(key, b"alliance-key-id/1", sha256).hexdigest()[:16]
