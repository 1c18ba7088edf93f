"""Two readers for every workbook, calamine and our own: what they do not agree on is not believed."""

import io
from decimal import Decimal
from typing import Any

import python_calamine

from measures.uploads.findings import Finding, Where, stop
from measures.uploads.grid import Grid, Line, Lines, Normal, Position, Sheet, lines_of, normal, sheet_of_lines
from measures.uploads.people import patterns
from measures.uploads.reading.limits import halt
from measures.uploads.reading.scanned import Scan, SheetScan

Book = dict[str, Lines]
NEAR = Decimal("1e-9")
SHOWN = 5
OURS = {"ours": "2"}  # calamine's version is asked for outside the child, where that costs nothing


def read_calamine(data: bytes) -> Book:
    """{sheet: {row: {column: value}}} as calamine reads them; raises `Stopped` when it cannot."""
    try:
        return _by_calamine(data)
    except MemoryError:
        raise
    except Exception as fault:
        raise _unreadable("calamine") from fault


def _by_calamine(data: bytes) -> Book:
    found: Book = {}
    with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for about in book.sheets_metadata:
            if about.typ == python_calamine.SheetTypeEnum.WorkSheet:
                found[about.name] = _table(book.get_sheet_by_name(about.name))
    return found


class _Known(dict[Any, Normal | None]):
    """Values of one type in normal form, each looked at once: a sheet says the same again and again."""

    def __missing__(self, value: object) -> Normal | None:
        found = self[value] = normal(value)
        return found


def _table(sheet: python_calamine.CalamineSheet) -> Lines:
    top, left = sheet.start or (0, 0)
    texts, numbers = _Known(), _Known()
    lines = enumerate(sheet.to_python(skip_empty_area=True), top + 1)
    return {row: _line(line, left + 1, texts, numbers) for row, line in lines}


def _line(line: list[Any], left: int, texts: _Known, numbers: _Known) -> Line:
    """True is 1 and 0.0 is -0.0 as keys, and are not the same here: only texts and other decimals are remembered."""
    return {
        column: value
        for column, given in enumerate(line, left)
        if (
            value := texts[given] if type(given) is str
            else numbers[given] if given and type(given) is float
            else normal(given)
        ) is not None
    }  # fmt: skip


def _unreadable(reader: str) -> Exception:
    return halt(
        "reader.failed",
        f"This workbook cannot be read ({reader} gave up). Open it, save it again as .xlsx, and send that.",
    )


def agreed(kind: str, first: Book, second: Book, scan: Scan) -> tuple[Grid, list[Finding]]:
    """The grid both readers see, and a stop showing both values for each cell they do not agree on."""
    found: list[Finding] = []
    if list(first) != list(second) or list(first) != [sheet.name for sheet in scan.sheets]:
        found.append(
            stop(
                "readers.sheets", "Two readers see different sheets in this workbook. Save it again as .xlsx."
            )
        )
        return Grid(kind, ()), found
    for sheet in scan.sheets:
        found += _compare(sheet, first[sheet.name], second[sheet.name])
    return Grid(kind, tuple(_sheet(sheet, first[sheet.name]) for sheet in scan.sheets)), found


def _sheet(scan: SheetScan, lines: Lines) -> Sheet:
    marked = dict(lines)
    for row, line in lines_of(_marks(scan)).items():
        marked[row] = marked.get(row, {}) | line
    return sheet_of_lines(scan.name, marked, hidden=scan.hidden, merges=tuple(scan.merges))


def _marks(scan: SheetScan) -> dict[Position, Normal]:
    errors: dict[Position, Normal] = {at: ("error", text) for at, text in scan.errors.items()}
    return errors | dict.fromkeys(scan.uncalculated, ("uncalculated", ""))


def _apart(scan: SheetScan, first: Lines, second: Lines) -> list[Position]:
    """Where the readings differ: whole rows are compared first, and most are the same."""
    known = scan.errors.keys() | scan.uncalculated
    return sorted(
        (row, column)
        for row in first.keys() | second.keys()
        if (one := first.get(row, {})) != (other := second.get(row, {}))
        for column in one.keys() | other.keys()
        if (row, column) not in known and not same(one.get(column), other.get(column))
    )


def _compare(scan: SheetScan, first: Lines, second: Lines) -> list[Finding]:
    apart = _apart(scan, first, second)
    found = [_twice(Where(scan.name, *at)) for at in sorted(scan.disordered)[:SHOWN]]
    found += [
        _disputed(
            Where(scan.name, row, column), first.get(row, {}).get(column), second.get(row, {}).get(column)
        )
        for row, column in apart[:SHOWN]
    ]
    if len(apart) > SHOWN:
        more = len(apart) - SHOWN
        found.append(stop("readers.differ", f"{more} more cells differ.", Where(scan.name), count=more))
    return found


def _twice(where: Where) -> Finding:
    says = "this cell stands twice in the file, or out of its order. Save the sheet again, and send that."
    return stop("readers.differ", says, where)


def _disputed(where: Where, first: Normal | None, second: Normal | None) -> Finding:
    left, right = _shown(first), _shown(second)
    says = f"one reader finds {left}, another {right}. Type the value again, save, and send it."
    return stop("readers.differ", says, where, found=f"{left} / {right}")


def _shown(value: Normal | None) -> str:
    if value is None:
        return "nothing"
    return "a value not repeated here" if patterns.could_identify(value[1]) else f'"{value[1][:40]}"'


def same(first: Normal | None, second: Normal | None) -> bool:
    """Equal in normal form; numbers within 1e-9 of their size."""
    if first is None or second is None:
        return first is second
    if first[0] == second[0] == "number":
        return _near(first[1], second[1])
    return first == second


def _near(first: str, second: str) -> bool:
    left, right = Decimal(first), Decimal(second)
    return abs(left - right) <= NEAR * max(Decimal(1), abs(left), abs(right))
