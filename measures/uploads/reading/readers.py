"""Two readers for every workbook, calamine and our own: what they do not agree on is not believed."""

import io
from decimal import Decimal
from importlib.metadata import version

import python_calamine

from measures.uploads.findings import Finding, Where, stop
from measures.uploads.grid import Grid, Normal, Position, Sheet, normal, sheet_of
from measures.uploads.people import patterns
from measures.uploads.reading.limits import halt
from measures.uploads.reading.scanned import Scan, SheetScan

Cells = dict[Position, Normal]
Book = dict[str, Cells]
NEAR = Decimal("1e-9")
SHOWN = 5
VERSIONS = {"ours": "1", "calamine": version("python-calamine")}


def read_calamine(data: bytes) -> Book:
    """{sheet: cells} as calamine reads them; raises `Stopped` when it cannot."""
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


def _table(sheet: python_calamine.CalamineSheet) -> Cells:
    top, left = sheet.start or (0, 0)
    return {
        (row, column): value
        for row, line in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1)
        for column, given in enumerate(line, start=left + 1)
        if (value := normal(given)) is not None
    }


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


def _sheet(scan: SheetScan, cells: Cells) -> Sheet:
    marked: Cells = dict(cells)
    marked.update({at: ("error", text) for at, text in scan.errors.items()})
    marked.update(dict.fromkeys(scan.uncalculated, ("uncalculated", "")))
    return sheet_of(scan.name, marked, hidden=scan.hidden, merges=tuple(scan.merges))


def _compare(scan: SheetScan, first: Cells, second: Cells) -> list[Finding]:
    known = set(scan.errors) | scan.uncalculated
    apart = sorted(
        at for at in (first.keys() | second.keys()) - known if not same(first.get(at), second.get(at))
    )
    found = [_twice(Where(scan.name, *at)) for at in sorted(scan.disordered)[:SHOWN]]
    found += [_disputed(Where(scan.name, *at), first.get(at), second.get(at)) for at in apart[:SHOWN]]
    if len(apart) > SHOWN:
        found.append(
            stop(
                "readers.differ",
                f"{len(apart) - SHOWN} more cells differ.",
                Where(scan.name),
                count=len(apart) - SHOWN,
            )
        )
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
