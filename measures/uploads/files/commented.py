"""A sheet given back as a workbook: the same sheets and cells, and beside each what was found there.

It is made in memory alone, by a writer that needs no temporary file: a response sheet's cells must touch no disk. Text that
a spreadsheet would run gets an apostrophe.
"""

import io
import re
from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from frontend.plain import in_cell
from measures.uploads.findings import LEVELS, LIST_HEAD, Finding
from measures.uploads.grid import Cell, Grid, Row, Sheet

FOUND_SHEET, ONLY_SHEET, LONGEST_NAME = "Findings", "Sheet", 31
WORDS = {"stop": "To mend", "question": "Question", "note": "Note"}
PART = "Of this large sheet only the headings and the rows with something to tell are here, each on its own line. Mend them in your own sheet."
MARKED = {"bg_color": "#FCE9D9", "border": 2, "border_color": "#A2452C"}
DAY, MOMENT = {"num_format": "yyyy-mm-dd"}, {"num_format": "yyyy-mm-dd hh:mm:ss"}
NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,12})?")
NOT_IN_NAMES = re.compile(r"[\\*?:/\[\]\x00-\x1f]")
LONGEST_TEXT = 32_000  # characters that a cell, or a comment, may hold
WIDEST, LOOKED_AT, WIDTHS = 40, 100, (12, 24, 90)


def commented(grid: Grid, findings: Iterable[Finding], *, part: bool = False) -> bytes:
    """The .xlsx: every cell where it stood, findings as comments, and all of them on a last sheet.

    `part` says on that sheet that only some rows of a large sheet are here.
    """
    said, held, taken = tuple(findings), io.BytesIO(), list[str]()
    book = Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    writer = Writer(book)
    for sheet in grid.sheets:
        if not sheet.lists_findings:
            writer.sheet(book.add_worksheet(_name(sheet.name, taken)), sheet, said)
    writer.listed(book.add_worksheet(_name(FOUND_SHEET, taken)), said, part=part)
    next(each for each in book.worksheets() if not each.hidden).activate()
    book.close()
    return held.getvalue()


def _name(wanted: str, taken: list[str]) -> str:
    """A name that Excel takes and no other sheet has: `Findings`, `Findings 2`."""
    plain = NOT_IN_NAMES.sub("_", wanted).strip("'")[:LONGEST_NAME] or ONLY_SHEET
    number, name = 1, plain
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: LONGEST_NAME - 4]} {number}"
    taken.append(name.casefold())
    return name


class Writer:
    """Writes sheets into one workbook, with the few looks that its cells may have."""

    def __init__(self, book: Workbook) -> None:
        self._looks = {
            (kind, marked): book.add_format(look | (MARKED if marked else {}))
            for kind, look in (("date", DAY), ("moment", MOMENT), ("", {})) for marked in (False, True)
        }  # fmt: skip
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._bold = book.add_format({"text_wrap": True, "valign": "top", "bold": True})

    def sheet(self, made: Worksheet, sheet: Sheet, findings: tuple[Finding, ...]) -> None:
        """One sheet, as it was sent."""
        told = _by_cell(sheet, findings)
        for row in sheet.rows:
            for cell in row.cells:
                marked = (row.number, cell.column) in told
                self._put(made, row.number, typed(cell) if sheet.name == "" else cell, marked=marked)
        for at, wide in _widths(sheet.rows[:LOOKED_AT]).items():
            made.set_column(at - 1, at - 1, wide)
        filled = {(row.number, cell.column) for row in sheet.rows for cell in row.cells} if told else set()
        for (line, at), text in told.items():
            self._comment(made, line, at, text, empty=(line, at) not in filled)
        if sheet.hidden:
            made.hide()

    def listed(self, made: Worksheet, findings: tuple[Finding, ...], *, part: bool) -> None:
        """All findings, for whoever reads no comments; what stops comes first."""
        lines = sorted(findings, key=lambda one: LEVELS.index(one.level))
        rows = [(WORDS[one.level], one.where.text or "The whole sheet", one.says) for one in lines]
        note = [("Note", "The whole sheet", PART)] if part else []
        for line, texts in enumerate([LIST_HEAD, *note, *rows]):
            for column, text in enumerate(texts):
                made.write_string(line, column, safe_text(text), self._wrapped if line else self._bold)
        for column, width in enumerate(WIDTHS):
            made.set_column(column, column, width)

    def _put(self, made: Worksheet, line: int, cell: Cell, *, marked: bool) -> None:
        """A typed number stays a number; every text is a text, whatever it begins with."""
        row, column, plain = line - 1, cell.column - 1, self._look("", marked=marked)
        if cell.kind == "number":
            made.write_number(row, column, _number(cell.text), plain)
        elif cell.kind == "date" and (moment := _moment(cell.text)):
            look = "moment" if isinstance(moment, datetime) else "date"
            made.write_datetime(row, column, moment, self._look(look, marked=marked))
        elif cell.kind == "boolean":
            made.write_boolean(row, column, cell.text == "true", plain)
        else:
            made.write_string(row, column, safe_text(cell.text), plain)

    def _look(self, kind: str, *, marked: bool) -> Format | None:
        return self._looks[kind, marked] if kind or marked else None

    def _comment(self, made: Worksheet, line: int, at: int, text: str, *, empty: bool) -> None:
        if empty:
            made.write_blank(line - 1, at - 1, None, self._look("", marked=True))
        size = {"width": 320, "height": 60 + 18 * (len(text) // 40)}
        made.write_comment(line - 1, at - 1, text[:LONGEST_TEXT], {"author": "Alliance", **size})


def _widths(rows: Collection[Row]) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in rows:
        for cell in row.cells:
            found[cell.column] = max(found.get(cell.column, 0), min(WIDEST, len(cell.text) + 3))
    return found


def _by_cell(sheet: Sheet, findings: tuple[Finding, ...]) -> dict[tuple[int, int], str]:
    """What is said of each cell; what concerns a whole row stands at its first cell."""
    first = {row.number: row.cells[0].column for row in sheet.rows if row.cells}
    found: dict[tuple[int, int], str] = {}
    for one in findings:
        if one.where.sheet == sheet.name and one.where.row:
            place = one.where.row, one.where.column or first.get(one.where.row, 1)
            found[place] = "\n\n".join(filter(None, (found.get(place), _said(one))))
    return found


def _said(one: Finding) -> str:
    says = one.says[:1].upper() + one.says[1:]
    return safe_text(f"{WORDS[one.level]}: {says}")


def typed(cell: Cell) -> Cell:
    """A cell of a text file, where everything is text: what is written as a number is one."""
    plain = cell.kind == "text" and NUMBER.fullmatch(cell.text)
    return Cell(cell.column, "number", cell.text) if plain else cell


def safe_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula, and that a workbook can hold."""
    return in_cell(text[:LONGEST_TEXT]).replace("\r\n", "\n").replace("\r", "\n")


def _number(text: str) -> int | float:
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def _moment(text: str) -> date | datetime | None:
    """The day or the instant; None for what a workbook has no number for."""
    try:
        moment = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.year > 1900 else None
