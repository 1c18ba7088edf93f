"""What the pre-scan learns of a file, before any workbook library sees it."""

from dataclasses import dataclass, field

from measures.uploads.findings import Answer, Finding, Where, note, question, stop
from measures.uploads.grid import Lines, Merge, Position
from measures.uploads.reading import limits
from measures.uploads.reading.limits import far_cell, halt, too_many_cells

SHOWN = (Answer("use", "Yes, use them"), Answer("no", "No, I will take them out and send it again"))


@dataclass(slots=True)
class SheetScan:
    """One sheet: its `lines` as our own reader sees them, where errors and uncalculated formulas are, which cells stand
    twice or out of their order, what is merged, how much is hidden."""

    name: str
    hidden: bool = False
    lines: Lines = field(default_factory=dict)
    disordered: set[Position] = field(default_factory=set)
    errors: dict[Position, str] = field(default_factory=dict)
    uncalculated: set[Position] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    filled: int = 0
    hidden_cells: int = 0
    rows: int = 0

    def reach(self, row: int, column: int) -> None:
        """Notes a cell, filled or only styled."""
        if row > limits.MAX_ROWS or column > limits.MAX_COLUMNS:
            raise far_cell(Where(self.name))

    def add_row(self) -> None:
        """Counts a row, empty or not."""
        self.rows += 1
        if self.rows > limits.MAX_ROWS:
            raise far_cell(Where(self.name))

    def merge(self, area: Merge) -> None:
        """Counts a merged area."""
        self.merges.append(area)
        if len(self.merges) > limits.MAX_MERGES:
            raise halt(
                "limit.merges",
                f"more than {limits.MAX_MERGES:,} merged areas. Unmerge them.",
                Where(self.name),
            )


@dataclass(slots=True)
class Scan:
    """A whole workbook; `texts` are (where in words, text) of everything that is not a cell."""

    sheets: list[SheetScan] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    filled: int = 0

    def add_sheet(self, sheet: SheetScan) -> SheetScan:
        """Counts a sheet."""
        self.sheets.append(sheet)
        if len(self.sheets) > limits.MAX_SHEETS:
            raise halt(
                "limit.sheets",
                f"This workbook has more than {limits.MAX_SHEETS} sheets. Send the table alone.",
            )
        return sheet

    def fill(self, sheet: SheetScan, count: int, hidden: bool) -> None:
        """Counts filled cells, repeats included."""
        sheet.filled += count
        self.filled += count
        sheet.hidden_cells += count if hidden or sheet.hidden else 0
        if self.filled > limits.MAX_FILLED:
            raise too_many_cells(Where(sheet.name))

    def findings(self) -> list[Finding]:
        """Notes, cell errors and questions about what is hidden."""
        found = list(self.notes)
        for sheet in self.sheets:
            found += _cell_stops(sheet) + _hidden(sheet)
        return found


def _cell_stops(sheet: SheetScan) -> list[Finding]:
    errors = [
        stop(
            "cell.error",
            f"found the error {text}. Expected a value. Mend the formula and save.",
            Where(sheet.name, *at),
            found=text,
        )
        for at, text in sorted(sheet.errors.items())
    ]
    waiting = [
        stop(
            "cell.uncalculated",
            "a formula without a saved result. Open the workbook, save it, and send it again.",
            Where(sheet.name, *at),
        )
        for at in sorted(sheet.uncalculated)
    ]
    return errors + waiting


def _hidden(sheet: SheetScan) -> list[Finding]:
    if not sheet.hidden_cells:
        return []
    what = "this sheet is hidden" if sheet.hidden else "some rows or columns are hidden or filtered"
    says = f"{what} and holds {sheet.hidden_cells} filled cells. Should they be used?"
    return [
        question(
            "hidden", says, Where(sheet.name), key=f"hidden:{sheet.name}", ask=SHOWN, count=sheet.hidden_cells
        )
    ]


def epoch_note() -> Finding:
    """Dates of this workbook count from 1904."""
    return note("epoch.1904", "This workbook counts dates from 1904. Both readers allow for that.")
