"""What stands behind the dashboard of the bench: every partner's sheet for every quarter, and the same rows for plain SQL.

Sheets are stored row by row as a commit stores them, and published from what is stored, joined, drawn and worded as others see
it; only the audit, which takes its time and changes nothing about reading, is left out. Beside them lie the same rows
as a reporting tool would be given them. `agree` finds that both add up to the same, person by person.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection

from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.window import opened
from measures.atoms.models import AtomVersion, CurrentAtom, FileVersion
from measures.plan.keys import alliance_key
from measures.plan.models import Period
from measures.plan.reading import MeasureVersion, PeriodRow, Plan, Supplier, read_plan
from measures.releases.actions.reading import atoms_in, rules_of, standing
from measures.releases.models import PublishedFigure, Release, ReleasedPeriod
from measures.releases.publish import Protected, publish, row_of
from measures.releases.stored.ordering import order_for
from measures.uploads.actions.atoms import atom_of
from measures.uploads.actions.committing import NAMED
from measures.uploads.actions.held import held_rows
from measures.uploads.checking.typed import Figures, Row
from measures.uploads.keeping.rows import row_json
from tests.bench.peers.models import RawRow
from tests.measures.dashboards.long import quarters

FIRST_YEAR, CENT = 2025, Decimal("0.01")
WAVE = (0, 2, -2, 1, -1, 2, 0, -2, 1)  # hundredths of a scale: enough that no rounding hides the pattern
RISE, LONE = 12, 9  # from which quarter shares stand higher, and in which one averages do
SUMS = (
    "SELECT measure, period, partner, SUM(n), SUM(numerator), SUM(n * mean) FROM bench_peers_rawrow "
    "GROUP BY measure, period, partner"
)
Sums = dict[tuple[str, str, str], tuple[int, int, Decimal]]


def fill(alliance: UUID, count: int) -> None:
    """Sheets of `count` quarters from every partner, published, and the same rows for SQL."""
    with opened():
        periods = {period.code for period in _periods(alliance, count)}
        plan = read_plan(alliance)
        shown = [each for each in plan.periods if each.code in periods]
        for at, period in enumerate(shown):
            _store(plan, period, at)
        _publish(plan, shown)


def _periods(alliance: UUID, count: int) -> Iterator[Period]:
    for code, start, end in quarters(FIRST_YEAR, count):
        days = {"starts_on": start, "ends_on": end, "due_on": end}
        yield Period.objects.get_or_create(alliance_id=alliance, code=code, defaults=days)[0]


def _store(plan: Plan, period: PeriodRow, at: int) -> None:
    files = {each.org: list(_sheet(plan, period, at, each)) for each in plan.suppliers}
    kept = [_file(org, period, rows) for org, rows in files.items()]
    FileVersion.objects.bulk_create(kept)
    atoms = [_atom(plan, file, period, row) for file in kept for row in files[file.org_id]]
    AtomVersion.objects.bulk_create(atoms, batch_size=500)
    CurrentAtom.objects.bulk_create(
        (CurrentAtom(version=each, **{name: getattr(each, name) for name in NAMED}) for each in atoms),
        batch_size=500,
    )
    raw = (_raw(each, row) for each in plan.suppliers for row in files[each.org])
    RawRow.objects.bulk_create(raw, batch_size=1_000)


def _sheet(plan: Plan, period: PeriodRow, at: int, partner: Supplier) -> Iterator[Row]:
    """A partner's rows of one quarter: as many people behind each measure of one cohort."""
    chance, line = Random(f"{partner.code} {period.code}"), 1
    for cohort in plan.cohorts:
        people = chance.randint(15, 60)
        for measure in plan.in_force(period):
            line += 1
            scale = measure.scale or "raw" if measure.kind == "mean" else ""
            figures = _figures(measure, at, people, chance)
            yield Row(
                line,
                "",
                period.code,
                cohort.code,
                measure.code,
                str(measure.version),
                "",
                "",
                "all",
                scale,
                figures,
            )


