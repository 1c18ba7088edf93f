"""Step 7: from a mapped table to typed rows, with a finding for each cell that does not fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from measures.uploads.checking.headings import COUNT, DECIMAL, WHOLE
from measures.uploads.checking.mapping import SheetMapping
from measures.uploads.checking.names import Line, Lookup, Named, read_names
from measures.uploads.checking.register import Register
from measures.uploads.checking.tables import Table
from measures.uploads.checking.typed import Figures, Filled, Row
from measures.uploads.checking.values.cells import number_cell
from measures.uploads.checking.values.marks import (
    KEY,
    Placed,
    ask_decimal_marks,
    commas_are_decimals,
    is_grouped,
)
from measures.uploads.checking.values.numbers import Number, read_number
from measures.uploads.findings import Finding, has_stop, stop
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
    columns: Mapping[int, Filled]
    numeric: frozenset[str]
    plain: dict[Cell, Number]


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
    headings, known = _headings(table), Lookup(register, mapping)
    columns = {at: Filled(field, at, headings.get(at, field)) for at, field in mapping.columns}
    reading = Reading(table, mapping, known, commas_are_decimals(marked), columns, numeric, {})
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
    line, broken = _line(reading, row)
    named = read_names(line, reading.known)
    figures, said, places = _figures(reading, line)
    said = [*named.findings, *said]
    if "n" not in line and not broken:
        said.append(stop("cell.absent", "no n. Type how many answered.", line.where(), expected="n"))
    found += said
    return _typed(line, named, figures, places, stopped=broken or has_stop(said)), named


def _typed(line: Line, named: Named, figures: Figures, places: Places, *, stopped: bool) -> Row:
    measure = named.measure
    return Row(
        line=line.number, sheet=line.sheet, period=named.period.name if named.period else "",
        cohort=named.cohort, measure=measure.code if measure else "", version=measure.version if measure else "",
        breakdown=named.breakdown, category=named.category, basis=named.basis, scale=named.scale, figures=figures,
        cells=line.filled, places=places, stopped=stopped,
    )  # fmt: skip


def _line(reading: Reading, row: GridRow) -> tuple[Line, bool]:
    """What is filled, and whether a cell of the row is broken."""
    given: dict[str, Cell] = {}
    filled, broken = [], False
    for cell in row.cells:
        place = reading.columns.get(cell.column)
        if place is None:
            continue
        if cell.kind in BROKEN_KINDS:
            broken = True
        elif cell.text.strip():
            given[place.field] = cell
            filled.append(place)
    return Line(reading.table.sheet.name, row.number, given, tuple(filled)), broken


def _figures(reading: Reading, line: Line) -> tuple[Figures, list[Finding], Places]:
    numbers: dict[str, Number] = {}
    faults: list[Finding] = []
    for field, cell in line.cells.items():
        if field in reading.numeric:
            read = reading.plain.get(cell) or _number(reading, field, line, faults)
            if read:
                numbers[field] = read
    places = tuple([(field, read.decimals) for field, read in numbers.items()])
    return _collected(numbers), faults, places


def _number(reading: Reading, field: str, line: Line, faults: list[Finding]) -> Number | None:
    cell = line[field]
    n = read_number(line["n"]).value if "n" in line else None
    read, said = number_cell(field, _as_decimal(reading, field, cell), line.where(field), n)
    if read and not said:
        reading.plain[cell] = read
    faults += said
    return read


def _as_decimal(reading: Reading, field: str, cell: Cell) -> Cell:
    if reading.decimal_commas and field in DECIMAL and is_grouped(cell) and cell.text.count(",") == 1:
        return Cell(cell.column, "text", cell.text.replace(",", "."))
    return cell


def _collected(numbers: dict[str, Number]) -> Figures:
    given: dict[str, Any] = {}
    counts, withheld = [], []
    for field, read in numbers.items():
        if read.value is None:
            withheld.append(field)
        elif field.startswith(COUNT):
            counts.append((field.removeprefix(COUNT), int(read.value)))
        else:
            given[field] = read.value if field in DECIMAL else int(read.value)
    return Figures(**given, counts=tuple(counts), withheld=frozenset(withheld))
