"""Single pieces of text: cells, and everything that stands in a file beside its cells."""

import re
from collections.abc import Iterable, Iterator

from measures.uploads.findings import Finding, Where, note
from measures.uploads.grid import Cell, Grid, Row, Sheet
from measures.uploads.people import patterns
from measures.uploads.people.column_rules import NHS_WORDS, nhs_question, person_stop
from measures.uploads.people.columns import TABLE, TABLE_WIDTH
from measures.uploads.people.told import SheetKind, says

SHORTEST = int(TABLE["shortest"])
PLAIN_KINDS = frozenset({"text", "number"})


def cell_findings(grid: Grid, kind: SheetKind) -> Iterator[Finding]:
    """What single cells give away, whatever stands around them."""
    telling = {text for text in grid.texts() if len(text) >= SHORTEST and _tells(text)}
    if not telling:
        return
    for sheet, row, cell in grid.cells():
        if cell.kind in PLAIN_KINDS and cell.text in telling:
            yield from _cell(sheet, row, cell, kind)


def _tells(text: str) -> bool:
    """Whether any rule on a single text sees something in it, wherever it stands."""
    return not patterns.is_plain(text) and bool(_code(text) or _contact(text) or _holds_nhs(text))


def _cell(sheet: Sheet, row: Row, cell: Cell, kind: SheetKind) -> Iterator[Finding]:
    at = sheet.where(row.number, cell.column)
    if code := _code(cell.text) or (_contact(cell.text) if in_table(row) else ""):
        yield person_stop(code, at, kind)
    elif not patterns.is_ten_digits(cell.text) and _holds_nhs(cell.text):
        yield _nhs(cell.text, at, kind, f"{sheet.name}:{at.address}")


def text_findings(texts: Iterable[tuple[str, str]], kind: SheetKind) -> list[Finding]:
    """What comments, names, properties and the like give away: one finding of a kind for each such place."""
    found: dict[tuple[str, str], Finding] = {}
    for label, text in texts:
        for finding in _one_text(label, text, kind):
            found.setdefault((finding.code, label), finding)
    return list(found.values())


def _one_text(label: str, text: str, kind: SheetKind) -> Iterator[Finding]:
    if patterns.is_plain(text):
        return
    where = Where(part=label)
    if code := _code(text):
        yield person_stop(code, where, kind)
    elif _holds_nhs(text):
        yield _nhs(text, where, kind, label)
    elif _contact(text):
        yield note("person.dropped", says("person.dropped"), where)


def _code(text: str) -> str:
    if patterns.has_insurance(text):
        return "person.insurance"
    return "person.postcode" if patterns.has_postcode(text) else ""


def _contact(text: str) -> str:
    if patterns.has_email(text):
        return "person.email"
    return "person.phone" if patterns.has_phone(text) else ""


def _holds_nhs(text: str) -> bool:
    pieces = [text] if patterns.is_ten_digits(text) else patterns.ten_digit_pieces(text)
    return any(map(patterns.passes_nhs, pieces))


def _nhs(text: str, where: Where, kind: SheetKind, key: str) -> Finding:
    """A word such as NHS beside the number settles it; a number alone is asked about."""
    if set(re.findall(r"[a-z]+", text.lower())) & NHS_WORDS:
        return person_stop("person.nhs", where, kind)
    return nhs_question(where, key)


def in_table(row: Row) -> bool:
    """Whether a row is wide enough to be one of a table's."""
    return len(row.cells) >= TABLE_WIDTH


def without_contacts(grid: Grid) -> tuple[Grid, list[Finding]]:
    """The grid without the addresses and telephone numbers beside its tables, and a note for each."""
    found: list[Finding] = []
    sheets = tuple(_sheet_without(sheet, found) for sheet in grid.sheets)
    return Grid(grid.kind, sheets), found


def _sheet_without(sheet: Sheet, found: list[Finding]) -> Sheet:
    rows = tuple(row if in_table(row) else _row_without(sheet, row, found) for row in sheet.rows)
    return Sheet(sheet.name, rows, sheet.hidden, sheet.merges)


def _row_without(sheet: Sheet, row: Row, found: list[Finding]) -> Row:
    kept: list[Cell] = []
    for cell in row.cells:
        if cell.kind in PLAIN_KINDS and _contact(cell.text):
            found.append(note("person.dropped", says("person.dropped"), sheet.where(row.number, cell.column)))
        else:
            kept.append(cell)
    return Row(row.number, tuple(kept))
