"""What others will see of one's own groups: the real publishing, on one's own figures alone.

A total with other partners in it is never previewed: asked often enough, it would give their exact figures away.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from alliance.door.refusals import Refused
from measures.plan.keys import alliance_key
from measures.plan.reading import MeasureVersion, PeriodRow, Plan
from measures.releases import publish as press
from measures.releases.actions import waiting
from measures.releases.actions.reading import released, rules_of
from measures.releases.inputs import AtomIn, Given, Group, Kind, Order
from measures.releases.making.make import joins_before
from measures.releases.making.statements import Statement
from measures.releases.queries.figures import ENDS
from measures.releases.stored.ordering import moments_of, order_for
from measures.uploads.actions.atoms import atom_of
from measures.uploads.actions.held import HeldRow
from measures.uploads.checking.typed import Key, Row
from measures.uploads.keeping.figures import Columns, columns_of
from measures.uploads.keeping.registers import split_codes

NOT_YET = "a small correction waits until it touches ten people; once its measure was restated as often as it may be, any does"


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure of one's own as everybody will see it: the protected text, for how many, and what stands beside it.

    `yours` is one's own exact share, where a share is shown; blank else. It is for its owner alone.
    """

    period: str
    measure: str
    wording: str
    text: str
    people: str
    note: str
    yours: str = ""


def seen(viewer: Plan, org: UUID, rows: Iterable[Row], held: Mapping[Key, HeldRow]) -> tuple[Seen, ...]:
    """What others would see if these rows stood beside what is held (the viewer comes with the plan and its partner)."""
    mine = replace(viewer, suppliers=tuple(each for each in viewer.suppliers if each.org == org), declared=())
    key = alliance_key(viewer.alliance)
    if isinstance(key, Refused) or not mine.suppliers:
        return ()
    new = {row.key: row for row in rows}
    every = {**{name: each.row for name, each in held.items()}, **new}
    periods = [each for each in mine.periods if any(row.period == each.code for row in new.values())]
    waiting = {each.code: _waiting(viewer, org, each, new.values()) for each in periods}
    past = released(viewer).statements
    lines = (line for period in periods for line in _seen(mine, period, every.values(), key, past))
    return tuple(_held_back(line, waiting[line.period]) for line in lines)


def _waiting(plan: Plan, org: UUID, period: PeriodRow, rows: Iterable[Row]) -> frozenset[str]:
    """The measures whose correction would wait, by code."""
    coming = [atom_of(plan, org, period, row) for row in rows if row.period == period.code]
    held = waiting(plan, period, coming)
    return frozenset(each.code for each in plan.in_force(period) if (org, each.id) in held)


def _held_back(line: Seen, waiting: frozenset[str]) -> Seen:
    return replace(line, text="No change yet", people="", note=NOT_YET) if line.measure in waiting else line


def _seen(
    mine: Plan, period: PeriodRow, rows: Iterable[Row], key: bytes, past: Sequence[Statement]
) -> Iterator[Seen]:
    order = order_for(
        mine, period, 1, tuple(_atoms(mine, period, rows)), key, rules_of(mine.alliance).of(period.id)
    )
    order = replace(order, previous=joins_before(past, period.code))
    made = press.publish(order)
    if isinstance(made, Refused):
        yield Seen(period.code, "", "", "", "", made.sentence)
        return
    wording = {each.code: each.wording for each in mine.in_force(period)}
    there = {atom.measure for atom in order.atoms}
    for each in made.figures:
        if each.view == mine.suppliers[0].code and each.figure.endswith(ENDS) and each.measure in there:
            cell = each.cell
            yours = _exact(order, each.measure, each.figure, cell.text) if cell.n_text else ""
            yield Seen(
                period.code, each.measure, wording[each.measure], cell.text, cell.n_text, cell.note, yours
            )


def _exact(order: Order, measure: str, figure: str, shown: str) -> str:
    """One's own share as it was sent, told as the `shown` one is; blank where the figure is no share. A group that is part of
    another that was sent, too, is counted once."""
    if not figure.endswith(":share"):
        return ""
    whole = [each for each in order.atoms if each.measure == measure and not each.group.dimension]
    held, parents = {each.group.cohort for each in whole}, {each.code: each.parent for each in order.cohorts}
    apart = [each for each in whole if parents.get(each.group.cohort) not in held]
    n, said = sum(each.n for each in apart), sum(each.counts.get(figure.split(":")[1], 0) for each in apart)
    if " of " in shown:
        return f"{said} of {n}"
    return f"{(200 * said + n) // (2 * n)}%" if n else ""


def _atoms(mine: Plan, period: PeriodRow, rows: Iterable[Row]) -> Iterator[AtomIn]:
    measures = {each.ref: each for each in mine.in_force(period)}
    for row in rows:
        measure = measures.get(f"{row.measure}/{row.version}")
        if (
            row.period == period.code
            and row.basis == "all"
            and measure
            and _on_scale(row.scale, measure.scale)
        ):
            yield _atom(mine, row, measure)


def _on_scale(held: str, published: str) -> bool:
    return held == published if published else held != "metric"


def _atom(mine: Plan, row: Row, measure: MeasureVersion) -> AtomIn:
    split = split_codes(mine, row.breakdown, row.category) if row.breakdown else ("", "")
    group = Group(mine.suppliers[0].code, row.cohort, *split)
    held: Columns = columns_of(row, measure.kind)
    if measure.kind == Kind.MEAN:
        moments = moments_of(measure, held.n, held.counts, held.mean, held.sd)
        return AtomIn(group, row.period, measure.code, held.n or 0, {}, moments, Given(held.state))
    return AtomIn(group, row.period, measure.code, held.n or 0, held.counts, state=Given(held.state))
