"""From the plan to what a release is made of, in declared order; nothing here decides what may be shown."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from measures.atoms.rules import Moments, moments_of_mean
from measures.atoms.scored import moments_of_scores
from measures.instruments.meaning import classes_of_change
from measures.instruments.parts import measured_with
from measures.plan.reading import MeasureVersion, PeriodRow, Plan, Supplier, ViewRow
from measures.releases.inputs import (
    AtomIn,
    CohortIn,
    DimensionIn,
    Kind,
    MeasureIn,
    Order,
    PartnerIn,
    Reach,
    ViewIn,
)
from measures.releases.making.change import code_of
from measures.releases.parameters import Parameters

SENSITIVE_K = 2


def order_for(
    plan: Plan, period: PeriodRow, number: int, atoms: tuple[AtomIn, ...], key: bytes, rules: Parameters
) -> Order:
    """What release `number` says of a period is made from this, under the thresholds of the period."""
    return Order(
        release=number, period=period.code, partners=tuple(_partner(each, period) for each in plan.suppliers),
        cohorts=tuple(CohortIn(each.code, each.name, each.parent) for each in plan.cohorts),
        measures=(*measures_for(plan, period, rules), *_changes(plan, period, rules, atoms)), views=tuple(_view(each) for each in plan.views), atoms=atoms, key=key,
        dimensions=tuple(DimensionIn(each.code, each.name, dict(each.categories)) for each in plan.breakdowns),
        rules=rules,
    )  # fmt: skip


def measures_for(plan: Plan, period: PeriodRow, rules: Parameters) -> tuple[MeasureIn, ...]:
    """The measures in force in a period; a sensitive one is never finer than the others."""
    return tuple(_measure(each, rules) for each in plan.in_force(period))


def _changes(
    plan: Plan, period: PeriodRow, rules: Parameters, atoms: tuple[AtomIn, ...]
) -> Iterator[MeasureIn]:
    """A measure of change for each period in which people began who answered again, in declared order."""
    sent = {atom.measure for atom in atoms}
    for version in plan.in_force(period):
        for began in plan.periods:
            if (code := code_of(version.code, began.code)) in sent:
                whole = _measure(version, rules)
                span = whole.high - whole.low
                yield replace(
                    whole, code=code, kind=Kind.CHANGE, categories=classes_of(version), low=-span, high=span
                )


def classes_of(version: MeasureVersion) -> tuple[str, ...]:
    """The classes of change of a measure's instrument; none for one of the alliance's own."""
    found = measured_with(version.instrument)
    return classes_of_change(found) if found else ()


def moments_of(
    measure: MeasureVersion,
    n: int | None,
    counts: Mapping[str, int],
    mean: Decimal | None,
    sd: Decimal | None,
) -> Moments | None:
    """The sums behind the mean of an atom, from people per score where they are known; None where there are none."""
    if counts:
        return moments_of_scores(counts, measure.instrument, measure.scale)
    return None if mean is None or n is None else moments_of_mean(n, mean, sd)


def _partner(supplier: Supplier, period: PeriodRow) -> PartnerIn:
    if period.ends_on < supplier.starts_on:
        return PartnerIn(supplier.code, supplier.name, supplier.absence)
    return PartnerIn(supplier.code, supplier.name)


def _measure(version: MeasureVersion, rules: Parameters) -> MeasureIn:
    return MeasureIn(
        version.code, version.wording, Kind(version.kind), version.categories, Fraction(version.low),
        Fraction(version.high), max(rules.k, SENSITIVE_K if version.sensitive else 1),
    )  # fmt: skip


def _view(row: ViewRow) -> ViewIn:
    return ViewIn(
        row.code, row.name, Reach(row.reach), row.partners, row.cohorts, row.dimension, row.category
    )
