"""Findings as a page tells them: by column, each with the cell in its row; questions once for a whole column."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from measures.uploads.checking.headings import likely_field
from measures.uploads.findings import Finding, Level, Where
from measures.uploads.grid import Grid, Row

WHOLE = "The whole sheet"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The row in which a cell stands: (heading, text, whether it is the cell that is meant)."""

    place: str
    cells: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell; `found` and `expected` repeat its facts, and are empty where they could be about a person."""

    level: Level
    code: str
    sentence: str
    cell: str
    found: str
    expected: str
    excerpt: Excerpt | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Something asked once for a whole column; `options` are (value, label), `count` how many cells it speaks of.
    Questions of one kind in one column share `together`: they can be answered alike, at once."""

    key: str
    together: str
    sentence: str
    options: tuple[tuple[str, str], ...]
    count: int
    excerpt: Excerpt | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """Questions of one kind in one column, with the same answers offered; often it is one alone."""

    key: str
    column: str
    options: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The messages about one column of the sheet."""

    name: str
    messages: tuple[Message, ...]


class Beside:
    """The cells of a draft, to show each finding by: rows and the headings above them, each found at once."""

    def __init__(self, grid: Grid) -> None:
        self._rows = {(sheet.name, row.number): row for sheet in grid.sheets for row in sheet.rows}
        self._wordy = {sheet.name: [row for row in sheet.rows if row.wordy] for sheet in grid.sheets}
        self._known = {name: next(filter(_known, rows), None) for name, rows in self._wordy.items()}

    def row(self, where: Where) -> Row | None:
        """The row of a place."""
        return self._rows.get((where.sheet, where.row))

    def headings(self, where: Where) -> dict[int, str]:
        """The words of the row above that knows most of them, or else of the nearest: good enough to show a cell by."""
        known, wordy = self._known.get(where.sheet), self._wordy.get(where.sheet, [])
        above = bisect_left(wordy, where.row, key=lambda row: row.number)
        nearest = wordy[above - 1] if above else None
        head = known if known and known.number < where.row else nearest
        return {cell.column: cell.text for cell in head.cells} if head and self.row(where) else {}


def _known(row: Row) -> bool:
    return sum(bool(likely_field(cell.text)) for cell in row.cells) > 1


def questions(findings: Iterable[Finding], beside: Beside | None = None) -> tuple[Question, ...]:
    """What is open, each key once."""
    asked = {one.key: one for one in findings if one.level == "question"}
    return tuple(
        Question(
            key,
            one.together,
            one.sentence,
            tuple((each.value, each.label) for each in one.ask),
            one.count,
            excerpt(one.where, beside),
        )
        for key, one in asked.items()
    )


def alike(questions: Iterable[Question]) -> tuple[Alike, ...]:
    """Questions in the order in which they come, those that can be answered alike side by side."""
    found: dict[tuple[str, tuple[tuple[str, str], ...]], list[Question]] = {}
    for one in questions:
        found.setdefault((one.together, one.options), []).append(one)
    return tuple(
        Alike(key, key.rpartition(":")[2], options, tuple(asked)) for (key, options), asked in found.items()
    )


def open_words(findings: Iterable[Finding]) -> str:
    """What a draft still wants: `2 things to mend, 1 question to answer`; empty where nothing does."""
    said = tuple(findings)
    mend, asked = sum(one.level == "stop" for one in said), len(questions(said))
    counts = ((mend, "thing", "to mend"), (asked, "question", "to answer"))
    return ", ".join(f"{count} {what}{'s' * (count > 1)} {then}" for count, what, then in counts if count)


def columns(findings: Iterable[Finding], level: str, beside: Beside | None = None) -> tuple[Column, ...]:
    """Findings of a level, grouped by the column they speak of, in the order in which they come."""
    found: dict[str, list[Message]] = {}
    for one in findings:
        if one.level == level:
            found.setdefault(_name(one.where, beside), []).append(message(one, beside))
    return tuple(Column(name, tuple(said)) for name, said in found.items())


def message(one: Finding, beside: Beside | None = None) -> Message:
    """A finding with the row in which its cell stands."""
    return Message(
        one.level,
        one.code,
        one.sentence,
        one.where.address,
        one.found,
        one.expected,
        excerpt(one.where, beside),
    )


def excerpt(where: Where, beside: Beside | None) -> Excerpt | None:
    """The row of a cell with the headings above it, None where there is no cell or nothing was kept."""
    row = beside.row(where) if beside else None
    if beside is None or row is None or not (where.column or where.heading):
        return None
    head = beside.headings(where)
    cells = [(head.get(cell.column, ""), cell.text, _meant(where, cell.column, head)) for cell in row.cells]
    return (
        Excerpt(Where(where.sheet, where.row).text, tuple(cells))
        if any(meant for *_, meant in cells)
        else None
    )


def _meant(where: Where, column: int, head: dict[int, str]) -> bool:
    return column == where.column if where.column else head.get(column) == where.heading


def _name(where: Where, beside: Beside | None) -> str:
    if where.heading:
        return where.heading
    letter = where.address.rstrip("0123456789")
    named = beside.headings(where).get(where.column, "") if beside and where.column else ""
    return named or (f"Column {letter}" if letter else WHOLE)
