"""Long lists as files for spreadsheets, written row by row: dates as ISO says, and no cell that runs as a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from frontend.plain import in_cell, no_formula

Cell = str | int | date | None
BATCH = 200  # rows that leave together
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Echo:
    """What the writer writes, handed on instead of kept."""

    def write(self, text: str) -> str:
        return text


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """UTF-8 with BOM, some rows at a time; a text that looks like a formula gets an apostrophe."""
    writer = csv.writer(_Echo())
    waiting = ["\ufeff", writer.writerow([no_formula(name) for name in header])]
    for row in rows:
        waiting.append(writer.writerow([_plain(value) for value in row]))
        if len(waiting) >= BATCH:
            yield "".join(waiting).encode()
            waiting = []
    yield "".join(waiting).encode()


def _plain(value: Cell) -> str | int:
    if isinstance(value, date):
        return value.isoformat()
    return no_formula(value) if isinstance(value, str) else "" if value is None else value


def workbook(
    name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, widths: Sequence[int],
    count: int, about: Iterable[tuple[str, str]],
) -> IO[bytes]:  # fmt: skip
    """An .xlsx in an unnamed file on disk, open at its start: the list under a fixed header with filters, and a sheet
    “About”. `widths` in characters; `count` rows are expected, to know how far the filter reaches."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    _furnish(sheet, len(header), widths, count)
    sheet.append([_bold(sheet, title) for title in header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    told = book.create_sheet("About")
    _furnish(told, 2, (24, 80), 0)
    for what, says in about:
        told.append([_bold(told, what), _cell(told, says)])
    out: IO[bytes] = TemporaryFile()  # noqa: SIM115 - whoever answers with it closes it
    book.save(out)
    out.seek(0)
    return out


def _furnish(sheet: Any, columns: int, widths: Sequence[int], count: int) -> None:
    for place in range(1, columns + 1):
        sheet.column_dimensions[get_column_letter(place)].width = widths[min(place, len(widths)) - 1]
    if count:
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{count + 1}"


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, in_cell(text))
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: Any, value: Cell) -> Any:
    """A value as the workbook keeps it; a date is a real one that shows as 2026-03-31."""
    if isinstance(value, str):
        return in_cell(value)
    if value is None or not isinstance(value, date):
        return value
    cell = WriteOnlyCell(sheet, datetime(value.year, value.month, value.day))  # noqa: DTZ001 - a day has no zone
    cell.number_format = "yyyy-mm-dd"
    return cell
