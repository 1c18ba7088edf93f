"""How much of a file is read before it is too much."""

from measures.uploads.findings import NOWHERE, Finding, Where, stop

MAX_BYTES = 10_000_000
MAX_ENTRIES = 500
MAX_UNZIPPED = 100_000_000
MAX_SHEETS = 40
MAX_COLUMNS = 256
MAX_ROWS = 50_000
MAX_FILLED = 500_000
MAX_MERGES = 1_000
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
WALL_SECONDS = 30


class Stopped(Exception):
    """Ends the reading of a file inside a parser's callbacks; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def halt(code: str, says: str, where: Where = NOWHERE) -> Stopped:
    """A stop, ready to be raised."""
    return Stopped(stop(code, says, where))


def far_cell(where: Where) -> Stopped:
    """A sheet that reaches further than anybody types."""
    return halt(
        "limit.extent",
        f"the sheet reaches further than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns. "
        "Copy the table alone into a new sheet and send that.",
        where,
    )


def too_many_cells(where: Where) -> Stopped:
    """More filled cells than any cohort sheet has."""
    return halt(
        "limit.cells", f"more than {MAX_FILLED:,} filled cells. Send the table of totals alone.", where
    )


def too_large() -> Stopped:
    """More than the limit once unpacked."""
    return halt(
        "limit.unzipped", "This workbook unpacks to more than 100 MB. Copy the table into a new workbook."
    )


def corrupt(part: str) -> Stopped:
    """A part whose bytes are not what they claim to be."""
    return halt(
        "file.corrupt", f'This file is damaged (its part "{part}"). Open it, save it again, and send that.'
    )
