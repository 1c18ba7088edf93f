"""Step 7: from a mapped table to typed rows, with a finding for each cell that does not fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from measures.uploads.checking.headings import COUNT, DECIMAL, WHOLE
from measures.uploads.checking.mapping import SheetMapping
from measures.uploads.checking.names import Cells, Lookup, Named, read_names
from measures.uploads.checking.register import Register
from measures.uploads.checking.tables import Table
from measures.uploads.checking.typed import Figures, Row
from measures.uploads.checking.values.cells import is_whole_field, number_cell
from measures.uploads.checking.values.marks import (
    KEY,
    Placed,
    ask_decimal_marks,
    commas_are_decimals,
    is_grouped,
)
from measures.uploads.checking.values.numbers import Number, read_number
from measures.uploads.findings import Finding, Where, stop
from measures.uploads.grid import Cell
from measures.uploads.grid import Row as GridRow

Places = tuple[tuple[str, int], ...]
BROKEN_KINDS = frozenset({"error", "uncalculated"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What every row of one table is read with; `plain` are numbers of which there is nothing to say, each read once."""

    table: Table
    mapping: SheetMapping
    known: Lookup
    decimal_commas: bool
    headings: Mapping[int, str]
    numeric: frozenset[str]
    plain: dict[tuple[str, Cell], Number]


def typed_rows(
    table: Table, mapping: SheetMapping, register: Register, answers: Mapping[str, str]
) -> tuple[list[Row], list[tuple[Row, Named]], list[Finding]]:
    """All rows, the rows with their names, and the findings of their cells."""
    marked = _number_cells(table, mapping)
    found = ask_decimal_marks(marked)
    if answers.get(KEY) == "no":
        found += [
            stop("cell.decimal_mark", f'found "{one.cell.text}", expected a number like 21.5.', one.where)
            for one in marked
            if read_number(one.cell).how == "decimal_mark"
        ]
    numeric = frozenset(field for _, field in mapping.columns if _is_number_field(field))
    known = Lookup(register, mapping)
    reading = Reading(table, mapping, known, commas_are_decimals(marked), _headings(table), numeric, {})
    pairs = [_row(reading, row, found) for row in _body(table, answers)]
    return [row for row, _ in pairs], pairs, found


def _body(table: Table, answers: Mapping[str, str]) -> tuple[GridRow, ...]:
    second = bool(table.body) and answers.get("second_header") == "skip"
    return table.body[1:] if second else table.body


def _headings(table: Table) -> dict[int, str]:
    return {cell.column: cell.text for cell in table.header.cells}


def _is_number_field(field: str) -> bool:
    return field in WHOLE or field in DECIMAL or field.startswith(COUNT)


def _number_cells(table: Table, mapping: SheetMapping) -> list[Placed]:
    headings = _headings(table)
    wanted = [column for column, field in mapping.columns if _is_number_field(field)]
    typed: dict[int, list[tuple[int, Cell]]] = {column: [] for column in wanted}
    for row in table.body:
        for cell in row.cells:
            if cell.kind == "text" and cell.column in typed:
                typed[cell.column].append((row.number, cell))
    return [
        Placed(table.sheet.where(number, column, headings.get(column, "")), headings.get(column, ""), cell)
        for column, cells in typed.items() for number, cell in cells
    ]  # fmt: skip


def _row(reading: Reading, row: GridRow, found: list[Finding]) -> tuple[Row, Named]:
    cells, broken = _cells(reading, row)
    line = reading.table.sheet.where(row.number)
    named = read_names(cells, reading.known, line)
    figures, faults, places = _figures(reading, cells)
    absent = (
        []
        if "n" in cells or broken
        else [stop("cell.absent", "no n. Type how many answered.", line, expected="n")]
    )
    found += [*named.findings, *faults, *absent]
    stopped = broken or any(one.level == "stop" for one in [*named.findings, *faults, *absent])
    at = tuple([(field, where) for field, (_, where) in cells.items()])
    return _typed(line, named, figures, at, places, stopped=stopped), named


def _typed(
    line: Where,
    named: Named,
    figures: Figures,
    cells: tuple[tuple[str, Where], ...],
    places: Places,
    *,
    stopped: bool,
) -> Row:
    measure = named.measure
    return Row(
        line=line.row, sheet=line.sheet, period=named.period.name if named.period else "",
        cohort=named.cohort, measure=measure.code if measure else "", version=measure.version if measure else "",
        breakdown=named.breakdown, category=named.category, basis=named.basis, scale=named.scale, figures=figures,
        cells=cells, places=places, stopped=stopped,
    )  # fmt: skip


def _cells(reading: Reading, row: GridRow) -> tuple[Cells, bool]:
    headings, filled = reading.headings, {cell.column: cell for cell in row.cells}
    given: Cells = {}
    broken = False
    for column, field in reading.mapping.columns:
        cell = filled.get(column)
        if cell is None or (not cell.text.strip() and cell.kind not in BROKEN_KINDS):
            continue
        if cell.kind in BROKEN_KINDS:
            broken = True
        else:
            given[field] = (cell, reading.table.sheet.where(row.number, column, headings.get(column, field)))
    return given, broken


def _figures(reading: Reading, cells: Cells) -> tuple[Figures, list[Finding], Places]:
    numbers: dict[str, Number] = {}
    faults: list[Finding] = []
    n = read_number(cells["n"][0]).value if "n" in cells else None
    for field, (cell, where) in cells.items():
        if field in reading.numeric:
            read, said = _number(reading, field, cell, where, n)
            faults += said
            if read:
                numbers[field] = read
    places = tuple((field, read.decimals) for field, read in numbers.items())
    return _collected(numbers), faults, places


def _number(
    reading: Reading, field: str, cell: Cell, where: Where, n: Decimal | None
) -> tuple[Number | None, list[Finding]]:
    if plain := reading.plain.get((field, cell)):
        return plain, []
    read, said = number_cell(field, _as_decimal(reading, field, cell), where, n)
    if read and not said:
        reading.plain[field, cell] = read
    return read, said


def _as_decimal(reading: Reading, field: str, cell: Cell) -> Cell:
    if reading.decimal_commas and field in DECIMAL and is_grouped(cell) and cell.text.count(",") == 1:
        return Cell(cell.column, "text", cell.text.replace(",", "."))
    return cell


def _collected(numbers: dict[str, Number]) -> Figures:
    whole = {
        field: int(read.value)
        for field, read in numbers.items()
        if read.value is not None and is_whole_field(field)
    }
    exact: dict[str, Decimal] = {
        field: read.value for field, read in numbers.items() if read.value is not None and field in DECIMAL
    }
    counts = tuple(
        (field.removeprefix(COUNT), value) for field, value in whole.items() if field.startswith(COUNT)
    )
    withheld = frozenset(field for field, read in numbers.items() if read.how == "withheld")
    return Figures(
        n=whole.get("n"), numerator=whole.get("numerator"), mean=exact.get("mean"), sd=exact.get("sd"), counts=counts,
        invited=whole.get("invited"), returned=whole.get("returned"), complete=whole.get("complete"),
        left_out=whole.get("left_out"), withheld=withheld,
    )  # fmt: skip
