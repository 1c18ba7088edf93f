"""Step 6: which column of a response sheet holds what. A column that has no place in it keeps the file out."""

from collections.abc import Mapping
from dataclasses import dataclass

from measures.uploads.checking.register import Register, folded
from measures.uploads.checking.tables import ABOUT, LOOK, Table, merged
from measures.uploads.findings import Finding, stop
from measures.uploads.grid import Grid, Row, Sheet
from measures.uploads.responses.headings import NAMED, Headings, Meaning

MOST_RESPONSES = 20_000
Measured = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns, counted from 1: `names` by field, `splits` by breakdown, `answers` by (measure, version) and then by what
    scoring calls them."""

    names: Mapping[str, int]
    splits: Mapping[str, int]
    answers: Mapping[Measured, Mapping[str, int]]


def table_of(grid: Grid, register: Register) -> tuple[Table | None, list[Finding]]:
    """The one table of a response sheet."""
    headings = Headings(register)
    sheets = [sheet for sheet in grid.sheets if folded(sheet.name) not in ABOUT]
    tables = [table for sheet in sheets if (table := _table(sheet, headings))]
    if not tables:
        says = f"No heading row was found. Expected the headings {', '.join(NAMED)} and a column for each measure."
        return None, [stop("map.no_table", says)]
    full = [table for table in tables if table.body] or tables
    return full[0], [*_one_table(full), *merged(full[0]), *_not_too_long(full[0])]


def _table(sheet: Sheet, headings: Headings) -> Table | None:
    scored = [(_known(row, headings), -at, row) for at, row in enumerate(sheet.rows[:LOOK])]
    known, place, header = max(scored, default=(0, 0, None), key=lambda one: one[:2])
    if header is None or known < 2:
        return None
    body = tuple(row for row in sheet.rows[1 - place :] if any(cell.text.strip() for cell in row.cells))
    return Table(sheet, header, body, -place)


def _known(row: Row, headings: Headings) -> int:
    if any(cell.kind != "text" for cell in row.cells):
        return 0
    return len({meaning for cell in row.cells if (meaning := headings.meaning(cell.text))})


def _one_table(tables: list[Table]) -> list[Finding]:
    if len(tables) < 2:
        return []
    return [stop("map.two_tables", "Several sheets hold responses. Send one table in one file.")]


def _not_too_long(table: Table) -> list[Finding]:
    if len(table.body) <= MOST_RESPONSES:
        return []
    return [
        stop(
            "limit.responses",
            f"More than {MOST_RESPONSES:,} responses. Send them in several files, a cohort in each.",
        )
    ]


def layout_of(table: Table, register: Register) -> tuple[Layout | None, list[Finding]]:
    """What each column holds; None where a column is missing, strange or there twice."""
    headings = Headings(register)
    found = [(cell.column, headings.meaning(cell.text)) for cell in table.header.cells]
    known = {column: meaning for column, meaning in found if meaning}
    wrong = [*_strange(table, found, known), *_twice(table, known), *_missing(table, known)]
    return (None if wrong else _laid_out(table, known, headings)), wrong


def _laid_out(table: Table, known: Mapping[int, Meaning], headings: Headings) -> Layout:
    answers: dict[Measured, dict[str, int]] = {}
    for cell in table.header.cells:
        for meaning in headings.shared(cell.text):
            if meaning.field == "answer":
                answers.setdefault((meaning.of, meaning.version), {}).setdefault(meaning.column, cell.column)
    names = {meaning.field: column for column, meaning in known.items() if not meaning.of}
    splits = {meaning.of: column for column, meaning in known.items() if meaning.field == "breakdown"}
    return Layout(names, splits, answers)


def _strange(
    table: Table, found: list[tuple[int, Meaning | None]], known: Mapping[int, Meaning]
) -> list[Finding]:
    """Columns without a known heading, and cells under no heading at all. What stands there is not repeated."""
    under = {cell.column for row in table.body for cell in row.cells} - {column for column, _ in found}
    strange = [column for column, meaning in found if column not in known] + sorted(under)
    says = "this column has no place in a response sheet. Take it out, and send the sheet again."
    return [
        stop("map.unknown_column", says, table.sheet.where(table.header.number, column)) for column in strange
    ]


def _twice(table: Table, known: Mapping[int, Meaning]) -> list[Finding]:
    first: dict[Meaning, int] = {}
    again = [column for column, meaning in known.items() if first.setdefault(meaning, column) != column]
    says = "this column is here twice. Keep one of them."
    return [stop("map.twice", says, table.sheet.where(table.header.number, column)) for column in again]


def _missing(table: Table, known: Mapping[int, Meaning]) -> list[Finding]:
    have = {meaning.field for meaning in known.values()}
    wanted = [(field, f'no column "{field}". Expected the columns {", ".join(NAMED)}.') for field in NAMED]
    wanted.append(
        ("answer", "no column with answers. Expected a column for at least one measure, such as its code.")
    )
    at = table.sheet.where(table.header.number)
    return [stop("map.missing", says, at, expected=field) for field, says in wanted if field not in have]
