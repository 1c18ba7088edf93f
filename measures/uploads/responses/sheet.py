"""Steps 6 to 10 of a response sheet: a grid and the register in, people per score and findings out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from measures.uploads.checking.register import Register
from measures.uploads.checking.tables import Table
from measures.uploads.checking.template_id import about_of, check_template
from measures.uploads.checking.typed import Row
from measures.uploads.findings import RIGHT, Answer, Finding, Where, has_stop, note, question, settle, stop
from measures.uploads.grid import Grid
from measures.uploads.responses.headings import KEY
from measures.uploads.responses.layout import Layout, layout_of, table_of
from measures.uploads.responses.margins import rows_of
from measures.uploads.responses.reading_rows import Reader
from measures.uploads.responses.reduce import Pair, Tallies, doubled, once_a_period, pairs, reduced
from measures.uploads.responses.shapes import Response

TWICE = (Answer("yes", "Yes, count each once"), RIGHT[1])
WITHOUT = (Answer("yes", "Yes, go on without them"), RIGHT[1])


@dataclass(frozen=True, slots=True)
class Reduced:
    """A row for each group and measure, none where anything stops the sheet; and every finding at once."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]


def reduce_sheet(
    grid: Grid, register: Register, answers: Mapping[str, str], earlier: Iterable[Finding] = ()
) -> Reduced:
    """Reduces a response sheet. `answers` are {key of a question: value}, `earlier` what reading has found."""
    table, found = table_of(grid, register)
    if table is None:
        return Reduced((), tuple(found))
    layout, mapped = layout_of(table, register)
    found += mapped
    rows = _rows(grid, table, layout, register, found) if layout and not has_stop(found) else ()
    findings = settle(found, answers)
    return Reduced(() if has_stop([*findings, *earlier]) else rows, findings)


def _rows(
    grid: Grid, table: Table, layout: Layout, register: Register, found: list[Finding]
) -> tuple[Row, ...]:
    reader = Reader(table, layout, register)
    kept, apart, same = doubled(reader.responses())
    found += [*reader.faults.all(table.sheet.name), *_doubled(table, layout, apart, same)]
    found += [*_pairs(table, layout, pairs(kept), register), *([] if reader.faults.found else _empty(kept))]
    tallies = reduced(kept, {name: register.breakdowns[name] for name in layout.splits})
    rows = rows_of(tallies, register, reach_of(table), about_of(grid))
    found += [
        *_left_out(tallies),
        *_twice_a_period(kept),
        *_invited(rows),
        *check_template(grid, register, list(rows)),
    ]
    return rows


def reach_of(table: Table) -> str:
    """Where responses stood: `Sheet "Responses", rows 6 to 45`, or `lines 2 to 41` of a text file."""
    lines = [row.number for row in table.body] or [table.header.number]
    span = f"{min(lines)} to {max(lines)}"
    return f'Sheet "{table.sheet.name}", rows {span}' if table.sheet.name else f"lines {span}"


def _doubled(
    table: Table, layout: Layout, apart: list[tuple[Response, Response]], same: int
) -> list[Finding]:
    column = layout.names[KEY]
    says = (
        "line {} has the same row_key and occasion, with other answers. Give each response a key of its own."
    )
    found = [
        stop("row.key_twice", says.format(first.line), _at(table, one.line, column))
        for first, one in apart[:20]
    ]
    if same:
        asks = f"{same} rows are exactly like another with the same row_key. Are they there twice by mistake?"
        found.append(
            question("row.duplicate", asks, key=f"duplicate:responses:{same}", ask=TWICE, count=same)
        )
    return found


def _pairs(table: Table, layout: Layout, both: list[Pair], register: Register) -> list[Finding]:
    """A person does not change cohort between two answers, nor answer the follow-up first."""
    starts = {period.name: period.start for period in register.periods}
    column, found = layout.names[KEY], []
    for pair in both:
        if pair.first.cohort != pair.later.cohort:
            says = f"line {pair.first.line} has this row_key in another cohort. Keep both in one."
            found.append(stop("pair.cohort", says, _at(table, pair.later.line, column)))
        if starts[pair.later.period] < starts[pair.first.period]:
            says = (
                f"this follow-up lies before its baseline on line {pair.first.line}. Put the periods right."
            )
            found.append(stop("pair.order", says, _at(table, pair.later.line, column)))
    return found[:20]


def _at(table: Table, line: int, column: int) -> Where:
    head = table.header.at(column)
    return table.sheet.where(line, column, head.text if head else "")


def _empty(kept: list[Response]) -> list[Finding]:
    if any(score is not None for one in kept for score in one.scores.values()):
        return []
    return [stop("map.no_answers", "no answer in any row. Fill the sheet in and send it again.")]


def _left_out(tallies: Tallies) -> list[Finding]:
    """Step 10: more than a fifth without a score is asked about, measure by measure."""
    whole: dict[tuple[str, str], tuple[int, int]] = {}
    for margin, tally in tallies.items():
        if margin.basis == "all" and not margin.breakdown:
            left, of = whole.get((margin.measure, margin.period), (0, 0))
            whole[margin.measure, margin.period] = (left + tally.left_out, of + tally.returned)
    return [
        _asks_left_out(*named, *counted) for named, counted in whole.items() if 5 * counted[0] > counted[1]
    ]


def _asks_left_out(measure: str, period: str, left: int, of: int) -> Finding:
    says = f"{measure}, {period}: {left} of {of} responses have no score, because answers are missing. Go on without them?"
    key = f"left-out:{measure}:{period}:{left}/{of}"
    return question("score.left_out", says, key=key, ask=WITHOUT, count=left)


def _twice_a_period(kept: list[Response]) -> list[Finding]:
    twice = len(kept) - len(once_a_period(kept))
    if not twice:
        return []
    says = f"{twice} answered twice in one period: for everybody together, the follow-up is what counts."
    return [note("row.twice", says, count=twice)]


def _invited(rows: Iterable[Row]) -> list[Finding]:
    short = [
        row
        for row in rows
        if row.figures.invited is not None and (row.figures.returned or 0) > row.figures.invited
    ]
    return [
        stop("row.returned", f"{row.figures.returned} came back of {row.figures.invited} asked. Put the number right.", Where(part="The About sheet"))
        for row in short[:1]
    ]  # fmt: skip