def _figures(measure: MeasureVersion, at: int, people: int, chance: Random) -> Figures:
    wave = Decimal(WAVE[at % len(WAVE)] + chance.randint(-3, 3)) / 100
    if measure.kind == "proportion":
        share = Decimal("0.5") + 2 * wave + (Decimal("0.16") if at >= RISE else 0)
        return Figures(n=people, numerator=round(people * share))
    span = measure.high - measure.low
    mean = measure.low + span * (Decimal("0.45") + wave + (Decimal("0.15") if at == LONE else 0))
    return Figures(n=people, mean=mean.quantize(CENT), sd=(span / 6).quantize(CENT))


def _file(org: UUID, period: PeriodRow, rows: Iterable[Row]) -> FileVersion:
    now = clock.now()
    return FileVersion(
        org_id=org, period_id=period.id, number=1, fingerprint="f" * 64, snapshot=[row_json(row) for row in rows],
        received_at=now, committed_at=now,
    )  # fmt: skip


def _atom(plan: Plan, file: FileVersion, period: PeriodRow, row: Row) -> AtomVersion:
    made = atom_of(plan, file.org_id, period, row)
    made.file = file
    return made


def _raw(partner: Supplier, row: Row) -> RawRow:
    said = row.figures
    return RawRow(
        partner=partner.code, period=row.period, cohort=row.cohort, measure=row.measure, n=said.n, numerator=said.numerator,
        mean=said.mean,
    )  # fmt: skip


def _publish(plan: Plan, periods: list[PeriodRow]) -> None:
    release = Release(
        alliance_id=plan.alliance, period_id=periods[-1].id, number=1, state="published",
        opened_at=clock.now(), published_at=clock.now(),
    )  # fmt: skip
    release.save(force_insert=True)
    ReleasedPeriod.objects.bulk_create(ReleasedPeriod(release=release, period_id=each.id) for each in periods)
    for period in periods:
        found = (PublishedFigure(released=release, **row) for row in _shown(plan, period))
        PublishedFigure.objects.bulk_create(found, batch_size=500)


def _shown(plan: Plan, period: PeriodRow) -> Iterator[dict[str, Any]]:
    """A quarter's figures as columns, made from its stored atoms."""
    key, atoms = alliance_key(plan.alliance), tuple(atoms_in(plan, period, standing(plan, period)))
    assert isinstance(key, bytes)
    made = publish(order_for(plan, period, 1, atoms, key, rules_of(plan.alliance).of(period.id)))
    assert isinstance(made, Protected), made
    return (row_of(each, key) for each in made.figures)


def agree(viewer: Viewer) -> None:
    """What SQL adds up of the raw rows is exactly what the partners' own rows, as their owners are shown them, add up to."""
    plan = read_plan(viewer.alliance)
    own, asked = _owned(plan), _asked()
    assert own == asked, [
        (key, own.get(key), asked.get(key)) for key in own | asked if own.get(key) != asked.get(key)
    ][:3]


def _owned(plan: Plan) -> Sums:
    people, yes, points = (
        defaultdict[Any, int](int),
        defaultdict[Any, int](int),
        defaultdict[Any, Fraction](Fraction),
    )
    for partner in plan.suppliers:
        for held in held_rows(partner.org).values():
            key, said = (held.row.measure, held.row.period, partner.code), held.row.figures
            assert said.n is not None
            people[key] += said.n
            yes[key] += said.numerator or 0
            points[key] += said.n * Fraction(said.mean or 0)
    return {key: (n, yes[key], _cents(points[key])) for key, n in people.items()}


def _asked() -> Sums:
    with connection.cursor() as cursor:
        cursor.execute(SUMS)
        return {
            (measure, period, partner): (n, yes or 0, _cents(Fraction(points or 0)))
            for measure, period, partner, n, yes, points in cursor.fetchall()
        }


def _cents(points: Fraction) -> Decimal:
    """Means have two places, so has a sum of people times means; SQLite adds them up in floats."""
    return Decimal(round(points * 100)) / 100
