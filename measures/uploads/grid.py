"""The neutral grid that every reader gives, so that checking never knows what made the file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any, Literal, NamedTuple

from measures.uploads.findings import LIST_HEAD, Where

# how workbooks write control characters; one reader undoes it and the other does not
ESCAPED = re.compile("_x(00[01][0-9A-Fa-f])_")
WHOLE = 10**15
Kind = Literal["text", "number", "date", "time", "boolean", "error", "uncalculated"]
Position = tuple[int, int]
Normal = tuple[Kind, str]
Line = dict[int, Normal]
Lines = dict[int, Line]
Merge = tuple[int, int, int, int]


class Cell(NamedTuple):
    """One filled cell: `text` is a plain decimal for numbers and ISO 8601 for dates; `column` counts from 1."""

    column: int
    kind: Kind
    text: str


class Row(NamedTuple):
    """The filled cells of one line, by column; `number` is the line as the uploader sees it."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell | None:
        """The cell of a column, if it holds anything."""
        return next((cell for cell in self.cells if cell.column == column), None)

    @property
    def wordy(self) -> bool:
        """Whether it holds words alone, as headings do."""
        return all(cell.kind == "text" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: filled rows in order; `merges` are (first row, first column, last row, last column)."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()

    @property
    def lists_findings(self) -> bool:
        """Whether it is the list of findings of a copy that was sent back, and no sheet of its sender's own."""
        first = self.rows[0].cells if self.rows else ()
        return tuple(cell.text for cell in first) == LIST_HEAD

    def where(self, row: int = 0, column: int = 0, heading: str = "") -> Where:
        """A place in this sheet."""
        return Where(self.name, row, column, heading)


@dataclass(frozen=True, slots=True)
class Grid:
    """All sheets of a file; a text file is one sheet without a name."""

    kind: str
    sheets: tuple[Sheet, ...]

    def cells(self) -> Iterator[tuple[Sheet, Row, Cell]]:
        """Every filled cell with its row and sheet."""
        for sheet in self.sheets:
            for row in sheet.rows:
                for cell in row.cells:
                    yield sheet, row, cell

    def texts(self) -> set[str]:
        """What cells say, each text once: a sheet repeats itself, so rules on single texts look at these."""
        return {cell.text for sheet in self.sheets for row in sheet.rows for cell in row.cells}

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the way out of the child process and for a stored draft."""
        return {"kind": self.kind, "sheets": [_sheet_json(sheet) for sheet in self.sheets]}


def _sheet_json(sheet: Sheet) -> dict[str, Any]:
    """Rows and cells stand as they are: tuples are JSON's lists."""
    merges = [list(area) for area in sheet.merges]
    return {"name": sheet.name, "hidden": sheet.hidden, "merges": merges, "rows": sheet.rows}


def grid_from_json(held: Mapping[str, Any]) -> Grid:
    """The other way round of `Grid.as_json`."""
    return Grid(held["kind"], tuple(_sheet_from(sheet) for sheet in held["sheets"]))


def _sheet_from(held: Mapping[str, Any]) -> Sheet:
    rows = tuple(Row(number, tuple(map(Cell._make, cells))) for number, cells in held["rows"])
    merges = tuple((m[0], m[1], m[2], m[3]) for m in held["merges"])
    return Sheet(held["name"], rows, held["hidden"], merges)


class _Cells(dict[tuple[int, Normal], Cell]):
    """Cells by column and value, each made once: most of a sheet says the same as the row above."""

    def __missing__(self, key: tuple[int, Normal]) -> Cell:
        column, (kind, text) = key
        cell = self[key] = Cell(column, kind, text)
        return cell


def sheet_of_lines(name: str, lines: Lines, *, hidden: bool = False, merges: tuple[Merge, ...] = ()) -> Sheet:
    """A sheet from {row: {column: (kind, text)}}; rows without a cell are left out."""
    made = _Cells().__getitem__
    rows = (
        Row(number, tuple(map(made, sorted(line.items())))) for number, line in sorted(lines.items()) if line
    )
    return Sheet(name, tuple(rows), hidden, merges)


def lines_of(cells: Mapping[Position, Normal]) -> Lines:
    """Cells by row, then by column."""
    lines: Lines = {}
    for (row, column), value in cells.items():
        lines.setdefault(row, {})[column] = value
    return lines


def normal(value: object) -> Normal | None:
    """One spelling for what two readers may type differently; nothing for an empty cell."""
    if value is None or isinstance(value, str):
        return _normal_text(value or "")
    if isinstance(value, bool):
        return "boolean", str(value).lower()
    if isinstance(value, int | float):
        return ("number", plain(value)) if isfinite(value) else ("text", repr(value))
    return _normal_moment(value)


def _normal_moment(value: object) -> Normal:
    if isinstance(value, datetime):
        whole_day = value.time() == time(0)
        return "date", value.date().isoformat() if whole_day else value.replace(microsecond=0).isoformat()
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, time | timedelta):
        return "time", str(round(_seconds(value)))
    return "text", str(value)


def _normal_text(value: str) -> Normal | None:
    unescaped = ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    return ("text", unescaped.replace("\r\n", "\n").replace("\r", "\n")) if unescaped.strip() else None


def _seconds(value: time | timedelta) -> float:
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6


def plain(value: float) -> str:
    """The shortest decimal that is this number, without an exponent: 4.1, not 4.0999999999999996."""
    if value and -WHOLE < value < WHOLE and value == int(value):
        return str(int(value))  # what the line below says, at a tenth of its cost; most cells are whole
    return format(Decimal(repr(value)).normalize(), "f")
