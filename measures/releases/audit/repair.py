"""What is done where the attack found a way in, in a fixed order: sum, join, hold (project rule, 7.6)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from measures.releases.audit.attack import Fail
from measures.releases.audit.means import MeanFail
from measures.releases.inputs import Group
from measures.releases.making.sheets import Choices, partition
from measures.releases.making.statements import Count, StatedView, Statement


def without_draws(
    choices: Choices, new: Sequence[Statement], past: Sequence[Statement], fails: Sequence[Fail]
) -> Choices | None:
    """One more count becomes the sum of shown counts: of views never shown before, the one that holds most of what failed,
    the widest on ties. None where no such count is left. Of a unit alone nothing changes: it is what others are summed of.
    """
    before = {
        each.message(view, count) for each in past for view in each.views for count in view.counts
    } | choices.summed
    found = [each for each in _switchable(new, fails) if each.message not in before]
    if not found:
        return None
    best = max(found, key=lambda each: (each.failing, each.width))  # of the rest the first as declared
    return replace(choices, summed=choices.summed | {best.message})


@dataclass(frozen=True, slots=True)
class _Switch:
    """A drawn count that could be a sum instead: how many failing groups it holds, and how wide it is."""

    message: bytes
    failing: int
    width: int


def _switchable(new: Sequence[Statement], fails: Sequence[Fail]) -> Iterator[_Switch]:
    """Totals that hold something failing. One of which all but one unit are empty is that unit's own count, by the same
    draw: called a sum it would be told all the same, and the audit would not see it.
    """
    for statement in new:
        sets = {view.view: tuple(statement.held[group] for group in view.groups) for view in statement.views}
        parts = tuple(sorted(dict.fromkeys(sets.values()), key=len))
        whole = {view: bool(partition(atoms, parts)) for view, atoms in sets.items()}
        every = [
            (view, count, statement.message(view, count)) for view, count in _by_category_first(statement)
        ]
        own = {message for view, _, message in every if not whole[view.view]}
        for view, count, message in every:
            failing = _holds(statement, view, count, fails)
            if failing and not count.summed and whole[view.view] and message not in own:
                yield _Switch(message, failing, len(view.groups))


def _by_category_first(statement: Statement) -> list[tuple[StatedView, Count]]:
    """Counts of categories before those of everybody, which stand on every measure."""
    every = [(view, count) for view in statement.views for count in view.counts]
    return sorted(every, key=lambda each: not each[1].categories)


def _holds(statement: Statement, view: StatedView, count: Count, fails: Collection[Fail]) -> int:
    """How many failing groups of people are in a count."""
    groups = set(view.groups)
    targets = {fail.target for fail in fails}
    return sum(
        _within(target.groups, groups)
        and (
            not count.categories
            or (target.measure == statement.measure and target.category in count.categories)
        )
        for target in targets
    )


def _within(few: Collection[Group], groups: Collection[Group]) -> bool:
    return any(group in groups or group.whole in groups for group in few)


def together(choices: Choices, new: Sequence[Statement], fails: Sequence[Fail]) -> Choices | None:
    """The categories of one failing group are joined to their neighbours by declared order; None where all are one."""
    for fail in fails:
        statement = next((each for each in new if each.measure == fail.target.measure), None)
        runs = list(statement.runs) if statement else []
        at = next((at for at, run in enumerate(runs) if fail.target.category in run), None)
        if at is not None and len(runs) > 2:
            left = min(at, len(runs) - 2)
            runs[left : left + 2] = [runs[left] + runs[left + 1]]
            return replace(choices, runs={**choices.runs, fail.target.measure: tuple(runs)})
    return None


def joined(choices: Choices, new: Sequence[Statement], fails: Sequence[Fail | MeanFail]) -> Choices | None:
    """A failing unit is joined to the next of its siblings by declared order; None where it has none."""
    for fail in fails:
        measure, groups = (
            (fail.measure, fail.groups)
            if isinstance(fail, MeanFail)
            else (fail.target.measure, fail.target.groups)
        )
        statement = next((each for each in new if each.measure == measure), None)
        both = _with_sibling(statement, groups) if statement else None
        if both and both not in choices.forced.get(measure, ()):
            forced = (*choices.forced.get(measure, ()), both)
            return replace(choices, forced={**choices.forced, measure: forced})
    return None


def _with_sibling(statement: Statement, groups: Sequence[Group]) -> frozenset[Group] | None:
    inside = [unit for unit in statement.units if set(unit) & set(groups)]
    if not inside or len({group.partner for group in inside[0]}) > 1:
        return None
    first = inside[0][0]
    siblings = [
        unit for unit in statement.units
        if {group.partner for group in unit} == {first.partner} and unit[0].dimension == first.dimension
        and (not first.dimension or {group.cohort for group in unit} == {group.cohort for group in inside[0]})
    ]  # fmt: skip
    if len(siblings) < 2:
        return None
    left = min(siblings.index(inside[0]), len(siblings) - 2)
    return frozenset(siblings[left] + siblings[left + 1])


def held_back(choices: Choices, measures: Collection[str], released: Collection[str]) -> Choices:
    """The measures stay as they were `released` in this period; those that never were, or fail even so, stay out."""
    back = {each for each in measures if each in released and each not in choices.as_before}
    if back:
        return replace(choices, as_before=choices.as_before | back)
    return replace(choices, silent=choices.silent | frozenset(measures))
