"""A draft given back as a workbook: the same sheets and cells, and beside each what was found there.

No file is kept, so it is written from the draft's own cells. Text that a spreadsheet would run gets an apostrophe.
"""

import io
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell as WrittenCell
from openpyxl.cell import MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet.worksheet import Worksheet

from measures.uploads.findings import Finding, letters
from measures.uploads.grid import Cell, Grid, Sheet

RUNS = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet take a text for something to work out
FOUND_SHEET, ONLY_SHEET = "Findings", "Sheet"
Written = WrittenCell | MergedCell  # nothing is merged here, but that is how a cell is given
LEVELS = {"stop": "To mend", "question": "Question", "note": "Note"}
EDGE = Side(style="medium", color="A2452C")
MARKED = {"fill": PatternFill("solid", fgColor="FCE9D9"), "border": Border(EDGE, EDGE, EDGE, EDGE)}
NAMED, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,12})?")
WIDEST, WIDTHS = 40, {"A": 12, "B": 24, "C": 90}


def commented(grid: Grid, findings: Iterable[Finding]) -> bytes:
    """The .xlsx: every cell where it stood, findings as comments, and all of them on a last sheet."""
    said, book = tuple(findings), Workbook()
    book.remove(book.worksheets[0])
    for sheet in grid.sheets:
        if sheet.name.casefold() != FOUND_SHEET.casefold():  # an older copy's list
            _sheet(
                book.create_sheet(INVALID_TITLE_REGEX.sub("_", sheet.name)[:31] or ONLY_SHEET), sheet, said
            )
    _list(book.create_sheet(FOUND_SHEET), said)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _sheet(made: Worksheet, sheet: Sheet, findings: tuple[Finding, ...]) -> None:
    for row in sheet.rows:
        for cell in row.cells:
            _put(made.cell(row.number, cell.column), typed(cell) if sheet.name == "" else cell)
    for column in range(1, made.max_column + 1):
        texts = (len(str(made.cell(row, column).value or "")) for row in range(1, min(made.max_row, 100) + 1))
        made.column_dimensions[letters(column)].width = min(WIDEST, max(texts, default=8) + 3)
    for (line, at), text in _by_cell(sheet, findings).items():
        _comment(made.cell(line, at), text)
    made.sheet_state = "hidden" if sheet.hidden else "visible"


def _by_cell(sheet: Sheet, findings: tuple[Finding, ...]) -> dict[tuple[int, int], str]:
    """What is said of each cell; what concerns a whole row stands at its first cell."""
    found: dict[tuple[int, int], str] = {}
    for one in findings:
        if one.where.sheet == sheet.name and one.where.row:
            place = one.where.row, one.where.column or _first(sheet, one.where.row)
            found[place] = "\n\n".join(filter(None, (found.get(place), _said(one))))
    return found


def _first(sheet: Sheet, line: int) -> int:
    row = next((one for one in sheet.rows if one.number == line), None)
    return row.cells[0].column if row and row.cells else 1


def _said(one: Finding) -> str:
    says = one.says[:1].upper() + one.says[1:]
    return safe_text(f"{LEVELS[one.level]}: {says}")


def _comment(cell: Written, text: str) -> None:
    cell.comment = Comment(text, "Alliance", height=60 + 18 * (len(text) // 40), width=320)
    cell.fill, cell.border = MARKED["fill"], MARKED["border"]


def _put(made: Written, cell: Cell) -> None:
    """A typed number stays a number; every text is a text, whatever it begins with."""
    if cell.kind == "number":
        made.value = _number(cell.text)
    elif cell.kind == "date":
        made.value = _moment(cell.text)
    elif cell.kind == "boolean":
        made.value = cell.text == "true"
    else:
        made.value, made.data_type = safe_text(cell.text), "s"


def typed(cell: Cell) -> Cell:
    """A cell of a text file, where everything is text: what is written as a number is one."""
    plain = cell.kind == "text" and NUMBER.fullmatch(cell.text)
    return Cell(cell.column, "number", cell.text) if plain else cell


def safe_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula, and that a workbook can hold."""
    plain = ILLEGAL_CHARACTERS_RE.sub("", text)
    return f"'{plain}" if plain.startswith(RUNS) else plain


def _number(text: str) -> int | float:
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def _moment(text: str) -> date | datetime | str:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return safe_text(text)


def _list(made: Worksheet, findings: tuple[Finding, ...]) -> None:
    """All findings, for whoever reads no comments; what stops comes first."""
    order = list(LEVELS)
    lines = sorted(findings, key=lambda one: order.index(one.level))
    rows = [(LEVELS[one.level], one.where.text or "The whole sheet", one.says) for one in lines]
    for line, texts in enumerate([("What it is", "Where", "What was found, and what to do"), *rows], 1):
        for column, text in enumerate(texts, 1):
            cell = made.cell(line, column, safe_text(text))
            cell.data_type, cell.alignment = "s", WRAPPED
            if line == 1:
                cell.font = NAMED
    for letter, width in WIDTHS.items():
        made.column_dimensions[letter].width = width
