"""Figures of change: the same people, first and later, and when they may stand beside figures of everybody."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from measures.releases.inputs import AtomIn, Group, Kind, Order
from measures.releases.making.statements import Statement

SINCE = "+"  # between a measure and the period of the first answers, in the code of a measure of change
APART = "too few of those who answered gave one answer only, so their change is not shown beside everybody’s figures"
States = tuple[Mapping[Group, int], ...]


def code_of(measure: str, began: str) -> str:
    """`M-07+2024/25 Q1`: how people changed in M-07 since they first answered, in 2024/25 Q1."""
    return f"{measure}{SINCE}{began}"


def base_of(code: str) -> str:
    """The measure whose change it is; any other measure is itself."""
    return code.partition(SINCE)[0]


def began_in(code: str) -> str:
    """The period of the first answers; empty for a measure that is no change."""
    return code.partition(SINCE)[2]


def everybody(order: Order, past: Iterable[Statement]) -> dict[str, States]:
    """Per measure of change every state of all the people, those who did not answer twice among them: as they stand in the
    period of the later answers, and as they were ever released of it and of the period of the first ones."""
    known = list(past)
    return {
        each.code: (
            _people(atom for atom in order.atoms if atom.measure == base_of(each.code)),
            *(
                _people(said.atoms) for said in known
                if said.measure == base_of(each.code) and said.period in (order.period, began_in(each.code))
            ),
        )
        for each in order.measures if each.kind is Kind.CHANGE
    }  # fmt: skip


def _people(atoms: Iterable[AtomIn]) -> Mapping[Group, int]:
    return {atom.group: atom.n for atom in atoms}


def may_stand_beside_all(order: Order, code: str, matched: Sequence[AtomIn]) -> bool:
    """Whether those who answered twice differ from all who answered by nobody or by as many as a unit needs, whichever
    partners take their own people off. Source: measures.md 7.5.

    What is held of a group that nobody else was counted in differs by nobody. All measures of change of one period count
    together, too: people who began in different periods are beside the same everybody.
    """
    groups, sizes = {atom.group for atom in matched}, {atom.group: atom.n for atom in matched}
    together = dict.fromkeys(groups, 0)
    for atom in order.atoms:
        if atom.group in groups and began_in(atom.measure) and base_of(atom.measure) == base_of(code):
            together[atom.group] += atom.n
    return all(
        rest == 0 or abs(rest) >= order.rules.n_min
        for everyone in order.everybody.get(code, ())
        for some in (sizes, together)
        for rest in _rests(order, {group: everyone.get(group, n) - n for group, n in some.items()})
    )


def _rests(order: Order, apart: Mapping[Group, int]) -> Iterable[int]:
    """How many people are apart, less those of each attacker; everybody's for one from outside."""
    partners = sorted({group.partner for group in apart})
    for size in range(order.rules.together + 1):
        for attacker in combinations(partners, size):
            yield sum(people for group, people in apart.items() if group.partner not in attacker)
