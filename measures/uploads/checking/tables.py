"""Which rows of a grid are the table: its heading row, what stands above it, and what must not stand in it."""

from dataclasses import dataclass

from measures.uploads.checking.headings import exact_field, likely_field
from measures.uploads.checking.register import folded
from measures.uploads.findings import Answer, Finding, question, stop
from measures.uploads.grid import Cell, Grid, Row, Sheet

LOOK = 40
ABOUT = ("about", "lists")
DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's table: `header` and the filled rows below it; `above` counts the lines over the header."""

    sheet: Sheet
    header: Row
    body: tuple[Row, ...]
    above: int

    @property
    def headings(self) -> tuple[str, ...]:
        """The words of the header, left to right."""
        return tuple(cell.text for cell in self.header.cells)


def find_table(grid: Grid, answers: dict[str, str]) -> tuple[Table | None, list[Finding]]:
    """The one table of a file; questions where several sheets could be meant."""
    tables = [table for sheet in _considered(grid, answers) if (table := _table(sheet))]
    if not tables:
        return None, [
            stop(
                "map.no_table",
                "No heading row was found. Expected headings such as period, cohort, measure and n.",
            )
        ]
    chosen = next((table for table in tables if table.sheet.name == answers.get("sheet")), _best(tables))
    return chosen, [*_which_sheet(tables), *_inside(chosen)]


def _considered(grid: Grid, answers: dict[str, str]) -> list[Sheet]:
    named = [sheet for sheet in grid.sheets if folded(sheet.name) not in ABOUT]
    return [
        sheet
        for sheet in named
        if not sheet.hidden or answers.get(f"hidden:{sheet.name}") == "use" or len(named) == 1
    ]


def _table(sheet: Sheet) -> Table | None:
    scored = [(_score(row), -index, row) for index, row in enumerate(sheet.rows[:LOOK])]
    score, place, header = max(scored, default=(0, 0, None), key=lambda one: one[:2])
    if header is None or score < 2:
        return None
    body = tuple(row for row in sheet.rows[1 - place :] if any(cell.text.strip() for cell in row.cells))
    return Table(sheet, header, body, -place)


def _score(row: Row) -> int:
    if any(cell.kind != "text" for cell in row.cells):
        return 0
    return len({field for cell in row.cells if (field := likely_field(cell.text))})


def _best(tables: list[Table]) -> Table:
    return max(tables, key=lambda table: (_score(table.header), len(table.body)))


def _which_sheet(tables: list[Table]) -> list[Finding]:
    full = [table for table in tables if table.body]
    if len(full) < 2:
        return []
    ask = tuple(Answer(table.sheet.name, f'Sheet "{table.sheet.name}"') for table in full)
    return [
        question(
            "map.sheet",
            "Several sheets of this file hold a table. Which one is to be read?",
            key="sheet",
            ask=ask,
        )
    ]


def _inside(table: Table) -> list[Finding]:
    return [*merged(table), *_second_header(table), *_second_table(table)]


def merged(table: Table) -> list[Finding]:
    """Merged cells from the heading row down."""
    last = table.body[-1].number if table.body else table.header.number
    found = []
    for top, left, bottom, _ in table.sheet.merges:
        if bottom >= table.header.number and top <= last:
            says = "merged cells inside the table. Unmerge them, so that every cell holds its own value."
            found.append(stop("cell.merged", says, table.sheet.where(max(top, table.header.number), left)))
    return found


def is_heading(row: Row) -> bool:
    """At least two texts and no number among them."""
    return len(row.cells) >= 2 and all(_wordy(cell) for cell in row.cells)


def _wordy(cell: Cell) -> bool:
    return (
        cell.kind == "text"
        and cell.text.strip()[:1] not in DIGITS
        and not cell.text.strip().startswith(("<", "*", ".."))
    )


def _second_header(table: Table) -> list[Finding]:
    if (
        len(table.body) < 2
        or not is_heading(table.body[0])
        or table.body[0].number != table.header.number + 1
    ):
        return []
    says = "this looks like a second heading row. Should it be left out?"
    ask = (Answer("skip", "Yes, leave it out"), Answer("no", "No, I will mend it and send it again"))
    return [
        question(
            "map.second_header", says, table.sheet.where(table.body[0].number), key="second_header", ask=ask
        )
    ]


def _second_table(table: Table) -> list[Finding]:
    before = table.header.number
    texts = {cell.text for row in table.body for cell in row.cells}
    headings = {text for text in texts if exact_field(text)}  # each text once: a sheet repeats itself
    for index, row in enumerate(table.body):
        again = sum([cell.text in headings for cell in row.cells]) >= 3
        parted = row.number > before + 1 and is_heading(row) and len(row.cells) * 2 > len(table.header.cells)
        if index and (again or parted):
            says = "a second table begins here. Send one table in one file."
            return [stop("map.two_tables", says, table.sheet.where(row.number))]
        before = row.number
    return []
