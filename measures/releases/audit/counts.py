"""What everything released so far says about exact counts, as rows of a programme (project rule, 7.6).

An unknown stands for the people of one group in one category, in one released state: a correction is another state.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from measures.releases.audit.programme import Defect, Row
from measures.releases.inputs import AtomIn, Given, Group, Parents, around
from measures.releases.making.change import base_of, began_in
from measures.releases.making.statements import StatedView, Statement
from measures.releases.parameters import STANDARD, Parameters

REST = ""  # people in none of a measure's categories: whoever did not say yes
Name = tuple[Group, object, str]


@dataclass(frozen=True, slots=True)
class Target:
    """Fewer people than the span, of one partner, in one category of one unit: what nobody else may work out."""

    measure: str
    category: str
    groups: tuple[Group, ...]
    columns: tuple[int, ...]
    truth: int

    @property
    def owner(self) -> str:
        """The partner whose people they are."""
        return self.groups[0].partner


@dataclass(slots=True)
class Problem:
    """Unknowns with their exact values and owners, the rows of all releases, which of these are new, and the targets."""

    truth: list[int] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    rows: dict[Row, bool] = field(default_factory=dict)
    targets: dict[Target, None] = field(default_factory=dict)
    split: bool = False
    places: dict[Name, int] = field(default_factory=dict)

    def unknown(self, group: Group, state: object, category: str, people: int) -> int:
        """The column of an unknown, made at first need."""
        name = (group, state, category)
        if name not in self.places:
            self.places[name] = len(self.truth)
            self.truth.append(people)
            self.owners.append(group.partner)
        return self.places[name]

    def add(self, row: Row, *, new: bool) -> None:
        """A row; known from an earlier release it is not new. Raises Defect where the exact figures break it."""
        value = sum(self.truth[at] for at in row.plus) - sum(self.truth[at] for at in row.minus)
        if value < row.low or (row.high is not None and value > row.high):
            raise Defect("The exact figures do not fit what was released of them.")
        self.rows.setdefault(row, new)


def problem(
    past: Sequence[Statement],
    new: Sequence[Statement],
    rules: Parameters = STANDARD,
    parents: Parents | None = None,
) -> Problem:
    """Everything that was and is to be released of one period, as an attacker knows it who knows all rules; `parents` says
    which cohort lies in which."""
    found = Problem()
    for fresh, statements in ((False, past), (True, new)):
        for statement in statements:
            _Reader(found, statement, rules, fresh).read()
    _within_all(found, (*past, *new))
    _in_parts(found, (*past, *new), parents or {})
    return found


def _in_parts(found: Problem, every: Sequence[Statement], parents: Parents) -> None:
    """People who are shown as one cohort on a measure and as those inside it on another are the same where as many are told."""
    shown = [(each.held, _whole_groups(each)) for each in every] if any(parents.values()) else []
    whole = {(group, held[group].n): None for held, groups in shown for group in groups}
    for (group, n), (held, groups) in product(whole, shown):
        parts = [
            each for each in groups
            if each.partner == group.partner and group.cohort in around(each.cohort, parents)
        ]  # fmt: skip
        if parts and sum(held[each].n for each in parts) == n:
            columns = tuple(sorted(found.unknown(each, held[each].n, "n", held[each].n) for each in parts))
            found.add(Row(columns, 0, 0, (found.unknown(group, n, "n", n),)), new=False)


def _whole_groups(statement: Statement) -> list[Group]:
    """The cohorts that a statement shows, without their categories."""
    groups = dict.fromkeys(group for unit in statement.units for group in unit)
    return [group for group in groups if not group.dimension]


def _within_all(found: Problem, every: Sequence[Statement]) -> None:
    """Who answered twice is among those who answered, so far as both were released together."""
    known = {(each.release, each.period, each.measure): each.held for each in every}
    for statement in every:
        everybody = known.get((statement.release, statement.period, base_of(statement.measure)), {})
        for group, some in statement.held.items() if began_in(statement.measure) else ():
            whole = everybody.get(group)
            if whole and whole.n > some.n:
                columns = (found.unknown(group, each.n, "n", each.n) for each in (whole, some))
                inside, outside = next(columns), next(columns)
                found.add(Row((inside,), 0, None, (outside,)), new=False)


@dataclass(slots=True)
class _Reader:
    """Turns one statement into rows."""

    problem: Problem
    statement: Statement
    rules: Parameters
    new: bool
    held: dict[Group, AtomIn] = field(init=False)
    categories: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.held = dict(self.statement.held)
        rest = (REST,) if len(self.statement.categories) == 1 else ()
        self.categories = (*self.statement.categories, *rest)

    def read(self) -> None:
        for unit in self.statement.units:
            self._add(self._people(unit), self.rules.n_min, None)
            self._aim(unit)
        for view in self.statement.views:
            self._view(view)
        for group in self._groups():
            self._whole(group)
        self._splits()

    def _groups(self) -> list[Group]:
        shown = (group for view in self.statement.views for group in view.groups)
        return list(dict.fromkeys([*(group for unit in self.statement.units for group in unit), *shown]))

    def _view(self, view: StatedView) -> None:
        reach = self.rules.base - 1
        for count in view.counts:
            if not count.summed:  # what is a sum of other shown figures tells nothing more
                columns = (
                    self._columns(view.groups, count.categories)
                    if count.categories
                    else self._people(view.groups)
                )
                self._add(columns, max(0, count.shown - reach), count.shown + reach)

    def _whole(self, group: Group) -> None:
        """A group's categories make up the group."""
        if self.categories:
            everybody = self._people([group])
            self._add(self._columns([group], self.categories), 0, 0, minus=everybody)

    def _splits(self) -> None:
        """The categories of a breakdown make up the cohort that they split, as far as any of them was shown."""
        split = {(group.whole, group.dimension) for group in self._groups() if group.dimension}
        for whole, dimension in split:
            self.problem.split = True
            parts = [
                group for group, atom in self.held.items()
                if (group.whole, group.dimension) == (whole, dimension) and atom.state is Given.GIVEN
            ]  # fmt: skip
            self._add(self._people(parts), 0, 0, minus=self._people([whole]))
            for category in self.categories:
                self._add(self._columns(parts, (category,)), 0, 0, minus=self._columns([whole], (category,)))

    def _aim(self, unit: Sequence[Group]) -> None:
        """Every partner's part of a unit, category by category, where fewer people than the span are in it."""
        for owner in dict.fromkeys(group.partner for group in unit):
            own = tuple(group for group in unit if group.partner == owner)
            for category in self.categories:
                columns = self._columns(own, (category,))
                truth = sum(self.problem.truth[at] for at in columns)
                if 0 < truth < self.rules.span:
                    target = Target(self.statement.measure, category, own, columns, truth)
                    self.problem.targets.setdefault(target)

    def _people(self, groups: Iterable[Group]) -> tuple[int, ...]:
        """Everybody in these groups: the same people on every measure."""
        atoms = (self.held[group] for group in groups)
        return tuple(self.problem.unknown(atom.group, atom.n, "n", atom.n) for atom in atoms)

    def _columns(self, groups: Iterable[Group], categories: Iterable[str]) -> tuple[int, ...]:
        return tuple(
            self.problem.unknown(group, self.held[group], f"={category}", _in(self.held[group], category))
            for group in groups for category in categories
        )  # fmt: skip

    def _add(self, plus: Iterable[int], low: float, high: float | None, minus: Iterable[int] = ()) -> None:
        row = Row(tuple(sorted(plus)), low, high, tuple(sorted(minus)))
        self.problem.add(row, new=self.new)


def _in(atom: AtomIn, category: str) -> int:
    return atom.counts[category] if category != REST else atom.n - sum(atom.counts.values())


@dataclass(frozen=True, slots=True)
class Part:
    """Unknowns that hang together through rows, and the targets among them."""

    columns: tuple[int, ...]
    rows: tuple[Row, ...]
    targets: tuple[Target, ...]


def parts(found: Problem) -> Iterator[Part]:
    """The connected parts that the new release touches and that hold a target; no other can have become worse."""
    root = list(range(len(found.truth)))
    for row in found.rows:
        first, *others = (_root(root, at) for at in row.columns)
        for other in others:
            root[_root(root, other)] = _root(root, first)
    touched = {_root(root, row.columns[0]) for row, new in found.rows.items() if new}
    aimed = {_root(root, target.columns[0]) for target in found.targets}
    for mark in sorted(touched & aimed):
        yield Part(
            tuple(at for at in range(len(root)) if _root(root, at) == mark),
            tuple(row for row in found.rows if _root(root, row.columns[0]) == mark),
            tuple(each for each in found.targets if _root(root, each.columns[0]) == mark),
        )


def _root(root: list[int], at: int) -> int:
    while root[at] != at:
        root[at] = root[root[at]]
        at = root[at]
    return at
