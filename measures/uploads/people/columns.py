"""Columns as the scan for people sees them: the words above, the values below."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from measures.uploads.grid import Cell, Row, Sheet
from measures.uploads.people.patterns import clean

HEADER_ROWS = 20
HEADER_LENGTH = 40
DATES = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y", "%Y/%m/%d")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: `words` of its heading, `values` as (row, text) below it."""

    number: int
    heading: str
    words: frozenset[str]
    values: tuple[tuple[int, str], ...]
    dates: tuple[str, ...]


def header_row(sheet: Sheet) -> Row | None:
    """The first row of at least two short texts that has a row as wide, or nearly, below it."""
    widest = max((len(row.cells) for row in sheet.rows), default=0)
    for row in sheet.rows[:HEADER_ROWS]:
        short = [cell for cell in row.cells if cell.kind == "text" and 0 < len(cell.text) <= HEADER_LENGTH]
        if len(short) >= 2 and 2 * len(short) > widest and len(short) == len(row.cells):
            return row
    return next(iter(sheet.rows), None)


def columns_of(sheet: Sheet) -> list[Column]:
    """Every column with something in it."""
    header = header_row(sheet)
    cells: dict[int, list[tuple[int, Cell]]] = {}
    for row in sheet.rows:
        for cell in row.cells:
            cells.setdefault(cell.column, []).append((row.number, cell))
    return [_column(number, inside, header) for number, inside in sorted(cells.items())]


def _column(number: int, cells: list[tuple[int, Cell]], header: Row | None) -> Column:
    top = header.at(number) if header else None
    heading = top.text if top and top.kind == "text" and len(top.text) <= HEADER_LENGTH else ""
    line = header.number if header and heading else 0
    below = [(row, cell) for row, cell in cells if row > line]
    values = tuple((row, cell.text) for row, cell in below if cell.kind in {"text", "number", "date"})
    dates = tuple(day for _, cell in below if (day := _day(cell)))
    return Column(number, heading, words_of(heading), values, dates)


def words_of(heading: str) -> frozenset[str]:
    """The words of a heading, whatever joins them."""
    split = re.sub(r"([a-z])([A-Z])", r"\1 \2", clean(heading))
    return frozenset(re.findall(r"[a-z]+", split.lower()))


def _day(cell: Cell) -> str:
    if cell.kind == "date":
        return cell.text[:10]
    if cell.kind != "text" or not 6 <= len(cell.text) <= 20:
        return ""
    return _typed_day(clean(cell.text))


def _typed_day(text: str) -> str:
    if not (text[:1].isdigit() and text[-1:].isdigit()):  # every way of writing a day begins and ends so
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    for pattern in DATES:
        try:
            return datetime.strptime(text, pattern).date().isoformat()  # noqa: DTZ007 -- a day has no time zone
        except ValueError:
            continue
    return ""
