"""What one partner can see: every published figure of all releases, its own exact figures, and what the rules say of both.

Names and numbers only: which people a figure is about is read from views and labels, its number from the published cell.
An edition is a name for "the same as in that release", which a partner can tell from the log of sheets that were loaded.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from measures.releases.inputs import Given, Kind

REST, PEOPLE = "none of these", "people"


@dataclass(frozen=True)
class Shown:
    """A published count: of which people, in which categories (none: everybody), and the number that was printed."""

    release: int
    figure: str
    categories: tuple[str, ...]
    cells: tuple[tuple, ...]
    columns: tuple[tuple, ...]
    number: int


@dataclass(frozen=True)
class Mean:
    """A published mean: of whose scores, the number printed, its step, and whether it is only a bound."""

    columns: tuple[tuple, ...]
    number: Fraction
    step: Fraction
    edge: str


@dataclass(frozen=True)
class Sight:
    """Everything that one partner knows. `same` are sums that are equal; `units` the people that are shown together."""

    me: str
    shown: tuple[tuple[Shown, ...], ...]
    means: tuple[Mean, ...]
    units: tuple[tuple[tuple, ...], ...]
    parts: tuple[tuple[tuple, ...], ...]
    same: tuple[tuple[tuple, tuple], ...]
    own: dict
    sizes: dict


@dataclass(frozen=True)
class Secret:
    """What nobody else may work out: groups of 1-4, small groups' scores, and who came between two editions."""

    counts: dict
    scores: dict
    came: dict


class Reader:
    """Reads an alliance once; `seen_by` answers what one partner sees of it."""

    def __init__(self, alliance):
        self.alliance, self.kinds = alliance, {each.code: each.kind for each in alliance.plan.measures}
        self.editions, self.exact, self.sizes, self.atoms = {}, {}, {}, {}
        self.shown, self.means, self.units, self.parts, self.same = [], [], {}, {}, {}
        for made in alliance.outcomes:
            cells = {(each.view, each.measure, each.figure): each.cell for each in made.published}
            for statement in made.statements:
                self._read(statement, cells)

    def seen_by(self, me):
        own = {column: value for column, value in self.exact.items() if column[1].partner == me}
        every = [tuple(map(tuple, each)) if isinstance(each, set) else tuple(each)
                 for each in (self.means, self.units, self.parts, self.same)]  # fmt: skip
        return Sight(me, tuple(self.shown), *every, own, self.sizes)

    def secret(self, me, span=5, few=9):
        """What the scorer knows and the attacker does not: it says afterwards whether the attacker was right."""
        totals = {part: sum(self.exact[column] for column in part) for part in self.parts}
        counts = {
            part: total for part, total in totals.items() if 0 < total < span and part[0][1].partner != me
        }
        scores = {
            column: size for column, size in self.sizes.items() if 0 < size <= few and column[1].partner != me
        }
        return Secret(counts, scores, dict(self._came(me, few)))

    def _came(self, me, few):
        for (group, _, measure), found in self.editions.items():
            if group.partner == me or self.kinds.get(measure) is not Kind.MEAN:
                continue
            for before, after in pairwise(found):
                one, other = self._score(before), self._score(after)
                more = self.sizes[other] - self.sizes[one]
                if 0 < more <= few:
                    yield (one, other), more

    def _edition(self, atom, measure, told):
        found = self.editions.setdefault((atom.group, atom.period, measure), [])
        if told not in found:
            found.append(told)
        return found.index(told)

    def _people(self, atom):
        column = (PEOPLE, atom.group, atom.period, self._edition(atom, PEOPLE, atom.n))
        self.exact[column] = atom.n
        return column

    def _column(self, atom, category):
        column = (
            f"{atom.measure}={category}",
            atom.group,
            atom.period,
            self._edition(atom, atom.measure, atom),
        )
        inside = sum(atom.counts.values())
        self.exact[column] = atom.n - inside if category == REST else atom.counts[category]
        return column

    def _score(self, atom):
        column = (atom.measure, atom.group, atom.period, self._edition(atom, atom.measure, atom))
        self.sizes[column], self.exact[column] = atom.n, atom.moments.total if atom.moments else 0
        return column

    def _read(self, statement, cells):
        held = {atom.group: atom for atom in statement.atoms}
        kind, categories = self.kinds[statement.measure], list(statement.categories)
        if kind is Kind.PROPORTION:
            categories.append(REST)
        for unit in statement.units:
            self.units[tuple(self._people(held[group]) for group in unit)] = None
            for owner in dict.fromkeys(group.partner for group in unit):
                for category in categories:
                    part = [held[group] for group in unit if group.partner == owner]
                    self.parts[tuple(self._column(atom, category) for atom in part)] = None
        figures = [self._view(statement, view, held, cells) for view in statement.views]
        self.shown.append([each for found in figures for each in found])
        self._sums(statement, held, categories, kind)

    def _view(self, statement, view, held, cells):
        atoms = [held[group] for group in view.groups]
        for count in view.counts:
            name = f"{statement.measure}:{count.categories[0]}" if count.categories else "n"
            number = int(cells[view.view, statement.measure, name].number or 0)
            columns = [self._column(atom, each) for atom in atoms for each in count.categories]
            people = tuple(self._people(atom) for atom in atoms)
            yield Shown(
                statement.release,
                count.figure,
                count.categories,
                people,
                tuple(columns) or people,
                number,
            )
        if self.kinds[statement.measure] is Kind.MEAN:
            cell = cells[view.view, statement.measure, f"{statement.measure}:mean"]
            edge = "at most" if "at most" in cell.text else "at least" if "at least" in cell.text else ""
            columns = tuple(self._score(atom) for atom in atoms)
            self.means.append(Mean(columns, Fraction(cell.number), Fraction(cell.step), edge))

    def _sums(self, statement, held, categories, kind):
        for group, atom in held.items():
            if atom.state is not Given.GIVEN:
                continue
            if categories:
                self.same[tuple(self._column(atom, each) for each in categories), (self._people(atom),)] = (
                    None
                )
            inside = [
                each for other, each in held.items()
                if other.dimension and other.whole == group and each.state is Given.GIVEN
            ]  # fmt: skip
            if group.dimension or not inside:
                continue
            self.same[tuple(self._people(each) for each in inside), (self._people(atom),)] = None
            for category in categories:
                whole = (self._column(atom, category),)
                self.same[tuple(self._column(each, category) for each in inside), whole] = None
            if kind is Kind.MEAN:
                self.same[tuple(self._score(each) for each in inside), (self._score(atom),)] = None
