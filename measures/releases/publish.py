"""The one way out: exact figures come in, protected figures go out, and nothing else in the project can make one."""

import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from alliance.door.refusals import Refused
from alliance.figures.cells import Interval, SafeCell, State, take_seal
from measures.atoms.rules import pooled
from measures.releases import printing
from measures.releases.checks import check
from measures.releases.inputs import AtomIn, Group, Kind, MeasureIn, Order, ViewIn
from measures.releases.lattice import Held, as_drawn, held_for, lattice
from measures.releases.rounding import shown_count, shown_mean
from measures.releases.verdict import Verdict, judge

_SEAL = take_seal()

Row = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Published:
    """One figure of one view: `n`, `<measure>:<category>`, `<measure>:<category>:share` or `<measure>:mean`.

    `partners` are the codes of those whose people are in it, in declared order.
    """

    view: str
    measure: str
    period: str
    figure: str
    partners: tuple[str, ...]
    cell: SafeCell


@dataclass(frozen=True, slots=True)
class Edition:
    """All figures of one period in one release, and per measure the joins that the next release must keep."""

    release: int
    period: str
    figures: tuple[Published, ...]
    joins: Mapping[str, tuple[frozenset[Group], ...]]


@dataclass(frozen=True, slots=True)
class _Press:
    """What every cell of one view of one measure shares."""

    order: Order
    measure: MeasureIn
    verdict: Verdict
    atoms: tuple[AtomIn, ...]

    @property
    def shown_n(self) -> int:
        return self.shown("n", {atom.group.id: atom.n for atom in self.atoms})

    def shown(self, figure: str, groups: Mapping[str, int]) -> int:
        return shown_count(self.order.key, figure, groups, self.order.rules.base)

    def category(self, name: str) -> int:
        groups = {atom.group.id: atom.counts[name] for atom in self.atoms}
        return self.shown(f"{self.measure.code}:{name}", groups)

    def cell(
        self, text: str, number: Decimal | None, step: Decimal | None, interval: Interval | None
    ) -> SafeCell:
        return SafeCell(
            state=self.verdict.state, text=text, number=number, step=step, note=self.verdict.note,
            release=self.order.release, n=self.shown_n, n_text=printing.count_text(self.shown_n, self.order.rules),
            interval=interval, seal=_SEAL,
        )  # fmt: skip


def publish(order: Order) -> Edition | Refused:
    """Every figure of every view of one period, protected; or why nothing can be published.

    Groups too small are joined to neighbours, counts are rounded by a keyed draw, shares are made from rounded counts
    and means lie on a grid. The same people and count give the same figure in every release. Source: project rule.
    """
    if refusal := check(order):
        return refusal
    figures: list[Published] = []
    joins = {}
    for measure in order.measures:
        held = held_for(order, measure)
        units = lattice(order, measure, held)
        joins[measure.code] = units.joins
        for view in order.views:
            figures.extend(_figures(order, measure, view, judge(order, view, units, held), held))
    return Edition(order.release, order.period, tuple(figures), joins)


def withdrawn(release: int, reason: str) -> SafeCell:
    """The cell that stands where a badly wrong figure was taken back at once."""
    return _silent(State.WITHDRAWN, release, reason)


def _figures(
    order: Order, measure: MeasureIn, view: ViewIn, verdict: Verdict, held: Held
) -> Iterator[Published]:
    if verdict.units:
        press = _Press(order, measure, verdict, tuple(as_drawn(verdict.units, held)))
        cells = _cells(press)
    else:
        cells = dict.fromkeys(figure_ids(measure), _silent(verdict.state, order.release, verdict.note))
    for figure, cell in cells.items():
        yield Published(view.code, measure.code, order.period, figure, verdict.partners, cell)


def figure_ids(measure: MeasureIn) -> list[str]:
    """The ids of a measure's figures in the order in which they are shown."""
    if measure.kind is Kind.MEAN:
        return ["n", f"{measure.code}:mean"]
    if measure.kind is Kind.COUNT:
        return ["n", f"{measure.code}:count"]
    names = [f"{measure.code}:{category}" for category in measure.categories]
    return ["n", *(figure for name in names for figure in (name, f"{name}:share"))]


