"""All units of one measure in one period: everything that any view may be made of, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from measures.releases.inputs import AtomIn, DimensionIn, Given, Group, MeasureIn, Order, ViewIn
from measures.releases.making.rollup import Unit, category_units, cohort_units, pool

Held = Mapping[Group, AtomIn]


@dataclass(frozen=True, slots=True)
class Lattice:
    """Units of whole cohorts, units per breakdown, and the partners with too few people in all.

    A small partner is in `whole` only as a member of the pool.
    """

    whole: tuple[Unit, ...]
    by_dimension: Mapping[str, tuple[Unit, ...]]
    small: frozenset[str]

    def units(self, dimension: str) -> tuple[Unit, ...]:
        """The units that a view of this breakdown (empty: none) is made of."""
        return self.by_dimension.get(dimension, ()) if dimension else self.whole


class Joins(NamedTuple):
    """Which groups of one measure were shown together before, and which the audit joins now."""

    previous: tuple[frozenset[Group], ...]
    forced: tuple[frozenset[Group], ...]


def held_for(order: Order, measure: MeasureIn) -> Held:
    """The atoms of one measure, in the period of the order, by group."""
    return {
        atom.group: atom
        for atom in order.atoms
        if atom.measure == measure.code and atom.period == order.period
    }


def lattice(order: Order, measure: MeasureIn, held: Held) -> Lattice:
    """Roll up every partner's atoms and pool the partners that stay too small (project rule)."""
    joins = Joins(order.previous.get(measure.code, ()), order.forced.get(measure.code, ()))
    units = {partner.code: _partner_units(order, partner.code, held, joins) for partner in order.partners}
    totals = {partner: sum(unit.n for unit in own) for partner, own in units.items() if own}
    small = frozenset(partner for partner, n in totals.items() if n < order.unit_rules.n_min)
    large = tuple(unit for partner, own in units.items() if partner not in small for unit in own)
    pooled = pool(
        [unit for partner in totals if partner in small for unit in units[partner]], order.unit_rules
    )
    breakdowns = {each.code: _split(order, each, large, held, joins) for each in order.dimensions}
    return Lattice(large if pooled is None else (*large, pooled), breakdowns, small)


def _partner_units(order: Order, partner: str, held: Held, joins: Joins) -> tuple[Unit, ...]:
    return cohort_units(
        partner, order.cohorts, _sizes(order, partner, held), joins.previous, order.unit_rules, joins.forced
    )


def _sizes(order: Order, partner: str, held: Held) -> dict[str, int]:
    """People per cohort; a total over cohorts that are held themselves is dropped, since it is derived."""
    given = [cohort for cohort in order.cohorts if (partner, cohort.code, "", "") in held]
    return {
        cohort.code: held[Group(partner, cohort.code)].n
        for cohort in given
        if held[Group(partner, cohort.code)].state is Given.GIVEN
        and not any(other.code in inside(order, cohort.code) for other in given if other is not cohort)
    }


def inside(order: Order, cohort: str) -> frozenset[str]:
    """A cohort and all cohorts within it, by code."""
    children = (each.code for each in order.cohorts if each.parent == cohort)
    return frozenset({cohort}).union(*(inside(order, child) for child in children))


def wanted(order: Order, view: ViewIn) -> frozenset[Group]:
    """The groups that a view asks for."""
    partners = view.partners or tuple(partner.code for partner in order.partners)
    cohorts = frozenset().union(
        *(inside(order, code) for code in view.cohorts or [c.code for c in order.cohorts])
    )
    return frozenset(
        Group(partner, cohort, view.dimension, view.category) for partner in partners for cohort in cohorts
    )


def _split(
    order: Order,
    dimension: DimensionIn,
    units: Sequence[Unit],
    held: Held,
    joins: Joins,
) -> tuple[Unit, ...]:
    found: list[Unit] = []
    for unit in units:
        sizes = _category_sizes(dimension, unit, held)
        if sizes:
            found.extend(
                category_units(unit, dimension.code, sizes, joins.previous, order.unit_rules, joins.forced)
            )
    return tuple(found)


def _category_sizes(dimension: DimensionIn, unit: Unit, held: Held) -> list[tuple[str, dict[Group, int]]]:
    """People per category and cohort; nothing at all when one category is missing or withheld.

    The missing one would be the cohort less the others.
    """
    if not all(complete(dimension, group, held) for group in unit.groups):
        return []
    people = [(category, _people(dimension.code, category, unit, held)) for category in dimension.categories]
    return [(category, sizes) for category, sizes in people if sizes]


def complete(dimension: DimensionIn, group: Group, held: Held) -> bool:
    """Whether a cohort's breakdown is there in full: each category given, or not offered there."""
    atoms = [
        held.get(group._replace(dimension=dimension.code, category=each)) for each in dimension.categories
    ]
    return all(atom is not None and atom.state is not Given.WITHHELD for atom in atoms)


def _people(dimension: str, category: str, unit: Unit, held: Held) -> dict[Group, int]:
    atoms = {group: held[group._replace(dimension=dimension, category=category)] for group in unit.groups}
    return {group: atom.n for group, atom in atoms.items() if atom.state is Given.GIVEN}


def as_drawn(units: Iterable[Unit], held: Held) -> list[AtomIn]:
    """The atoms that a figure of these units is made of.

    Where all people of a cohort are in, the cohort's own atom stands for its categories: the same people must not get
    a second draw under other names.
    """
    groups = [group for unit in units for group in unit.groups]
    found: dict[Group, AtomIn] = {}
    for group in groups:
        inside_whole = sum(held[other].n for other in groups if other.whole == group.whole)
        standing = group.whole if inside_whole == held[group.whole].n else group
        found[standing] = held[standing]
    return list(found.values())
