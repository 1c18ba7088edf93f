"""What a view may say before any number is drawn: shown, shown together with others, or silent, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from alliance.figures.cells import State
from measures.releases.inputs import Given, Group, Order, PartnerIn, Reach, ViewIn
from measures.releases.making.lattice import Held, Lattice, wanted
from measures.releases.making.printing import in_order, joined_names
from measures.releases.making.rollup import Selection, Unit, alliance_may_show, select


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of a view, the units that its figures are made of, whose people are in, and what must be said."""

    state: State
    units: tuple[Unit, ...]
    partners: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class _Case:
    """Everything that a verdict on one view rests on."""

    order: Order
    view: ViewIn
    wanted: frozenset[Group]
    chosen: Selection
    lattice: Lattice
    held: Held

    @property
    def asked(self) -> list[PartnerIn]:
        return [
            each for each in self.order.partners if not self.view.partners or each.code in self.view.partners
        ]

    def states(self, partners: Iterable[str]) -> set[Given]:
        among = set(partners)
        return {
            self.held[group].state for group in self.wanted if group in self.held and group.partner in among
        }


def judge(order: Order, view: ViewIn, lattice: Lattice, held: Held) -> Verdict:
    """Decide what a view may show; partners are named in declared order, never by size (project rule)."""
    wish = wanted(order, view)
    chosen = select(wish, lattice.units(view.dimension))
    case = _Case(order, view, wish, chosen, lattice, held)
    notes = [note for partner in case.asked for note in _left_out(case, partner)]
    if _only_together(case):
        return _verdict(order, State.COMBINED, chosen.cut, [label(order, chosen.cut[0])])
    if not chosen.units:
        return _verdict(order, _silence(case), (), notes)
    if view.reach is Reach.ALLIANCE and not alliance_may_show(people(chosen.units, held), order.unit_rules):
        return _verdict(order, State.TOO_FEW, (), [*notes, _dominated(order)])
    return _verdict(order, State.SHOWN, chosen.units, [*_alone(case), *notes])


def _verdict(order: Order, state: State, units: tuple[Unit, ...], notes: Iterable[str]) -> Verdict:
    present = frozenset(partner for unit in units for partner in unit.partners)
    return Verdict(state, units, tuple(p.code for p in order.partners if p.code in present), "; ".join(notes))


def people(units: Iterable[Unit], held: Held) -> dict[str, int]:
    """Exact people per partner in these units."""
    counts: dict[str, int] = {}
    for group in (group for unit in units for group in unit.groups):
        counts[group.partner] = counts.get(group.partner, 0) + held[group].n
    return counts


def label(order: Order, unit: Unit) -> str:
    """What a unit is called: "Young people with Adults", then the categories where it is one of a breakdown."""
    cohorts = in_order(frozenset(g.cohort for g in unit.groups), {c.code: c.name for c in order.cohorts})
    names = {d.code: d.categories for d in order.dimensions}.get(unit.groups[0].dimension, {})
    categories = in_order(frozenset(g.category for g in unit.groups), names)
    return ", ".join(joined_names(each) for each in (cohorts, categories) if each)


def _only_together(case: _Case) -> bool:
    """One partner's view that lies in one of its joined units is answered with that unit, under its own label."""
    own = len(case.asked) == 1 and not case.chosen.units and len(case.chosen.cut) == 1
    return own and case.asked[0].code not in case.lattice.small


def _silence(case: _Case) -> State:
    asked = {partner.code for partner in case.asked}
    states = case.states(asked)
    if case.chosen.cut or case.lattice.small & asked:
        return State.TOO_FEW
    if Given.WITHHELD in states:
        return State.WITHHELD
    return State.NOT_OFFERED if states == {Given.STRUCTURAL} else State.NOT_COLLECTED


def _left_out(case: _Case, partner: PartnerIn) -> list[str]:
    """Why some or all of a partner's people are not in a view."""
    if partner.code in case.lattice.small:
        return [] if partner.code in case.chosen.partners else [f"{partner.name}: too few"]
    cut = [unit for unit in case.chosen.cut if partner.code in unit.partners]
    together = [f"{partner.name}: {label(case.order, unit)} shown together, left out here" for unit in cut]
    there = bool(cut) or partner.code in case.chosen.partners
    return [*together, *_not_there(case, partner, there)]


def _not_there(case: _Case, partner: PartnerIn, there: bool) -> list[str]:
    states = case.states([partner.code])
    if Given.WITHHELD in states:
        return [f"{partner.name}: withheld"]
    if there:
        return []
    return [f"{partner.name}: {'not offered' if states == {Given.STRUCTURAL} else _absence(case, partner)}"]


def _absence(case: _Case, partner: PartnerIn) -> str:
    own = (group for group in case.wanted if group.partner == partner.code)
    breakdown_missing = case.view.dimension and any(group.whole in case.held for group in own)
    return "no complete breakdown sent" if breakdown_missing else partner.absence


def _alone(case: _Case) -> list[str]:
    names = [partner.name for partner in case.order.partners if partner.code in case.chosen.partners]
    return [f"{names[0]} alone"] if len(names) == 1 and len(case.asked) > 1 else []


def _dominated(order: Order) -> str:
    rules = order.rules
    return (
        f"an alliance figure needs {rules.dominance_partners} partners, "
        f"none with more than {rules.dominance_percent}% of the answers"
    )
