"""Figures of change: the same people, first and later, and when they may stand beside figures of everybody."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from measures.releases.inputs import AtomIn, Everybody, Group, Kind, Matched, Order
from measures.releases.making.lattice import held_for, inside, lattice
from measures.releases.making.statements import Statement

SINCE = "+"  # between a measure and the period of the first answers, in the code of a measure of change
APART = "too few of those who answered gave one answer only, so their change is not shown beside everybody’s figures"
OUT = "too few of those who answered gave one answer only, so everybody’s figures are not shown beside their change, which is out"


def code_of(measure: str, began: str) -> str:
    """`M-07+2024/25 Q1`: how people changed in M-07 since they first answered, in 2024/25 Q1."""
    return f"{measure}{SINCE}{began}"


def base_of(code: str) -> str:
    """The measure whose change it is; any other measure is itself."""
    return code.partition(SINCE)[0]


def began_in(code: str) -> str:
    """The period of the first answers; empty for a measure that is no change."""
    return code.partition(SINCE)[2]


def everybody(order: Order, past: Iterable[Statement]) -> dict[str, tuple[Everybody, ...]]:
    """Per measure of change all the people, those who did not answer twice among them, as they were ever released of the
    period of the later answers and of that of the first ones."""
    known = list(past)
    return {
        each.code: tuple(
            Everybody(_people(said.atoms), said.units) for said in known
            if said.measure == base_of(each.code) and said.period in (order.period, began_in(each.code))
        )
        for each in order.measures if each.kind is Kind.CHANGE
    }  # fmt: skip


def answered_twice(order: Order, past: Sequence[Statement]) -> dict[str, Matched]:
    """Per measure the people by group of each view of a change to or since this period that is out: its change may have been
    released first, and everybody may have been corrected since."""
    return {
        measure.code: out for measure in order.measures if (out := _out(measure.code, order.period, past))
    }


def _out(measure: str, period: str, past: Sequence[Statement]) -> Matched:
    changes = (
        each for each in past
        if began_in(each.measure) and base_of(each.measure) == measure and period in (each.period, began_in(each.measure))
    )  # fmt: skip
    return tuple(
        {group: each.held[group].n for group in view.groups} for each in changes for view in each.views
    )


def may_stand_beside_change(order: Order, code: str, groups: Iterable[Group]) -> bool:
    """Whether all who answered, in these groups, differ from who answered twice, as it is out, by nobody or by as many as a unit
    needs: `may_stand_beside_all` the other way round, for what comes out or is corrected after its change."""
    here = set(groups)
    if any(_told_otherwise(order, matched, here) for matched in order.twice.get(code, ())):
        return False
    return all(
        rest == 0 or abs(rest) >= order.rules.n_min
        for matched in order.twice.get(code, ())
        for everyone in _now(order, code)
        if here.intersection(apart := _apart(everyone, matched, matched))
        for rest in _rests(order, apart)
    )


def _now(order: Order, code: str) -> Iterable[Everybody]:
    """The same as they stand, in the units that this release would show."""
    for base in (each for each in order.measures if each.code == base_of(code)):
        held = held_for(order, base)
        units = tuple(unit.groups for unit in lattice(order, base, held).whole)
        yield Everybody(_people(held.values()), units)


def _people(atoms: Iterable[AtomIn]) -> Mapping[Group, int]:
    return {atom.group: atom.n for atom in atoms}


def may_stand_beside_all(order: Order, code: str, matched: Sequence[AtomIn]) -> bool:
    """Whether those who answered twice differ from all who answered by nobody or by as many as a unit needs, whichever
    partners take their own people off. Source: measures.md 7.5.

    All are those of the same groups, and of every group that is shown with one of them alone: a few people of whom nobody
    answered twice are else what lies between the two. What is held of a group that nobody else was counted in differs by
    nobody; but where everybody is told of by cohorts inside or around it, how many lie between cannot be known, and it does not
    fit. All measures of change of one period count together, too: people who began in different periods are beside the same
    everybody.
    """
    sizes, together = {atom.group: atom.n for atom in matched}, _together(order, base_of(code))
    if any(
        _told_otherwise(order, sizes, each.people)
        for each in (*order.everybody.get(code, ()), *_now(order, code))
    ):
        return False
    return all(
        rest == 0 or abs(rest) >= order.rules.n_min
        for everyone in (*order.everybody.get(code, ()), *_now(order, code))
        for some in (sizes, together)
        for rest in _rests(order, _apart(everyone, sizes, some))
    )


def _told_otherwise(order: Order, matched: Iterable[Group], everyone: Collection[Group]) -> bool:
    """Whether some who answered twice are told of by another cohort than all who answered, inside or around it."""
    return any(
        one.partner == other.partner
        and (one.cohort in inside(order, other.cohort) or other.cohort in inside(order, one.cohort))
        for one in matched if one not in everyone
        for other in everyone
    )  # fmt: skip


def _together(order: Order, base: str) -> Mapping[Group, int]:
    """By group, how many answered twice, whenever they began."""
    found: dict[Group, int] = {}
    for atom in order.atoms:
        if began_in(atom.measure) and base_of(atom.measure) == base:
            found[atom.group] = found.get(atom.group, 0) + atom.n
    return found


def _apart(everyone: Everybody, matched: Iterable[Group], some: Mapping[Group, int]) -> Mapping[Group, int]:
    """How many more people each group has in all than in `some`; a group that is in neither has none."""
    groups = set(matched)
    near = (group for unit in everyone.units if groups.intersection(unit) for group in unit)
    return {
        group: everyone.people.get(group, some.get(group, 0)) - some.get(group, 0)
        for group in groups.union(near)
    }


def _rests(order: Order, apart: Mapping[Group, int]) -> Iterable[int]:
    """How many people are apart, less those of each attacker; everybody's for one from outside."""
    partners = sorted({group.partner for group in apart})
    for size in range(order.rules.together + 1):
        for attacker in combinations(partners, size):
            yield sum(people for group, people in apart.items() if group.partner not in attacker)
