"""A child that reads many files one after another, within the limits of the real one: for the long run alone.

The real child reads one file and ends; its start costs more than its reading. This one confines itself in the same
way and calls the same reading; its processor time is for all its files together, so it is bound more tightly.
"""

import io
import json
import sys
import traceback
import warnings
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import python_calamine

from measures.uploads.reading.__main__ import HEAVY, answer, confine, own_channel


def main() -> int:
    """Requests as in the real child, each with its length; 3 means that memory ran out."""
    channel = own_channel()
    confine()
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        data = sys.stdin.buffer.read(request["length"])
        try:
            said = _said(request, data)
        except MemoryError:
            return HEAVY
        channel.write(json.dumps(said).encode() + b"\n")
        channel.flush()
    return 0


def _said(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        given = answer(request, data)
    except MemoryError:
        raise
    except Exception:
        return {"crash": traceback.format_exc(limit=-4)}
    book = given["grid"] and given["grid"]["kind"] != "csv"
    given["apart"] = apart(given["grid"], _calamine(data)) if book else []
    # a third reader, which does not decide: it knows other liberties in broken XML than the two that do
    given["otherwise"] = bool(
        book and given["grid"]["kind"] == "xlsx" and apart(given["grid"], _openpyxl(data))
    )
    return given


def apart(grid: dict[str, Any], seen: dict[tuple[str, int, int], object]) -> list[str]:
    """Where a reader, asked again without our code, has another value than the accepted grid."""
    return [
        f"{sheet['name']} {row},{column}: {text!r} {value!r}"
        for sheet in grid["sheets"]
        for row, cells in sheet["rows"]
        for column, kind, text in cells
        if kind not in {"error", "uncalculated"}
        and not _same(kind, text, value := seen.get((sheet["name"], row, column)))
    ]


def _openpyxl(data: bytes) -> dict[tuple[str, int, int], object]:
    with warnings.catch_warnings(), suppress(Exception):
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
        return {
            (sheet.title, cell.row, cell.column): cell.value
            for sheet in book.worksheets for line in sheet.iter_rows() for cell in line if cell.value is not None
        }  # fmt: skip
    return {}


def _calamine(data: bytes) -> dict[tuple[str, int, int], object]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = {}
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        top, left = sheet.start or (0, 0)
        for row, line in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
            found |= {(name, row, column): value for column, value in enumerate(line, left + 1)}
    return found


def _same(kind: str, text: str, value: object) -> bool:
    if kind == "number":
        wanted = float(text)
        return isinstance(value, int | float) and abs(value - wanted) <= 1e-9 * max(1, abs(wanted))
    if kind in {"date", "time"}:
        return isinstance(value, date | datetime | time | timedelta)
    if kind == "boolean":
        return isinstance(value, bool)
    return "".join(text.split()) == "".join(_unescaped(str(value)).split())


def _unescaped(text: str) -> str:
    for code in ("0000", "000A", "000D", "0009"):
        text = text.replace(f"_x{code}_", chr(int(code, 16)))
    return text


if __name__ == "__main__":
    sys.exit(main())
