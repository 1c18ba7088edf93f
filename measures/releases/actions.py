"""Publishing a period: exact atoms in, one edition of protected figures out. The audit of releases comes later."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused, denied
from measures.atoms.models import ALL, AtomVersion, CurrentAtom
from measures.atoms.rules import Moments, moments_of_histogram, moments_of_mean
from measures.instruments.catalogue import instrument
from measures.plan.keys import alliance_key
from measures.plan.reading import MeasureVersion, PeriodRow, Plan, read_plan
from measures.releases import publish as press
from measures.releases.editions.ordering import order_for, order_joins
from measures.releases.editions.stored import columns, joins_text, same_figures, stored
from measures.releases.inputs import AtomIn, Given, Group, Kind, Order
from measures.releases.models import Edition, PublishedFigure
from measures.releases.parameters import STANDARD


def _by_system(act: Act, arguments: Mapping[str, Any]) -> Refused | None:
    return (
        None if act.by is None else denied("system_only", "Figures are published when a sheet is committed.")
    )


@action("release.publish", needs=_by_system)
def publish_period(act: Act, *, period: UUID) -> str | Refused:
    """Publish what is held for a period; answers the edition's number, the old one where nothing would change."""
    plan, earlier = read_plan(act.alliance), Edition.objects.filter(alliance_id=act.alliance)
    key = alliance_key(act.alliance)
    wanted = next((each for each in plan.periods if each.id == period), None)
    if wanted is None:
        raise NotFound
    if isinstance(key, Refused):
        return key
    number = (earlier.last() or Edition(number=0)).number + 1
    made = press.publish(_order(plan, wanted, number, key))
    if isinstance(made, Refused):
        return made
    before = earlier.filter(period_id=period).last()
    if before and before.joins == joins_text(made.joins) and same_figures(made.figures, stored(before, key)):
        return str(before.number)
    return _save(act, wanted, made, key)


def _order(plan: Plan, period: PeriodRow, number: int, key: bytes) -> Order:
    return order_for(plan, period, number, tuple(_atoms(plan, period)), key, order_joins(plan, period))


def _save(act: Act, period: PeriodRow, made: press.Edition, key: bytes) -> str:
    rules = {name: str(value) for name, value in asdict(STANDARD).items()}
    edition = Edition(
        id=uuid4(), alliance_id=act.alliance, period_id=period.id, number=made.release, made_at=act.at,
        parameters=rules, joins=joins_text(made.joins),
    )  # fmt: skip
    saved(edition)
    rows = (columns(press.row_of(figure, key)) for figure in made.figures)
    PublishedFigure.objects.bulk_create([PublishedFigure(edition=edition, **row) for row in rows])
    body = {"edition": str(edition.id), "period": str(period.id), "number": edition.number}
    act.log("release.published", body)
    return str(edition.number)


def _atoms(plan: Plan, period: PeriodRow) -> Iterator[AtomIn]:
    """What stands now for the period: everybody's figures on the scale that each measure is published on."""
    versions = {each.id: each for each in plan.in_force(period)}
    standing = CurrentAtom.objects.filter(period_id=period.id, measure__in=versions, basis=ALL)
    for held in standing.select_related("version", "org", "cohort"):
        measure = versions[held.measure_id]
        if _on_scale(held.scale, measure.scale):
            split = held.breakdown != ALL
            group = Group(
                held.org.code,
                held.cohort.code,
                held.breakdown if split else "",
                held.category if split else "",
            )
            yield _atom(group, period, measure, held.version)


def _on_scale(held: str, published: str) -> bool:
    return held == published if published else held != "metric"


def _atom(group: Group, period: PeriodRow, measure: MeasureVersion, held: AtomVersion) -> AtomIn:
    n = held.n or 0
    if measure.kind == Kind.MEAN:
        return AtomIn(
            group, period.code, measure.code, n, moments=_moments(measure, held), state=Given(held.state)
        )
    return AtomIn(group, period.code, measure.code, n, held.counts, state=Given(held.state))


def _moments(measure: MeasureVersion, held: AtomVersion) -> Moments | None:
    if held.counts:
        convert = instrument(measure.instrument).conversion if measure.scale == "metric" else None
        scores = {int(score): count for score, count in held.counts.items()}
        return moments_of_histogram(scores, convert.table if convert else None)
    return None if held.mean is None or held.n is None else moments_of_mean(held.n, held.mean, held.sd)
