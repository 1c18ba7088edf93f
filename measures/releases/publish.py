"""The one way out: exact figures come in, protected figures go out, and nothing else in the project can make one."""

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from alliance.door.refusals import Refused
from alliance.figures.cells import Interval, SafeCell, State, take_seal
from measures.releases.inputs import Kind, MeasureIn, Order
from measures.releases.making import printing
from measures.releases.making.checks import check
from measures.releases.making.sheets import Choices, Sheet, lay, state
from measures.releases.making.statements import Count, StatedView, Statement
from measures.releases.making.verdict import Verdict
from measures.releases.rounding import ShownMean

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
class Protected:
    """All figures of one period as a release would say them."""

    release: int
    period: str
    figures: tuple[Published, ...]


def publish(order: Order) -> Protected | Refused:
    """Every figure of every view of one period, protected by joining, drawing and wording alone: what a partner previews
    of its own groups. A release is made by `making.make`, which attacks it first. Source: project rule.
    """
    if refusal := check(order):
        return refusal
    return printed(order, *laid_out(order, Choices()))


def laid_out(order: Order, choices: Choices) -> tuple[tuple[Sheet, ...], tuple[Statement, ...]]:
    """Every measure laid out, and what it says."""
    sheets = lay(order, choices)
    return sheets, state(order, sheets, choices)


def printed(order: Order, sheets: Iterable[Sheet], statements: Iterable[Statement]) -> Protected:
    """What was laid out and stated, as the cells that others see."""
    both = zip(sheets, statements, strict=True)
    figures = tuple(each for sheet, said in both for each in _figures(order, sheet, said))
    return Protected(order.release, order.period, figures)


def withdrawn(release: int, reason: str) -> SafeCell:
    """The cell that stands where a badly wrong figure was taken back at once."""
    return _silent(State.WITHDRAWN, release, reason)


def _figures(order: Order, sheet: Sheet, said: Statement) -> Iterator[Published]:
    stated = {each.view: each for each in said.views}
    for view, verdict in sheet.verdicts:
        if view.code in stated:
            cells = _cells(_Press(order, sheet.measure, verdict, stated[view.code]))
        else:
            cells = dict.fromkeys(
                figure_ids(sheet.measure), _silent(verdict.state, order.release, verdict.note)
            )
        for figure, cell in cells.items():
            yield Published(view.code, sheet.measure.code, order.period, figure, verdict.partners, cell)


def figure_ids(measure: MeasureIn) -> list[str]:
    """The ids of a measure's figures in the order in which they are shown."""
    if measure.kind is Kind.MEAN:
        return ["n", f"{measure.code}:mean"]
    if measure.kind is Kind.COUNT:
        return ["n", f"{measure.code}:count"]
    names = [f"{measure.code}:{category}" for category in measure.categories]
    mean = [f"{measure.code}:mean"] if measure.kind is Kind.CHANGE else []
    return ["n", *mean, *(figure for name in names for figure in (name, f"{name}:share"))]


def _silent(state: State, release: int, note: str) -> SafeCell:
    return SafeCell(state=state, text=printing.SILENT[state], note=note, release=release, seal=_SEAL)


@dataclass(frozen=True, slots=True)
class _Press:
    """What every cell of one view of one measure shares."""

    order: Order
    measure: MeasureIn
    verdict: Verdict
    stated: StatedView

    def cell(
        self, text: str, number: Decimal | None, step: Decimal, interval: Interval | None,
        joined: tuple[str, ...] = (),
    ) -> SafeCell:  # fmt: skip
        together = [f"{printing.joined_names(joined)}, shown together"] if len(joined) > 1 else []
        note = "; ".join(filter(None, [*together, self.verdict.note]))
        return SafeCell(
            state=State.COMBINED if together else self.verdict.state, text=text, number=number, step=step, note=note,
            release=self.order.release, n=self.stated.n, n_text=printing.count_text(self.stated.n, self.order.rules),
            interval=interval, seal=_SEAL,
        )  # fmt: skip


def _cells(press: _Press) -> dict[str, SafeCell]:
    code, (everybody, *counts) = press.measure.code, press.stated.counts
    cells = {"n": _count(press, everybody, press.order.rules.n_min)}
    if press.measure.kind is Kind.COUNT:  # the people themselves: one draw, never a second
        return {**cells, f"{code}:count": cells["n"]}
    if press.stated.mean is not None:
        cells[f"{code}:mean"] = _mean(press, press.stated.mean)
    for count in counts:
        both = _count(press, count, 0), _share(press, count)
        for category in count.categories:
            cells |= zip((f"{code}:{category}", f"{code}:{category}:share"), both, strict=True)
    return cells


def _count(press: _Press, count: Count, least: int) -> SafeCell:
    rules, shown = press.order.rules, count.shown
    return press.cell(
        printing.count_text(shown, rules),
        Decimal(shown) if shown else None,
        Decimal(rules.base),
        printing.count_range(shown, least, rules),
        count.categories,
    )


def _share(press: _Press, count: Count) -> SafeCell:
    of, rules = (count.shown, press.stated.n), press.order.rules
    return press.cell(
        printing.share_text(*of, rules),
        printing.share_number(*of, rules),
        Decimal(1),
        printing.share_interval(*of, rules),
        count.categories,
    )


def _mean(press: _Press, shown: ShownMean) -> SafeCell:
    return press.cell(
        printing.mean_text(shown),
        printing.decimal(shown.value, shown.step),
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
