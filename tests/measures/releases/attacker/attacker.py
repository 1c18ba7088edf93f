"""An attacker who knows every rule but the key, and takes only what one partner can see.

It writes down what each printed number allows, drops what may be a sum of printed ones and so says nothing, and asks a
linear and then an integer programme between what and what each small group must lie. It has no code of the audit.
"""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

CLOSE = 1e-6


@dataclass(frozen=True)
class Rules:
    """The public parameters as the attacker reads them."""

    n_min: int = 10
    reach: int = 4
    span: int = 5
    low: float = 0
    high: float = 10


class Impossible(Exception):
    """No figures at all fit what was published: the attacker has misread something."""


@dataclass
class Programme:
    """Rows over columns, split into what hangs together; each solution is a possible world."""

    rows: list = field(default_factory=list)
    bounds: dict = field(default_factory=dict)

    def add(self, columns, low, high):
        """`columns` maps a column to its factor."""
        for column in columns:
            self.bounds.setdefault(column, (0, np.inf))
        self.rows.append((columns, low, high))

    def solve(self, part, weights, *, largest, whole):
        place, rows = part.place, part.matrix
        cost = np.zeros(len(place))
        for column, factor in weights.items():
            cost[place[column]] = -factor if largest else factor
        low, high = zip(*(self.bounds[column] for column in place), strict=True)
        found = milp(
            cost, integrality=np.full(len(place), int(whole)), bounds=Bounds(low, high),
            constraints=[LinearConstraint(rows, part.low, part.high)] if rows is not None else (),
        )  # fmt: skip
        if found.status == 2:
            raise Impossible
        return found.x

    def parts(self):
        """Which columns hang together, found by joining the columns of each row."""
        root = {column: column for column in self.bounds}

        def top(column):
            while root[column] != column:
                root[column] = root[root[column]]
                column = root[column]
            return column

        for columns, _, _ in self.rows:
            first, *others = columns
            for other in others:
                root[top(other)] = top(first)
        members, rows = defaultdict(list), defaultdict(list)
        for column in root:
            members[top(column)].append(column)
        for row in self.rows:
            rows[top(next(iter(row[0])))].append(row)
        return {column: part for mark, own in members.items()
                for part in [Part(own, rows[mark])] for column in own}  # fmt: skip


class Part:
    """Columns that hang together, with their rows as a matrix."""

    def __init__(self, columns, rows):
        self.place = {column: at for at, column in enumerate(columns)}
        self.low, self.high = [low for _, low, _ in rows], [high for _, _, high in rows]
        where = [(at, self.place[column], factor)
                 for at, (found, _, _) in enumerate(rows) for column, factor in found.items()]  # fmt: skip
        self.matrix = None
        if where:
            down, across, factors = zip(*where, strict=True)
            self.matrix = csr_matrix((factors, (down, across)), shape=(len(rows), len(columns)))


