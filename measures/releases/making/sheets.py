"""A measure laid out for a release: its units, what each view may say, and every number drawn or summed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from alliance.figures.cells import State
from measures.atoms.rules import pooled
from measures.releases.inputs import AtomIn, Group, Kind, MeasureIn, Order, ViewIn
from measures.releases.making.change import APART, OUT, may_stand_beside_all, may_stand_beside_change
from measures.releases.making.lattice import Held, Lattice, as_drawn, held_for, lattice
from measures.releases.making.statements import (
    EVERYBODY,
    Count,
    StatedView,
    Statement,
    drawn_from,
    in_categories,
)
from measures.releases.making.verdict import Verdict, judge
from measures.releases.rounding import ShownMean, shown_count, shown_mean

HELD_BACK = "held back in this release: no way was found to show it without telling about a few people"
Runs = tuple[tuple[str, ...], ...]
Joins = tuple[frozenset[Group], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the audit asked for: messages of counts that are sums of shown ones, categories and units shown together
    (per measure), measures that stay `as_before` in this period, and measures left out. `known` are counts that were
    summed before, by message."""

    summed: frozenset[bytes] = frozenset()
    runs: Mapping[str, Runs] = field(default_factory=dict)
    forced: Mapping[str, Joins] = field(default_factory=dict)
    as_before: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    known: Mapping[bytes, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One measure of an order: what is held, its units, and the verdict on each view in declared order."""

    measure: MeasureIn
    held: Held
    units: Lattice
    verdicts: tuple[tuple[ViewIn, Verdict], ...]


def lay(order: Order, choices: Choices) -> tuple[Sheet, ...]:
    """Every measure of an order, before any number is drawn."""
    return tuple(_sheet(replace(order, forced=choices.forced), each, choices) for each in order.measures)


def _sheet(order: Order, measure: MeasureIn, choices: Choices) -> Sheet:
    held = held_for(order, measure)
    units = lattice(order, measure, held)
    verdicts = (
        (view, _beside(order, measure, view, held, judge(order, view, units, held))) for view in order.views
    )
    if measure.code in choices.silent:
        verdicts = ((view, Verdict(State.TOO_FEW, (), (), HELD_BACK)) for view, _ in verdicts)
    return Sheet(measure, held, units, tuple(verdicts))


def _beside(order: Order, measure: MeasureIn, view: ViewIn, held: Held, verdict: Verdict) -> Verdict:
    """A figure of change stands beside everybody's figures, or not at all; and they beside one that was out before them."""
    if not verdict.units:
        return verdict
    drawn = as_drawn(verdict.units, held)
    if measure.kind is not Kind.CHANGE:
        fits, note = (
            may_stand_beside_change(order, measure.code, (each.group for each in drawn)),
            OUT,
        )
    else:
        fits, note = may_stand_beside_all(order, measure.code, drawn), APART
    return verdict if fits else Verdict(State.TOO_FEW, (), (), note)


def state(order: Order, sheets: Iterable[Sheet], choices: Choices) -> tuple[Statement, ...]:
    """What each laid-out measure says; the same people show the same number on every measure."""
    known = dict(choices.known)
    return tuple(_stated(order, sheet, choices, known) for sheet in sheets)


def _stated(order: Order, sheet: Sheet, choices: Choices, known: dict[bytes, int]) -> Statement:
    measure, said = sheet.measure, [(view, each) for view, each in sheet.verdicts if each.units]
    atoms = {view.code: tuple(as_drawn(each.units, sheet.held)) for view, each in said}
    drawer = _Drawer(order, choices.summed, known, _parts(atoms.values()))
    runs = choices.runs.get(measure.code) or tuple((each,) for each in measure.categories)
    views = tuple(_view(drawer, measure, view.code, atoms[view.code], runs) for view, _ in said)
    shown = measure.code not in choices.silent
    every = [sheet.units.whole, *sheet.units.by_dimension.values()] if shown else []
    return Statement(
        order.release, order.period, measure.code, measure.categories, measure.low, measure.high,
        tuple(sheet.held.values()), tuple(unit.groups for units in every for unit in units), views,
    )  # fmt: skip


Atoms = tuple[AtomIn, ...]


def _parts(every: Iterable[Atoms]) -> tuple[Atoms, ...]:
    """The different sets of atoms that are shown, the finest first."""
    return tuple(sorted(dict.fromkeys(every), key=len))


@dataclass(frozen=True, slots=True)
class _Drawer:
    """Shows counts: by the keyed draw, or as the sum of finer shown counts where the audit asked for it."""

    order: Order
    summed: frozenset[bytes]
    known: dict[bytes, int]
    parts: Sequence[Atoms]

    def count(self, atoms: Atoms, figure: str, categories: tuple[str, ...]) -> Count:
        said = drawn_from(figure, categories, list(atoms))
        summed = said in self.summed and (said in self.known or bool(partition(atoms, self.parts)))
        if said not in self.known:
            self.known[said] = self._shown(atoms, figure, categories, summed=summed)
        return Count(figure, categories, self.known[said], summed)

    def _shown(self, atoms: Atoms, figure: str, categories: tuple[str, ...], *, summed: bool) -> int:
        if summed:
            return sum(self.count(part, figure, categories).shown for part in partition(atoms, self.parts))
        groups = {atom.group.id: in_categories(atom, categories) for atom in atoms}
        if not self.order.protections.rounding:
            return sum(groups.values())
        return shown_count(self.order.draw_key, figure, groups, self.order.rules.base)


def partition(whole: Atoms, parts: Sequence[Atoms]) -> tuple[Atoms, ...]:
    """The finest shown parts that make up a whole without overlap, itself aside; empty where there are none."""
    sets = [(part, frozenset(atom.group for atom in part)) for part in parts if len(part) < len(whole)]
    return _cover(frozenset(atom.group for atom in whole), sets) or ()


def _cover(
    rest: frozenset[Group], sets: Sequence[tuple[Atoms, frozenset[Group]]]
) -> tuple[Atoms, ...] | None:
    if not rest:
        return ()
    first = min(rest)
    for part, groups in sets:
        if first in groups and groups <= rest:
            others = _cover(rest - groups, sets)
            if others is not None:
                return (part, *others)
    return None


def _view(drawer: _Drawer, measure: MeasureIn, view: str, atoms: Atoms, runs: Runs) -> StatedView:
    counts = [drawer.count(atoms, EVERYBODY, ())]
    if measure.kind not in {Kind.MEAN, Kind.COUNT}:
        counts += [drawer.count(atoms, f"{measure.code}:{'+'.join(run)}", run) for run in runs]
    groups = tuple(atom.group for atom in atoms)
    return StatedView(view, groups, tuple(counts), _mean(drawer.order, measure, atoms, counts[0].shown))


def _mean(order: Order, measure: MeasureIn, atoms: Atoms, shown_n: int) -> ShownMean | None:
    if measure.kind not in {Kind.MEAN, Kind.CHANGE}:
        return None
    sums = pooled(atom.moments for atom in atoms if atom.moments is not None)
    return shown_mean(
        sums.mean, sums.spread, sums.n, shown_n, low=measure.low, high=measure.high, k=measure.k,
        rules=order.rules, coarse=order.protections.grid,
    )  # fmt: skip
