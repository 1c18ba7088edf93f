"""Publishing a period: exact atoms in, one edition of protected figures out. The audit of releases comes later."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused, denied
from measures.atoms.models import ALL, AtomVersion
from measures.plan.keys import alliance_key
from measures.plan.reading import MeasureVersion, PeriodRow, Plan, read_plan
from measures.releases import publish as press
from measures.releases.actions.for_others import for_others
from measures.releases.stored.ordering import moments_of, order_for, order_joins
from measures.releases.stored.rows import columns, joins_text, same_figures, stored
from measures.releases.inputs import AtomIn, Given, Group, Kind, Order
from measures.releases.models import Edition, PublishedFigure, ReleasedAtom
from measures.releases.parameters import STANDARD


def _by_system(act: Act, arguments: Mapping[str, Any]) -> Refused | None:
    return (
        None if act.by is None else denied("system_only", "Figures are published when a sheet is committed.")
    )


@action("release.publish", needs=_by_system)
def publish_period(act: Act, *, period: UUID) -> str | Refused:
    """Publish what others may see of a period; answers the edition's number, the old one where nothing would change."""
    plan, earlier = read_plan(act.alliance), Edition.objects.filter(alliance_id=act.alliance)
    key = alliance_key(act.alliance)
    wanted = next((each for each in plan.periods if each.id == period), None)
    if wanted is None:
        raise NotFound
    if isinstance(key, Refused):
        return key
    number = (earlier.last() or Edition(number=0)).number + 1
    given = for_others(plan, wanted).atoms
    made = press.publish(_order(plan, wanted, number, key, given))
    if isinstance(made, Refused):
        return made
    before = earlier.filter(period_id=period).last()
    if before and before.joins == joins_text(made.joins) and same_figures(made.figures, stored(before, key)):
        return str(before.number)
    return _save(act, wanted, made, key, given)


def _order(plan: Plan, period: PeriodRow, number: int, key: bytes, given: tuple[AtomVersion, ...]) -> Order:
    measures = {each.id: each for each in plan.in_force(period)}
    atoms = tuple(_atom(period, measures[each.measure_id], each) for each in given)
    return order_for(plan, period, number, atoms, key, order_joins(plan, period))


def _save(
    act: Act, period: PeriodRow, made: press.Edition, key: bytes, given: tuple[AtomVersion, ...]
) -> str:
    rules = {name: str(value) for name, value in asdict(STANDARD).items()}
    edition = Edition(
        id=uuid4(), alliance_id=act.alliance, period_id=period.id, number=made.release, made_at=act.at,
        parameters=rules, joins=joins_text(made.joins),
    )  # fmt: skip
    saved(edition)
    rows = (columns(press.row_of(figure, key)) for figure in made.figures)
    PublishedFigure.objects.bulk_create([PublishedFigure(edition=edition, **row) for row in rows])
    ReleasedAtom.objects.bulk_create([ReleasedAtom(edition=edition, version=each) for each in given])
    body = {"edition": str(edition.id), "period": str(period.id), "number": edition.number}
    act.log("release.published", body)
    return str(edition.number)


def _atom(period: PeriodRow, measure: MeasureVersion, held: AtomVersion) -> AtomIn:
    split = (held.breakdown, held.category) if held.breakdown != ALL else ("", "")
    group, state, n = Group(held.org.code, held.cohort.code, *split), Given(held.state), held.n or 0
    if measure.kind == Kind.MEAN:
        moments = moments_of(measure, held.n, held.counts, held.mean, held.sd)
        return AtomIn(group, period.code, measure.code, n, moments=moments, state=state)
    return AtomIn(group, period.code, measure.code, n, held.counts, state=state)