@dataclass
class Counts:
    """The attack on groups of 1-4, by subtraction over all releases at once."""

    sight: object
    rules: Rules = Rules()

    def __post_init__(self):
        self.programme = Programme()
        self._units()
        for figure in self.told():
            reach = self.rules.reach
            self._row(figure.columns, max(0, figure.number - reach), figure.number + reach)
        for parts, whole in self.sight.same:
            if parts[0] not in self.sight.sizes:
                self.programme.add({**dict.fromkeys(parts, 1), whole[0]: -1}, 0, 0)
        for column, value in self.sight.own.items():
            if column in self.programme.bounds:
                self.programme.bounds[column] = (value, value)

    def _units(self):
        for unit in self.sight.units:
            self._row(unit, self.rules.n_min, np.inf)
        for part in self.sight.parts:
            for column in part:
                self.programme.bounds.setdefault(column, (0, np.inf))

    def as_if_drawn(self, figure, number):
        """Take a printed sum for a draw that would have been this number."""
        self._row(figure.columns, max(0, number - self.rules.reach), number + self.rules.reach)
        return self

    def _row(self, columns, low, high):
        self.programme.add(dict.fromkeys(columns, 1), low, high)

    def told(self):
        """The figures that must be draws of their own: those that are no sum of finer printed figures."""
        first = {}
        for figures in self.sight.shown:
            finer = sorted({each.cells: each for each in figures}, key=len)
            numbers = {(each.figure, each.cells): each.number for each in figures}
            for each in figures:
                if (each.figure, each.columns) not in first:
                    first[each.figure, each.columns] = each, self._may_be_sum(each, finer, numbers)
        return [each for each, sum_of in first.values() if not sum_of]

    def _may_be_sum(self, figure, finer, numbers):
        parts = cover(frozenset(figure.cells), [each for each in finer if len(each) < len(figure.cells)])
        return bool(parts) and sum(numbers[figure.figure, part] for part in parts) == figure.number

    def pinned(self, targets):
        """The targets (groups of columns) left with fewer values than the span, and those values.

        What a release of these rules lets out tells more: a group left with too few values cannot be one of 1-4, or the
        figure would not have been a draw. So such groups are taken to be 0 or 5 and more, and all is tried again.
        """
        self.seen = {}
        return self._close(targets) or self._knowing_the_audit(targets)

    def _knowing_the_audit(self, targets):
        while self._learnt(
            self._close([part for part in self.sight.parts if part[0] in self.programme.bounds])
        ):
            self.seen = {}
        return self._close(targets)

    def _learnt(self, close):
        """Single columns that cannot be 1-4 after all; only what stays possible for the attacker is used."""
        learnt = False
        for (column, *others), (least, most) in close.items():
            low, high = self.programme.bounds[column]
            if others or low == high:
                continue
            if most < self.rules.span and least == 0 and high != 0:
                self.programme.bounds[column], learnt = (0, 0), True
            elif 0 < least < self.rules.span <= most:
                self.programme.bounds[column], learnt = (self.rules.span, high), True
        return learnt

    def _close(self, targets):
        places = self.programme.parts()
        found = {}
        for target in targets:
            if target[0][1].partner != self.sight.me:
                ends = self._ends(places[target[0]], target)
                if ends is not None:
                    found[target] = ends
        return found

    def _ends(self, part, target):
        """Least and most of a target in whole numbers, None as soon as possible worlds enough are known."""
        worlds = self.seen.setdefault(next(iter(part.place)), [])
        for whole in (False, True):
            for largest in (True, False):
                if self._enough(worlds, target):
                    return None
                found = self.programme.solve(part, dict.fromkeys(target, 1), largest=largest, whole=whole)
                point = dict(zip(part.place, found, strict=True))
                if whole or all(abs(value - round(value)) < CLOSE for value in found):
                    worlds.append(point)
                else:
                    continue
        if self._enough(worlds, target):
            return None
        values = [round(sum(world[column] for column in target)) for world in worlds]
        return min(values), max(values)

    def _enough(self, worlds, target):
        values = [sum(world[column] for column in target) for world in worlds]
        return bool(values) and round(max(values)) - round(min(values)) + 1 >= self.rules.span

    def fresh_draws(self):
        """Same people, same figure, another number: then asking again would average the rounding away."""
        found = defaultdict(set)
        for figures in self.sight.shown:
            for each in figures:
                found[each.figure, each.columns].add(each.number)
        return {name: numbers for name, numbers in found.items() if len(numbers) > 1}


def cover(rest, finer):
    """The finest printed parts that make up a whole, as the rule of repair picks them."""
    if not rest:
        return ()
    first = min(rest, key=lambda cell: cell[1])
    for part in finer:
        if first in part and rest.issuperset(part):
            others = cover(rest.difference(part), finer)
            if others is not None:
                return (part, *others)
    return None


@dataclass
class Scores:
    """The attack on one person's score, by the arithmetic of means; all sizes are taken to be known."""

    sight: object
    rules: Rules = Rules()

    def __post_init__(self):
        self.programme, sizes = Programme(), self.sight.sizes
        for mean in self.sight.means:
            n, half = sum(sizes[column] for column in mean.columns), float(mean.step) / 2 + CLOSE
            low = self.rules.low if mean.edge == "at most" else float(mean.number) - half
            high = self.rules.high if mean.edge == "at least" else float(mean.number) + half
            self.programme.add(dict.fromkeys(mean.columns, 1), n * low, n * high)
        for parts, whole in self.sight.same:
            if parts[0] in sizes:
                self.programme.add({**dict.fromkeys(parts, 1), whole[0]: -1}, -CLOSE, CLOSE)
        for column in self.programme.bounds:
            own, n = self.sight.own.get(column), sizes[column]
            self.programme.bounds[column] = (
                (n * self.rules.low, n * self.rules.high) if own is None else (float(own), float(own))
            )
        self.places = self.programme.parts()

    def pinned(self, groups, came):
        """Groups of few people, and people who came between two editions, of whom one is left under half of the scale."""
        asked = [({column: 1}, few, (column,)) for column, few in groups.items()]
        asked += [({new: 1, old: -1}, few, (old, new)) for (old, new), few in came.items()]
        found = ((name, self._one(weights, few)) for weights, few, name in asked if self._placed(weights))
        half = (self.rules.high - self.rules.low) / 2
        return {name: ends for name, ends in found if ends[1] - ends[0] < half - 1e-3}

    def _placed(self, weights):
        parts = {id(self.places[column]) for column in weights if column in self.places}
        return len(parts) == 1 and all(column in self.places for column in weights)

    def _one(self, weights, few):
        least, most = (self._end(weights, largest=largest) for largest in (False, True))
        low, high = self.rules.low, self.rules.high
        return max(low, least - (few - 1) * high), min(high, most - (few - 1) * low)

    def _end(self, weights, *, largest):
        part = self.places[next(iter(weights))]
        found = self.programme.solve(part, weights, largest=largest, whole=False)
        return sum(found[part.place[column]] * factor for column, factor in weights.items())