def _silent(state: State, release: int, note: str) -> SafeCell:
    return SafeCell(state=state, text=printing.SILENT[state], note=note, release=release, seal=_SEAL)


def _cells(press: _Press) -> dict[str, SafeCell]:
    cells = {"n": _count(press, press.shown_n, press.order.rules.n_min)}
    if press.measure.kind is Kind.MEAN:
        return {**cells, f"{press.measure.code}:mean": _mean(press)}
    if press.measure.kind is Kind.COUNT:  # the people themselves: one draw, never a second
        return {**cells, f"{press.measure.code}:count": cells["n"]}
    for category in press.measure.categories:
        shown, name = press.category(category), f"{press.measure.code}:{category}"
        cells |= {name: _count(press, shown, 0), f"{name}:share": _share(press, shown)}
    return cells


def _count(press: _Press, shown: int, least: int) -> SafeCell:
    rules = press.order.rules
    number = Decimal(shown) if shown else None
    return press.cell(
        printing.count_text(shown, rules),
        number,
        Decimal(rules.base),
        printing.count_range(shown, least, rules),
    )


def _share(press: _Press, shown: int) -> SafeCell:
    of, rules = (shown, press.shown_n), press.order.rules
    return press.cell(
        printing.share_text(*of, rules),
        printing.share_number(*of, rules),
        Decimal(1),
        printing.share_interval(*of, rules),
    )


def _mean(press: _Press) -> SafeCell:
    sums = pooled(atom.moments for atom in press.atoms if atom.moments is not None)
    measure = press.measure
    shown = shown_mean(
        sums.mean,
        sums.spread,
        sums.n,
        press.shown_n,
        low=measure.low,
        high=measure.high,
        k=measure.k,
        rules=press.order.rules,
    )
    number = printing.decimal(shown.value, shown.step)
    return press.cell(
        printing.mean_text(shown),
        number,
        printing.decimal(shown.step, shown.step),
        printing.mean_interval(shown),
    )


def row_of(published: Published, key: bytes) -> Row:
    """A cell as plain values to store, marked with HMAC-SHA256 so that no other hand can write one."""
    cell, interval = published.cell, published.cell.interval
    row: Row = {
        "state": cell.state.value, "text": cell.text, "number": _text(cell.number), "step": _text(cell.step),
        "note": cell.note, "release": cell.release, "n": cell.n, "n_text": cell.n_text,
        "lower": _text(interval.lower) if interval else None, "upper": _text(interval.upper) if interval else None,
        "interval": interval.text if interval else None,
        "view": published.view, "measure": published.measure, "period": published.period, "figure": published.figure,
        "partners": " ".join(published.partners),
    }  # fmt: skip
    return {**row, "mark": _mark(row, key)}


def published_from(row: Mapping[str, str | int | None], key: bytes) -> Published | Refused:
    """The figure that a stored row holds, or a refusal where the row was not written by `row_of` under this key."""
    rest = {name: value for name, value in row.items() if name != "mark"}
    if not hmac.compare_digest(str(row.get("mark")), _mark(rest, key)):
        return Refused(
            "figure_changed", "A published figure was changed in the database. Restore it from a backup."
        )
    text = {name: str(value) for name, value in rest.items() if value is not None}
    partners = tuple(text["partners"].split())
    return Published(text["view"], text["measure"], text["period"], text["figure"], partners, _cell(text))


def _cell(text: Mapping[str, str]) -> SafeCell:
    interval = (
        Interval(Decimal(text["lower"]), Decimal(text["upper"]), text["interval"])
        if "interval" in text
        else None
    )
    return SafeCell(
        state=State(text["state"]), text=text["text"], note=text["note"], release=int(text["release"]),
        number=Decimal(text["number"]) if "number" in text else None,
        step=Decimal(text["step"]) if "step" in text else None,
        n=int(text["n"]) if "n" in text else None, n_text=text["n_text"], interval=interval, seal=_SEAL,
    )  # fmt: skip


def _mark(row: Mapping[str, str | int | None], key: bytes) -> str:
    body = json.dumps(["alliance-cell/1", sorted(row.items())], separators=(",", ":"), ensure_ascii=False)
    return hmac.new(key, body.encode(), sha256).hexdigest()


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
