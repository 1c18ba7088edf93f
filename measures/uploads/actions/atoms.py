"""A row of a sheet as the atom that a commit would store."""

from uuid import UUID

from measures.atoms.models import ALL, NONE, AtomVersion
from measures.plan.reading import PeriodRow, Plan
from measures.uploads.actions.held import place_of
from measures.uploads.checking.typed import Row
from measures.uploads.keeping.figures import Columns, columns_of
from measures.uploads.keeping.registers import split_codes


def atom_of(plan: Plan, org: UUID, period: PeriodRow, row: Row) -> AtomVersion:
    """The atom of a row, not stored yet and of no file; so a preview can ask for it as well."""
    measure = next(each for each in plan.measures if each.ref == f"{row.measure}/{row.version}")
    cohort = next(each.id for each in plan.cohorts if each.code == row.cohort)
    split = split_codes(plan, row.breakdown, row.category) if row.breakdown else (ALL, ALL)
    columns = columns_of(row, measure.kind)
    held = {name: getattr(columns, name) for name in Columns.__slots__}
    return AtomVersion(
        org_id=org, cohort_id=cohort, period_id=period.id, measure_id=measure.id,
        basis=row.basis, scale=row.scale or "none", breakdown=split[0], category=split[1], found_at=place_of(row),
        baseline_period=row.baseline_period or NONE, **held,
    )  # fmt: skip
