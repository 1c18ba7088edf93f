"""The typed rows of a cohort sheet: what checking gives and committing takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from measures.uploads.findings import Finding, Where

Key = tuple[str, str, str, str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a row states; a figure its maker withheld is None and named in `withheld`, never 0.

    `counts` are people per answer or whole score; `joint` are (first score, later score, people) of a response sheet.
    """

    n: int | None = None
    numerator: int | None = None
    mean: Decimal | None = None
    sd: Decimal | None = None
    counts: tuple[tuple[str, int], ...] = ()
    invited: int | None = None
    returned: int | None = None
    complete: int | None = None
    left_out: int | None = None
    withheld: frozenset[str] = frozenset()
    joint: tuple[tuple[str, str, int], ...] = ()


class Filled(NamedTuple):
    """That a row says something under `heading`: the same for every row of a sheet, so each is made once."""

    field: str
    column: int
    heading: str


def placed(field: str, filled: Iterable[Filled], sheet: str, line: int) -> Where:
    """The cell of a field on this line, or the line."""
    found = next((one for one in filled if one.field == field), Filled(field, 0, ""))
    return Where(sheet, line, found.column, found.heading)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a cohort sheet, or a group of a response sheet, whose `reach` says on which rows its people stood and
    whose `line` only counts the groups. `cells` say which are filled, `places` (field, decimals written); `stopped`
    rows are not to be used; `baseline_period` is that of the first answers of matched people."""

    line: int
    sheet: str
    period: str
    cohort: str
    measure: str
    version: str
    breakdown: str
    category: str
    basis: str
    scale: str
    figures: Figures
    cells: tuple[Filled, ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    stopped: bool = False
    baseline_period: str = ""
    reach: str = ""

    @property
    def key(self) -> Key:
        """What makes two rows speak of the same people and measure."""
        return (
            self.period, self.cohort, self.measure, self.version,
            self.breakdown, self.category, self.basis, self.scale, self.baseline_period,
        )  # fmt: skip

    @property
    def state(self) -> str:
        """`withheld` when the partner kept back a figure that the row is about, else `stated`."""
        about = ("n", "numerator", "mean")
        kept = any(field in about or field.startswith("count:") for field in self.figures.withheld)
        return "withheld" if kept else "stated"

    def where(self, field: str = "") -> Where:
        """The cell of a field, or the line; the span of rows where only that is kept."""
        if self.reach:
            return Where(part=self.reach)
        return placed(field, self.cells, self.sheet, self.line)

    def decimals(self, field: str) -> int:
        """Places written after the point."""
        return next((places for name, places in self.places if name == field), 0)


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked sheet: all rows in order, and every finding at once."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> tuple[Row, ...]:
        """Rows without a stop: they may go in alone if the uploader agrees."""
        return tuple(row for row in self.rows if not row.stopped)

    @property
    def waiting(self) -> tuple[Finding, ...]:
        """Questions not yet answered."""
        return tuple(finding for finding in self.findings if finding.level == "question")


def at_lines(findings: Iterable[Finding]) -> set[tuple[str, int]]:
    """(sheet, line) of every stop that has a line."""
    return {(one.where.sheet, one.where.row) for one in findings if one.level == "stop" and one.where.row}
