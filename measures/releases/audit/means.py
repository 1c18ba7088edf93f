"""What published means say about single scores: populations that differ by a few people, and sums that can be combined."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from measures.releases.audit.attack import Attacker
from measures.releases.audit.programme import Programme, Row
from measures.releases.inputs import AtomIn, Group
from measures.releases.making.statements import StatedView, Statement
from measures.releases.parameters import STANDARD, Parameters

FEW = 9  # people, the largest group that is tried


@dataclass(frozen=True, slots=True)
class MeanFail:
    """People of one measure, under `groups`, whose scores these partners together could work out too closely."""

    attacker: Attacker
    measure: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """One published mean: whose it is, and whether it is new."""

    statement: Statement
    view: StatedView
    atoms: tuple[AtomIn, ...]
    new: bool


def attack_means(
    past: Iterable[Statement], new: Iterable[Statement], by: Sequence[Attacker], rules: Parameters = STANDARD
) -> list[MeanFail]:
    """Every group of one to nine people whose scores somebody else could work out; none is a pass (project rule, 7.6)."""
    shown: dict[str, list[_Shown]] = {}
    for fresh, statements in ((False, past), (True, new)):
        for statement in statements:
            for each in _shown(statement, fresh):
                shown.setdefault(statement.measure, []).append(each)
    fails: list[MeanFail] = []
    for every in shown.values():
        for attacker in by:
            fails += nested(every, attacker, rules) or combined(every, attacker)
    return fails


def _shown(statement: Statement, new: bool) -> Iterator[_Shown]:
    held = statement.held
    for view in statement.views:
        if view.mean is not None:
            yield _Shown(statement, view, tuple(held[group] for group in view.groups), new)


def nested(every: Sequence[_Shown], attacker: Attacker, rules: Parameters) -> list[MeanFail]:
    """Published populations, less the attackers' own people, of which one lies in the other with too few beside it."""
    sets = [(each, _people(each, attacker)) for each in every]
    found: dict[tuple[Group, ...], None] = {}
    for inner, few in sets:
        for outer, many in sets:
            if (inner.new or outer.new) and few and few <= many:
                rest = sorted(
                    atom.group
                    for atom in outer.atoms
                    if atom.group.partner not in attacker and atom not in inner.atoms
                )
                if 0 < _sum(many) - _sum(few) < rules.n_min:
                    found[tuple(rest)] = None
    return [MeanFail(attacker, every[0].statement.measure, groups) for groups in found]


Cells = frozenset[AtomIn]


def _people(shown: _Shown, attacker: Attacker) -> Cells:
    """The finest atoms that a population is made of, so that a category of a cohort lies in the cohort."""
    return frozenset(
        cell
        for atom in shown.atoms
        if atom.group.partner not in attacker
        for cell in _cells(shown.statement, atom)
    )


def _cells(statement: Statement, atom: AtomIn) -> list[AtomIn]:
    """A cohort as the categories of its first breakdown where it has one, else itself."""
    if atom.group.dimension:
        return [atom]
    split = [each for each in statement.atoms if each.group.dimension and each.group.whole == atom.group]
    first = min((each.group.dimension for each in split), default="")
    own = [each for each in split if each.group.dimension == first]
    return own if own and sum(each.n for each in own) == atom.n else [atom]


def _sum(cells: Cells) -> int:
    return sum(cell.n for cell in cells)


def combined(every: Sequence[_Shown], attacker: Attacker) -> list[MeanFail]:
    """Small groups of others whose sum of scores, with all sizes known, leaves one person under half of the scale."""
    if not any(each.new for each in every):
        return []
    sums = _Sums(every, attacker)
    return [
        MeanFail(attacker, every[0].statement.measure, (atom.group,))
        for atom in sums.atoms
        if atom.group.partner not in attacker and 0 < atom.n <= FEW and sums.tells(atom)
    ]


class _Sums:
    """The sums of scores of one measure as unknowns, each fixed only as closely as its means are shown."""

    def __init__(self, every: Sequence[_Shown], attacker: Attacker) -> None:
        first = every[0].statement
        self.low, self.high = float(first.low), float(first.high)
        self.atoms: list[AtomIn] = []
        self.place: dict[AtomIn, int] = {}
        rows = [self._row(each) for each in every]
        rows += [
            row
            for each in {id(one.statement): one.statement for one in every}.values()
            for row in self._splits(each)
        ]
        known = [float(_total(atom)) if atom.group.partner in attacker else None for atom in self.atoms]
        self.programme = Programme(
            rows,
            [
                atom.n * self.low if exact is None else exact
                for atom, exact in zip(self.atoms, known, strict=True)
            ],
            [
                atom.n * self.high if exact is None else exact
                for atom, exact in zip(self.atoms, known, strict=True)
            ],
        )

    def tells(self, atom: AtomIn) -> bool:
        """Whether one person in the group is left with less than half of the scale."""
        least, most = (self._end(atom, largest=largest) for largest in (False, True))
        others = atom.n - 1
        low, high = max(self.low, least - others * self.high), min(self.high, most - others * self.low)
        return high - low < (self.high - self.low) / 2

    def _end(self, atom: AtomIn, *, largest: bool) -> float:
        point = self.programme.extreme({self.place[atom]: 1.0}, largest=largest)
        return float(_total(atom)) if point is None else point[self.place[atom]]

    def _at(self, atom: AtomIn) -> int:
        if atom not in self.place:
            self.place[atom] = len(self.atoms)
            self.atoms.append(atom)
        return self.place[atom]

    def _row(self, shown: _Shown) -> Row:
        n, mean = sum(atom.n for atom in shown.atoms), shown.view.mean
        columns = tuple(self._at(atom) for atom in shown.atoms)
        if mean is None:
            return Row(columns, n * self.low, n * self.high)
        reach = float(mean.step) / 2 + 1e-9
        low = self.low if mean.edge == "at most" else float(mean.value) - reach
        high = self.high if mean.edge == "at least" else float(mean.value) + reach
        return Row(columns, n * low, n * high)

    def _splits(self, statement: Statement) -> Iterator[Row]:
        broken = [each for each in statement.atoms if each.group.dimension]
        wholes = {each.group.whole for each in broken}
        for whole in [atom for atom in self.atoms if atom.group in wholes and atom in statement.atoms]:
            parts = [each for each in broken if each.group.whole == whole.group]
            for dimension in {each.group.dimension for each in parts if each in self.place}:
                split = [each for each in parts if each.group.dimension == dimension]
                yield Row(tuple(self._at(each) for each in split), -1e-6, 1e-6, (self._at(whole),))


def _total(atom: AtomIn) -> Fraction:
    return atom.moments.total if atom.moments else Fraction(0)
