"""What pages and copies show of a sheet: all of a small one, of a large one the headings and the rows to look at.

A check chooses it in the background, so that no request ever opens half a million cells.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from measures.uploads.checking.tables import LOOK
from measures.uploads.findings import LEVELS, Finding
from measures.uploads.grid import Grid, Row, Sheet

ROOM = 20_000  # cells: a copy of so many is written in about a fifth of a second
Lines = set[tuple[str, int]]


def shown_of(grid: Grid, findings: Iterable[Finding]) -> dict[str, Any]:
    """The grid as JSON, or the part of it to be shown, which then says that it is one."""
    if _cells(row for sheet in grid.sheets for row in sheet.rows) <= ROOM:
        return grid.as_json()
    lines = _lines(grid, findings)
    sheets = tuple(replace(sheet, rows=_rows(sheet, lines)) for sheet in grid.sheets)
    return Grid(grid.kind, sheets).as_json() | {"part": True}


def is_part(shown: Mapping[str, Any]) -> bool:
    """Whether rows of the sheet are left out."""
    return bool(shown.get("part"))


def _cells(rows: Iterable[Row]) -> int:
    return sum(len(row.cells) for row in rows)


def _lines(grid: Grid, findings: Iterable[Finding]) -> Lines:
    """The lines that something was found in, what stops first, as far as there is room."""
    wide = {(sheet.name, row.number): len(row.cells) for sheet in grid.sheets for row in sheet.rows}
    room = ROOM - _cells(row for sheet in grid.sheets for row in sheet.rows[:LOOK] if row.wordy)
    found: Lines = set()
    for one in sorted(findings, key=lambda one: LEVELS.index(one.level)):
        line = one.where.sheet, one.where.row
        if line not in found and wide.get(line, ROOM) <= room:
            found.add(line)
            room -= wide[line]
    return found


def _rows(sheet: Sheet, lines: Lines) -> tuple[Row, ...]:
    """With every line near the top that could be a heading."""
    first = {row.number for row in sheet.rows[:LOOK] if row.wordy}
    return tuple(row for row in sheet.rows if row.number in first or (sheet.name, row.number) in lines)
