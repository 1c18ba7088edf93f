"""Columns as the scan for people sees them: the words above, the values below."""

import re
from dataclasses import dataclass
from datetime import date

from measures.uploads.grid import Cell, Row, Sheet
from measures.uploads.people.days import day_of
from measures.uploads.people.patterns import clean
from measures.uploads.people.told import RULES

TABLE = RULES["table"]
HEADER_ROWS, HEADER_LENGTH = int(TABLE["header_rows"]), int(TABLE["header_length"])
TABLE_WIDTH = int(TABLE["width"])
SAYING = frozenset({"text", "number", "date"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: `words` of its heading, `values` as (row, text) below it, `days` it holds or spells.

    `texts` are the values each once: rules look at these, and at rows only where they see something.
    """

    number: int
    heading: str
    words: frozenset[str]
    values: tuple[tuple[int, str], ...]
    days: tuple[tuple[int, date], ...]
    texts: frozenset[str]


def header_row(sheet: Sheet) -> Row | None:
    """The first row of at least two short texts that has a row as wide, or nearly, below it."""
    widest = max((len(row.cells) for row in sheet.rows), default=0)
    for row in sheet.rows[:HEADER_ROWS]:
        short = [cell for cell in row.cells if cell.kind == "text" and 0 < len(cell.text) <= HEADER_LENGTH]
        if len(short) >= 2 and 2 * len(short) > widest and len(short) == len(row.cells):
            return row
    return next(iter(sheet.rows), None)


def columns_of(sheet: Sheet, today: date) -> list[Column]:
    """Every column with something in it."""
    header = header_row(sheet)
    cells: dict[int, list[tuple[int, Cell]]] = {}
    for row in sheet.rows:
        for cell in row.cells:
            cells.setdefault(cell.column, []).append((row.number, cell))
    return [_column(number, inside, header, today) for number, inside in sorted(cells.items())]


def _column(number: int, cells: list[tuple[int, Cell]], header: Row | None, today: date) -> Column:
    top = header.at(number) if header else None
    heading = top.text if top and top.kind == "text" and len(top.text) <= HEADER_LENGTH else ""
    line = header.number if header and heading else 0
    below = [(row, cell) for row, cell in cells if row > line]
    values = tuple((row, cell.text) for row, cell in below if cell.kind in SAYING)
    texts = frozenset([text for _, text in values])
    return Column(number, heading, words_of(heading), values, _days(below, today), texts)


def _days(cells: list[tuple[int, Cell]], today: date) -> tuple[tuple[int, date], ...]:
    known = {cell: day for cell in {cell for _, cell in cells} if (day := day_of(cell, today))}
    return tuple((row, known[cell]) for row, cell in cells if cell in known) if known else ()


def words_of(heading: str) -> frozenset[str]:
    """The words of a heading, whatever joins them."""
    split = re.sub(r"([a-z])([A-Z])", r"\1 \2", clean(heading))
    return frozenset(re.findall(r"[a-z]+", split.lower()))


def table_begins(sheet: Sheet) -> int | None:
    """The line of a heading row wide enough to be a table's; none for lists and notes."""
    header = header_row(sheet)
    return header.number if header and len(header.cells) >= TABLE_WIDTH else None
