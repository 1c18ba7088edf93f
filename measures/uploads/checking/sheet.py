"""Steps 6 to 9 of an upload: a grid and the register in, typed rows and all findings out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from measures.uploads.checking.fit import check_fit
from measures.uploads.checking.mapping import SheetMapping, map_table
from measures.uploads.checking.reading_rows import typed_rows
from measures.uploads.checking.register import Register
from measures.uploads.checking.rows import check_rows
from measures.uploads.checking.sense import check_sense
from measures.uploads.checking.tables import find_table
from measures.uploads.checking.template_id import check_template
from measures.uploads.checking.typed import Checked, Figures, Key, Row, at_lines
from measures.uploads.collecting import without_collecting
from measures.uploads.findings import Finding, has_stop, settle
from measures.uploads.grid import Grid

ROW_STOPS = frozenset({"csv.ragged", "cell.error", "cell.uncalculated"})
SHEET_WIDE = frozenset({"map.proposed", "map.sheet", "map.second_header", "cell.decimal_mark", "fit.late"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A checked sheet with the mapping it was read by, to be saved for next time."""

    checked: Checked
    mapping: SheetMapping | None


@without_collecting()
def check(
    grid: Grid, register: Register, answers: Mapping[str, str] | None = None, *, saved: SheetMapping | None = None,
    held: Mapping[Key, Figures] | None = None, earlier: Iterable[Finding] = (),
) -> Sheet:  # fmt: skip
    """Checks a cohort sheet.

    `answers` are {key of a question: value of an answer}; `saved` is the partner's mapping for these headings;
    `held` the figures held now for this partner; `earlier` the findings of reading, whose stops on single lines
    mark their rows. Questions without an answer stay questions: rows are read as proposed meanwhile.
    """
    said = dict(answers or {})
    table, found = find_table(grid, said)
    if table is None:
        return Sheet(Checked((), settle(found, said)), None)
    mapping, mapped = map_table(table, register, said, saved)
    rows, pairs, cells = typed_rows(table, mapping, register, said)
    found += [
        *mapped,
        *cells,
        *check_template(grid, register, rows),
        *check_rows(pairs, held or {}),
        *check_fit(pairs, register, {key[0] for key in held or {}}),
        *check_sense(pairs, register, held or {}),
    ]
    findings = settle(found, said)
    return Sheet(Checked(_marked(rows, findings, earlier), findings), mapping)


def _marked(rows: list[Row], findings: tuple[Finding, ...], earlier: Iterable[Finding]) -> tuple[Row, ...]:
    if has_stop(
        one for one in findings if one.code in SHEET_WIDE or not one.where.row or one.code.startswith("map.")
    ):
        return tuple(replace(row, stopped=True) for row in rows)
    lines = at_lines([*findings, *(one for one in earlier if one.code in ROW_STOPS)])
    wrong = {one.found for one in findings if one.code == "fit.period" and one.level == "stop"}
    return tuple(_mark(row, lines, wrong) for row in rows)


def _mark(row: Row, lines: set[tuple[str, int]], wrong: set[str]) -> Row:
    stopped = row.stopped or (row.sheet, row.line) in lines or row.period in wrong
    return row if row.stopped == stopped else replace(row, stopped=stopped)
