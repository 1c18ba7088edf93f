"""The one way out: exact figures come in, protected figures go out, and nothing else in the project can make one."""

import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any

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


def _or_null(text: str) -> str:
    return encode_basestring(text) if text else "null"


def _number(n: int | None) -> str:
    return "null" if n is None else str(n)


# What a mark is made over, by name, and how each value is written as JSON; a figure lacks what may be null
_SEALED: Mapping[str, Callable[[Any], str]] = {
    "figure": encode_basestring, "interval": _or_null, "lower": _or_null, "measure": encode_basestring, "n": _number,
    "n_text": encode_basestring, "note": encode_basestring, "number": _or_null, "partners": encode_basestring,
    "period": encode_basestring, "release": _number, "state": encode_basestring, "step": _or_null,
    "text": encode_basestring, "upper": _or_null, "view": encode_basestring,
}  # fmt: skip
_BODY = f'["alliance-cell/1",[{",".join(f"""["{name}",%s]""" for name in _SEALED)}]]'
COLUMNS = (*_SEALED, "mark")


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
    """A cell as plain values to store, marked with HMAC-SHA256 so that no other hand can write one; blank is what it lacks."""
    cell, interval = published.cell, published.cell.interval
    row: Row = {
        "state": cell.state.value, "text": cell.text, "number": _text(cell.number), "step": _text(cell.step),
        "note": cell.note, "release": cell.release, "n": cell.n, "n_text": cell.n_text,
        "lower": _text(interval.lower) if interval else "", "upper": _text(interval.upper) if interval else "",
        "interval": interval.text if interval else "",
        "view": published.view, "measure": published.measure, "period": published.period, "figure": published.figure,
        "partners": " ".join(published.partners),
    }  # fmt: skip
    return {**row, "mark": _mark(row, key)}


def published_from(row: Mapping[str, Any], key: bytes) -> Published | Refused:
    """The figure that a stored row holds, or a refusal where the row was not written by `row_of` under this key."""
    if not hmac.compare_digest(str(row.get("mark")), _mark(row, key)):
        return Refused(
            "figure_changed", "A published figure was changed in the database. Restore it from a backup."
        )
    partners = tuple(row["partners"].split())
    return Published(row["view"], row["measure"], row["period"], row["figure"], partners, _cell(row))


def _cell(row: Mapping[str, Any]) -> SafeCell:
    number, step = row["number"], row["step"]
    return SafeCell(
        state=State(row["state"]), text=row["text"], number=Decimal(number) if number else None,
        step=Decimal(step) if step else None, note=row["note"], release=row["release"], n=row["n"],
        n_text=row["n_text"], interval=_interval(row) if row["interval"] else None, seal=_SEAL,
    )  # fmt: skip


def _interval(row: Mapping[str, Any]) -> Interval:
    return Interval(Decimal(row["lower"]), Decimal(row["upper"]), row["interval"])


def _mark(row: Mapping[str, Any], key: bytes) -> str:
    """HMAC-SHA256 of what the row says, by name: the bytes that `json.dumps` would make, at a third of its cost."""
    body = _BODY % tuple([write(row[name]) for name, write in _SEALED.items()])
    return hmac.new(key, body.encode(), sha256).hexdigest()


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(value)
