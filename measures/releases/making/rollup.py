"""Joining small groups to their neighbours until nobody, partners included, can subtract their way to a few people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from measures.releases.inputs import CohortIn, Group
from measures.releases.parameters import STANDARD, Parameters


@dataclass(frozen=True, slots=True)
class Unit:
    """One group, or several that are only ever shown together, with their exact number of people."""

    groups: tuple[Group, ...]
    n: int

    def with_(self, other: "Unit") -> "Unit":
        """Both units as one, this one's groups first."""
        return Unit(self.groups + other.groups, self.n + other.n)

    @property
    def partners(self) -> frozenset[str]:
        """Whose people are in it."""
        return frozenset(group.partner for group in self.groups)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a view may hold: whole units, and the units that it would have cut and therefore leaves out."""

    units: tuple[Unit, ...]
    cut: tuple[Unit, ...]

    @property
    def n(self) -> int:
        """The exact number of people in the view."""
        return sum(unit.n for unit in self.units)

    @property
    def partners(self) -> frozenset[str]:
        """Whose people are in the view."""
        return frozenset(partner for unit in self.units for partner in unit.partners)


def still_joined(
    parts: Sequence[Unit], previous: Iterable[frozenset[Group]], rules: Parameters = STANDARD
) -> tuple[frozenset[Group], ...]:
    """The earlier joins that still bind: some part of them is not yet large enough to stand alone.

    Without this a group that wavers around the threshold would be given away by two releases. Source: project rule.
    """
    kept = []
    for old in previous:
        inside = [part for part in parts if old.intersection(part.groups)]
        if len(inside) > 1 and any(part.n < rules.rejoin_min for part in inside):
            kept.append(old)
    return tuple(kept)


def joined(
    parts: Sequence[Unit], kept: Iterable[frozenset[Group]] = (), rules: Parameters = STANDARD
) -> tuple[Unit, ...]:
    """Siblings in declared order, each large enough to show unless all together are not.

    While some unit is too small, the first such joins its next sibling, or the one before when it is last. Neighbours
    go by declared order, because an order by size would tell the sizes. Source: project rule.
    """
    units = _kept_together(list(parts), kept)
    while len(units) > 1 and (place := _first_small(units, rules)) is not None:
        left = min(place, len(units) - 2)
        units[left : left + 2] = [units[left].with_(units[left + 1])]
    return tuple(units)


def _kept_together(units: list[Unit], kept: Iterable[frozenset[Group]]) -> list[Unit]:
    for old in kept:
        inside = [unit for unit in units if old.intersection(unit.groups)]
        if len(inside) > 1:
            units = [_all(inside) if unit is inside[0] else unit for unit in units if unit not in inside[1:]]
    return units


def _all(units: Sequence[Unit]) -> Unit:
    return Unit(tuple(group for unit in units for group in unit.groups), sum(unit.n for unit in units))


def _first_small(units: Sequence[Unit], rules: Parameters) -> int | None:
    return next((place for place, unit in enumerate(units) if unit.n < rules.n_min), None)


def cohort_units(
    partner: str,
    cohorts: Sequence[CohortIn],
    sizes: Mapping[str, int],
    previous: Iterable[frozenset[Group]] = (),
    rules: Parameters = STANDARD,
    forced: tuple[frozenset[Group], ...] = (),
) -> tuple[Unit, ...]:
    """One partner's units: cohorts joined under their parent first, then across parents.

    `sizes` is people per cohort that has no cohorts inside; cohorts that are not in it are not there at all. `forced`
    are joins that the audit asked for.
    Source: project rule.
    """
    tree = _Tree(partner, cohorts, sizes, rules)
    parts = [tree.leaf(cohort.code) for cohort in cohorts if cohort.code in sizes]
    return tree.under("", (*still_joined(parts, previous, rules), *forced))


@dataclass(frozen=True, slots=True)
class _Tree:
    """One partner's cohorts with their people, walked from the bottom up."""

    partner: str
    cohorts: Sequence[CohortIn]
    sizes: Mapping[str, int]
    rules: Parameters

    def leaf(self, cohort: str) -> Unit:
        return Unit((Group(self.partner, cohort),), self.sizes[cohort])

    def under(self, parent: str, kept: Sequence[frozenset[Group]]) -> tuple[Unit, ...]:
        """The joined units of all children of one parent; a cohort without children is a unit of its own."""
        units: list[Unit] = []
        for child in (cohort.code for cohort in self.cohorts if cohort.parent == parent):
            units.extend([self.leaf(child)] if child in self.sizes else self.under(child, kept))
        return joined(units, kept, self.rules)


def category_units(
    within: Unit,
    dimension: str,
    sizes: Sequence[tuple[str, Mapping[Group, int]]],
    previous: Iterable[frozenset[Group]] = (),
    rules: Parameters = STANDARD,
    forced: tuple[frozenset[Group], ...] = (),
) -> tuple[Unit, ...]:
    """One breakdown inside one unit of cohorts: (category, people per cohort) in declared order, small ones joined."""
    parts = [
        Unit(
            tuple(Group(g.partner, g.cohort, dimension, category) for g in within.groups if g in people),
            sum(people.values()),
        )
        for category, people in sizes
    ]
    return joined(parts, (*still_joined(parts, previous, rules), *forced), rules)


def pool(small: Sequence[Unit], rules: Parameters = STANDARD) -> Unit | None:
    """Partners with too few people each, as one unit, or None where it would not hide them from one another.

    The pool must be large enough, and for each member so must the rest, because a member can take off its own people.
    `small` has one unit per partner. Source: project rule.
    """
    together = _all(small)
    alone = any(together.n - member.n < rules.n_min for member in small)
    return None if not small or alone or together.n < rules.n_min else together


def select(wanted: Iterable[Group], units: Iterable[Unit]) -> Selection:
    """The units that lie wholly inside the wanted groups, and those that the wish would cut."""
    wish = frozenset(wanted)
    touched = [unit for unit in units if wish.intersection(unit.groups)]
    whole = tuple(unit for unit in touched if wish.issuperset(unit.groups))
    return Selection(whole, tuple(unit for unit in touched if unit not in whole))


def alliance_may_show(people: Mapping[str, int], rules: Parameters = STANDARD) -> bool:
    """Whether an alliance figure hides its partners from one another: enough of them, and none far the largest.

    `people` is exact people per partner. Source: dominance rule of statistical disclosure control, with the
    thresholds of this project.
    """
    total = sum(people.values())
    largest = max(people.values(), default=0)
    return len(people) >= rules.dominance_partners and 100 * largest <= rules.dominance_percent * total
