"""One cohort sheet of 5,000 rows, read and checked: by us, and by what a user would pick instead.

Ours is everything that an upload goes through before its preview: the child process, sniffing, the limits, the scan of
every part, two readers, the scan for people, then mapping, names, cells, rows, fit and sense. The peers read the same
bytes by openpyxl, as they do by default, and check rows alone: each name is known, whole numbers are whole, parts are not
more than the whole, means lie in their range and are possible of whole scores, a spread is possible, measures of the
same people have one n, no row comes twice. They look for no person, ask nothing, name a line and no cell, and trust one
reader: all of that favours them; django-import-export runs dry, so that neither writes. What comes of each is asserted: so many rows, so
many people, and no fault found. “bare” is openpyxl's `read_only` alone, in a fresh process, which ours is as well.
"""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from measures.uploads.checking.register import Register
from measures.uploads.checking.sheet import check
from measures.uploads.child import receive
from tests.measures.uploads.cast import HEADINGS, register

SIZE, PERIOD = 5_000, "2025/26 Q1"
MEASURES = ("M-01/1", "M-02/1", "M-03/2", "M-04/1", "W-07/1")
PLACES = tuple(f"Place {number}" for number in range(1, SIZE // 10 + 1))
BARE = """
import io, sys
from openpyxl import load_workbook
book = load_workbook(io.BytesIO(sys.stdin.buffer.read()), read_only=True, data_only=True)
print(sum(value is not None for row in book.worksheets[0].iter_rows(values_only=True) for value in row))
"""
Once = Callable[[], Any]


@dataclass(frozen=True)
class Made:
    """The sheet as bytes, and what must be found in it."""

    data: bytes
    cells: int
    people: int


@cache
def cohort_sheet() -> Made:
    """Five measures for each of two cohorts in each of 500 places, as XlsxWriter writes them: with shared texts."""
    rows = [HEADINGS, *(_row(number) for number in range(SIZE))]
    held = BytesIO()
    with Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Cohort sheet")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    cells = sum(value is not None for row in rows for value in row)
    return Made(held.getvalue(), cells, sum(_people(number) for number in range(SIZE)))


def page() -> Register:
    """What the sheet may speak of."""
    return replace(register(PERIOD), breakdowns={"place": PLACES})


def _row(number: int) -> list[Any]:
    measure, cohort, n = MEASURES[number % 5], ("adults", "young")[number // 5 % 2], _people(number)
    named = [PERIOD, cohort, measure, "place", PLACES[number // 10], "all"]
    low, spread = {"M-04/1": (6, 1.5), "W-07/1": (21, 4.1)}.get(measure, (0, 0))
    if not low:
        return [*named, None, n, number * 7 % n, None, None, n + 10, n]
    mean = round((n * low + number % n) / n, 2)
    return [*named, "raw" if measure == "W-07/1" else None, n, None, mean, spread, n + 10, n]


def _people(number: int) -> int:
    """Those who answered: the same for each measure of one cohort in one place."""
    return 30 + number // 5 % 37


def ours() -> Once:
    """The child process, and the checks that follow from its grid."""
    made, held = cohort_sheet(), page()

    def once() -> None:
        received = receive(made.data, "cohort.xlsx", known=held.known_names())
        assert received.grid, [finding.sentence for finding in received.findings]
        rows = check(received.grid, held, earlier=received.findings).checked.usable
        assert (len(rows), sum(row.figures.n or 0 for row in rows)) == (SIZE, made.people)

    return once


def bare() -> Once:
    """openpyxl reads every cell, and nothing is checked."""
    made = cohort_sheet()
    return read_bare(made.data, made.cells)


def read_bare(data: bytes, cells: int) -> Once:
    """The same of any workbook with so many filled cells on its first sheet."""

    def once() -> None:
        read = subprocess.run([sys.executable, "-s", "-c", BARE], input=data, capture_output=True, check=True)
        assert int(read.stdout) == cells

    return once
