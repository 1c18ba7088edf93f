"""Steps 2 to 5 of an upload in their order: sniff, pre-scan, read twice, scan for people; of a response sheet 6 to 10 too."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from measures.uploads.checking.register import Register
from measures.uploads.checking.typed import Row
from measures.uploads.findings import Finding, bounded, has_stop, settle
from measures.uploads.grid import Grid
from measures.uploads.people.persons import scan_persons
from measures.uploads.reading import readers
from measures.uploads.reading.delimited import read_csv
from measures.uploads.reading.limits import Stopped
from measures.uploads.reading.ods import scan_ods
from measures.uploads.reading.sniff import sniff
from measures.uploads.reading.xlsx_scan import UNSHOWN, scan_xlsx
from measures.uploads.reading.zipdir import opened
from measures.uploads.responses.headings import kind_of
from measures.uploads.responses.sheet import reduce_sheet

Facts = dict[str, str]
Texts = list[tuple[str, str]]
NOTHING = Register("", (), (), (), ())
CELL_STOPS = frozenset({"cell.error", "cell.uncalculated", "csv.ragged"})


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a file: no grid when any finding stops the whole of it."""

    grid: Grid | None
    findings: tuple[Finding, ...]
    facts: Facts
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What reading has to know: names that are no person's, the day it is, and what a response sheet may speak of."""

    names: Collection[str] = ()
    register: Register = NOTHING
    today: date = field(default_factory=lambda: datetime.now(UTC).date())


def read(data: bytes, name: str, answers: Mapping[str, str], known: Known | None = None) -> Read:
    """Reads a file within the limits; never raises for what a file holds.

    A cohort sheet gives a grid. A response sheet gives none, and `rows` of groups instead: it is reduced here.
    """
    try:
        return _read(data, name, answers, known or Known())
    except Stopped as stopped:
        return Read(None, (stopped.finding,), {"bytes": str(len(data))})


def _read(data: bytes, name: str, answers: Mapping[str, str], known: Known) -> Read:
    sniffed = sniff(data, name)
    grid, found, texts, facts = READERS[sniffed.kind](data, answers)
    kind, asked = kind_of(grid, answers)
    beside = [*texts, *_names(grid, name)]
    people = scan_persons(grid, beside, known.names, today=known.today, kind=kind)
    findings = settle([*sniffed.notes, *found, *asked, *people.findings], answers)
    if people.stopped:
        # other findings show values of cells, and of this file nothing may be shown
        findings = tuple(one for one in findings if one.code.startswith(("person.", "file.name")))
    findings = bounded(findings)
    whole = not has_stop(finding for finding in findings if finding.code not in CELL_STOPS)
    facts |= {"kind": sniffed.kind, "bytes": str(len(data)), "sheets": str(len(grid.sheets))}
    if kind == "responses":
        return _reduced(
            people.grid if whole else None, findings, facts | {"sheet": kind}, answers, known.register
        )
    return Read(people.grid if whole else None, findings, facts)


def _reduced(
    grid: Grid | None,
    findings: tuple[Finding, ...],
    facts: Facts,
    answers: Mapping[str, str],
    register: Register,
) -> Read:
    """No cell of a response sheet goes on from here: only groups of people, and findings."""
    if grid is None:
        return Read(None, findings, facts)
    sheet = reduce_sheet(grid, register, answers, findings)
    return Read(None, (*findings, *sheet.findings), facts, sheet.rows)


def _names(grid: Grid, name: str) -> Texts:
    return [("the file name", name), *(("a sheet name", sheet.name) for sheet in grid.sheets)]


def _read_text(data: bytes, answers: Mapping[str, str]) -> tuple[Grid, list[Finding], Texts, Facts]:
    grid, found, facts = read_csv(data, answers)
    return grid, found, [], facts


def _read_xlsx(data: bytes, answers: Mapping[str, str]) -> tuple[Grid, list[Finding], Texts, Facts]:
    with opened(data) as archive:
        scan = scan_xlsx(archive)
    own = {sheet.name: sheet.lines for sheet in scan.sheets}
    grid, disputed = readers.agreed("xlsx", own, readers.read_calamine(data), scan)
    return grid, [*scan.findings(), *disputed], _unshown(scan.texts, grid), dict(readers.OURS)


def _unshown(texts: Texts, grid: Grid) -> Texts:
    """Without the shared texts that some cell shows: those are looked at where they stand."""
    shown = {text.strip() for text in grid.texts()}
    return [(label, text) for label, text in texts if label != UNSHOWN or text not in shown]


def _read_ods(data: bytes, answers: Mapping[str, str]) -> tuple[Grid, list[Finding], Texts, Facts]:
    with opened(data) as archive:
        book = scan_ods(archive)
    grid, disputed = readers.agreed("ods", book.lines, readers.read_calamine(data), book.scan)
    return grid, [*book.scan.findings(), *disputed], book.scan.texts, dict(readers.OURS)


READERS = {"csv": _read_text, "xlsx": _read_xlsx, "ods": _read_ods}
