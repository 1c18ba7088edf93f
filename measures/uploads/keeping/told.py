"""Findings as a page tells them: by column, each with the cell in its row; questions once for a whole column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from measures.uploads.checking.headings import likely_field
from measures.uploads.findings import Finding, Level, Where
from measures.uploads.grid import Grid, Row, Sheet

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


def questions(findings: Iterable[Finding], grid: Grid | None = None) -> tuple[Question, ...]:
    """What is open, each key once."""
    asked = {one.key: one for one in findings if one.level == "question"}
    return tuple(
        Question(
            key,
            one.together,
            one.sentence,
            tuple((each.value, each.label) for each in one.ask),
            one.count,
            excerpt(one.where, grid),
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


def columns(findings: Iterable[Finding], level: str, grid: Grid | None = None) -> tuple[Column, ...]:
    """Findings of a level, grouped by the column they speak of, in the order in which they come."""
    found: dict[str, list[Message]] = {}
    for one in findings:
        if one.level == level:
            found.setdefault(_name(one.where, grid), []).append(message(one, grid))
    return tuple(Column(name, tuple(said)) for name, said in found.items())


def message(one: Finding, grid: Grid | None = None) -> Message:
    """A finding with the row in which its cell stands."""
    return Message(
        one.level,
        one.code,
        one.sentence,
        one.where.address,
        one.found,
        one.expected,
        excerpt(one.where, grid),
    )


def excerpt(where: Where, grid: Grid | None) -> Excerpt | None:
    """The row of a cell with the headings above it, None where there is no cell or nothing was kept."""
    sheet, row = _row(where, grid)
    if sheet is None or row is None or not (where.column or where.heading):
        return None
    head = _headings(sheet, row)
    cells = [(head.get(cell.column, ""), cell.text, _meant(where, cell.column, head)) for cell in row.cells]
    return (
        Excerpt(Where(where.sheet, where.row).text, tuple(cells))
        if any(meant for *_, meant in cells)
        else None
    )


def _meant(where: Where, column: int, head: dict[int, str]) -> bool:
    return column == where.column if where.column else head.get(column) == where.heading


def _row(where: Where, grid: Grid | None) -> tuple[Sheet | None, Row | None]:
    sheet = next((one for one in grid.sheets if one.name == where.sheet), None) if grid else None
    return sheet, next((one for one in sheet.rows if one.number == where.row), None) if sheet else None


def _headings(sheet: Sheet, row: Row) -> dict[int, str]:
    """The words of the row above that has most of them and no number: good enough to show a cell by."""
    above: Sequence[Row] = [one for one in sheet.rows if one.number < row.number]
    wordy = [one for one in above if all(cell.kind == "text" for cell in one.cells)]
    known = [one for one in wordy if sum(bool(likely_field(cell.text)) for cell in one.cells) > 1] or wordy[
        -1:
    ]
    return {cell.column: cell.text for cell in known[0].cells} if known else {}


def _name(where: Where, grid: Grid | None) -> str:
    if where.heading:
        return where.heading
    sheet, row = _row(where, grid)
    letter = where.address.rstrip("0123456789")
    named = _headings(sheet, row).get(where.column, "") if sheet and row and where.column else ""
    return named or (f"Column {letter}" if letter else WHOLE)
