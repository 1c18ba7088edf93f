"""The scan for people: what could identify somebody stops the file, and is never repeated."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from measures.uploads.findings import Finding, has_stop
from measures.uploads.grid import Grid
from measures.uploads.people.beside import cell_findings, text_findings, without_contacts
from measures.uploads.people.column_rules import Seen, column_findings
from measures.uploads.people.columns import columns_of
from measures.uploads.people.rows_of_people import one_row_per_person
from measures.uploads.people.told import SheetKind


@dataclass(frozen=True, slots=True)
class PersonScan:
    """What was found, and the grid without the contact details that stood beside the table."""

    findings: tuple[Finding, ...]
    grid: Grid

    @property
    def stopped(self) -> bool:
        """Whether anything found keeps the file out."""
        return has_stop(self.findings)


def scan_persons(
    grid: Grid,
    texts: Iterable[tuple[str, str]],
    known: Collection[str] = (),
    *,
    today: date,
    kind: SheetKind = "cohort",
) -> PersonScan:
    """Looks through every sheet and every text beside the cells.

    `known` are names in the register; `kind` is a sheet of totals or of responses, one row each; `today` bounds
    what can be a date of birth.
    """
    names = frozenset(name.casefold() for name in known)
    found: list[Finding] = []
    for sheet in grid.sheets:
        columns, seen = columns_of(sheet, today), Seen(sheet, names, kind, today)
        for column in columns:
            found += column_findings(column, seen)
        if kind == "cohort":
            found += one_row_per_person(sheet, columns, names)
    kept, dropped = without_contacts(grid)
    return PersonScan((*found, *text_findings(texts, kind), *cell_findings(grid, kind), *dropped), kept)
