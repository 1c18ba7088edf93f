"""Steps 2 to 5 of an upload in their order: sniff, pre-scan, read twice, scan for people."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from measures.uploads.findings import Finding, has_stop, settle
from measures.uploads.grid import Grid
from measures.uploads.people.persons import scan_persons
from measures.uploads.people.told import SheetKind
from measures.uploads.reading import readers
from measures.uploads.reading.delimited import read_csv
from measures.uploads.reading.limits import Stopped
from measures.uploads.reading.ods import scan_ods
from measures.uploads.reading.sniff import sniff
from measures.uploads.reading.xlsx_scan import UNSHOWN, scan_xlsx
from measures.uploads.reading.zipdir import opened

Facts = dict[str, str]
Texts = list[tuple[str, str]]
CELL_STOPS = frozenset({"cell.error", "cell.uncalculated", "csv.ragged"})


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a file: no grid when any finding stops the whole of it."""

    grid: Grid | None
    findings: tuple[Finding, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Scanned:
    """How a file is looked through for people: names of the register, the kind of sheet, and the day it is."""

    known: Collection[str] = ()
    kind: SheetKind = "cohort"
    today: date = field(default_factory=lambda: datetime.now(UTC).date())


def read(data: bytes, name: str, answers: Mapping[str, str], scanned: Scanned | None = None) -> Read:
    """Reads a file within the limits; never raises for what a file holds."""
    try:
        return _read(data, name, answers, scanned or Scanned())
    except Stopped as stopped:
        return Read(None, (stopped.finding,), {"bytes": str(len(data))})


def _read(data: bytes, name: str, answers: Mapping[str, str], how: Scanned) -> Read:
    sniffed = sniff(data, name)
    grid, found, texts, facts = READERS[sniffed.kind](data, answers)
    beside = [*texts, *_names(grid, name)]
    people = scan_persons(grid, beside, how.known, today=how.today, kind=how.kind)
    findings = settle([*sniffed.notes, *found, *people.findings], answers)
    if people.stopped:
        # other findings show values of cells, and of this file nothing may be shown
        findings = tuple(one for one in findings if one.code.startswith(("person.", "file.name")))
    whole = not has_stop(finding for finding in findings if finding.code not in CELL_STOPS)
    facts |= {"kind": sniffed.kind, "bytes": str(len(data)), "sheets": str(len(grid.sheets))}
    return Read(people.grid if whole else None, findings, facts)


def _names(grid: Grid, name: str) -> Texts:
    return [("the file name", name), *(("a sheet name", sheet.name) for sheet in grid.sheets)]


def _read_text(data: bytes, answers: Mapping[str, str]) -> tuple[Grid, list[Finding], Texts, Facts]:
    grid, found, facts = read_csv(data, answers)
    return grid, found, [], facts


def _read_xlsx(data: bytes, answers: Mapping[str, str]) -> tuple[Grid, list[Finding], Texts, Facts]:
    with opened(data) as archive:
        scan = scan_xlsx(archive)
    own = {sheet.name: sheet.cells for sheet in scan.sheets}
    grid, disputed = readers.agreed("xlsx", own, readers.read_calamine(data), scan)
    return grid, [*scan.findings(), *disputed], _unshown(scan.texts, grid), dict(readers.VERSIONS)


def _unshown(texts: Texts, grid: Grid) -> Texts:
    """Without the shared texts that some cell shows: those are looked at where they stand."""
    shown = {cell.text.strip() for _, _, cell in grid.cells()}
    return [(label, text) for label, text in texts if label != UNSHOWN or text not in shown]


def _read_ods(data: bytes, answers: Mapping[str, str]) -> tuple[Grid, list[Finding], Texts, Facts]:
    with opened(data) as archive:
        book = scan_ods(archive)
    grid, disputed = readers.agreed("ods", book.cells, readers.read_calamine(data), book.scan)
    return grid, [*book.scan.findings(), *disputed], book.scan.texts, dict(readers.VERSIONS)


READERS = {"csv": _read_text, "xlsx": _read_xlsx, "ods": _read_ods}
