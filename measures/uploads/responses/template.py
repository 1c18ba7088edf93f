"""The response sheet to fill in: names by drop-down, a column for each answer, and no row filled in."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from frontend.plain import for_xml, in_cell
from measures.instruments.columns import sheet_columns
from measures.instruments.parts import measured_with
from measures.uploads.checking.register import Measure, Register
from measures.uploads.findings import letters
from measures.uploads.responses.headings import COHORT, KEY, OCCASION, PERIOD, TEMPLATE_ID
from measures.uploads.responses.margins import INVITED
from measures.uploads.responses.shapes import BASELINE, FOLLOWUP

VERSION = "1"
SHEET, ABOUT, LISTS = "Responses", "About", "Lists"
GUIDANCE = (
    "Response sheet: one row for each response. Never a name, a date of birth, a postcode or a number that somebody is known by.",
    "It is counted in memory: only how many people gave each score is kept. No row, no key and nothing of the file is stored.",
    "Both answers of one person: two rows with the same row_key, baseline and followup, in the same file. Leave empty what was not answered.",
)
NOTES = {
    KEY: "Any number from 1, made up for this file alone. Throw the list away afterwards.",
    OCCASION: "baseline: the first answer, or the only one. followup: the later one.",
    PERIOD: "Choose from the list: the quarter in which it was answered.",
    COHORT: "Choose from the list: whose answer it is.",
}
HEADER_ROW, MOST_ROWS = len(GUIDANCE) + 3, 20_000
INK, QUIET = Font(name="Calibri", bold=True), Font(name="Calibri", size=9, color="4A4A4A")
SHADE = PatternFill("solid", fgColor="E7EBEE")
Ends = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what to know of it, and what may stand in it: one of `choices`, or a whole number between `ends`."""

    heading: str
    note: str
    choices: tuple[str, ...] = ()
    ends: Ends | None = None


def columns_for(register: Register) -> tuple[Column, ...]:
    """The four names, each breakdown, and the answers of every measure in force in the register's period."""
    choices = {
        OCCASION: (BASELINE, FOLLOWUP), PERIOD: tuple(one.name for one in register.periods),
        COHORT: tuple(one.id for one in register.cohorts),
    }  # fmt: skip
    named = [Column(name, note, choices.get(name, ())) for name, note in NOTES.items()]
    split = [
        Column(name, "Choose from the list.", tuple(values)) for name, values in register.breakdowns.items()
    ]
    period = register.period_named(register.period)
    measures = [
        one for one in register.measures if not one.refused and (period is None or one.covers(period.start))
    ]
    answers: dict[str, Column] = {}
    for column in (column for one in measures for column in _answers(one)):
        known = answers.get(column.heading)  # of an answer that several measures are made from
        answers[column.heading] = replace(known, note=f"{known.note}; {column.note}") if known else column
    return (*named, *split, *answers.values())


def build_workbook(register: Register, alliance: str) -> bytes:
    """The .xlsx template: the sheet with drop-downs, an About sheet with its id, and the lists behind the drop-downs."""
    book, columns = Workbook(), columns_for(register)
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook begins with a worksheet")
    sheet.title = SHEET
    _responses(sheet, columns)
    _about(book.create_sheet(ABOUT), register, alliance)
    _lists(book.create_sheet(LISTS), sheet, columns)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def build_csv(register: Register, _alliance: str = "") -> bytes:
    """The header-only .csv template, in UTF-8."""
    return (",".join(column.heading for column in columns_for(register)) + "\r\n").encode()


def _answers(measure: Measure) -> list[Column]:
    """By item where the instrument is taken by item, else its one answer or total, before any conversion."""
    found = measured_with(measure.instrument)
    if measure.kind == "count":
        return []
    if found is None:
        plain = measure.kind == "proportion"
        ends = None if plain else (int(measure.low), int(measure.high))
        return [
            Column(
                measure.code,
                _note(measure, "yes or no" if plain else ""),
                ("yes", "no") if plain else (),
                ends,
            )
        ]
    known = sheet_columns(found)
    if known.items and found.items and found.items.low is not None and found.items.high is not None:
        at_most = (found.items.low, max(found.items.high, found.items.heavier_max))
        return [
            Column(name, _note(measure, f"question {at}"), (), at_most)
            for at, name in enumerate(known.items, 1)
        ]
    return [Column(name, _note(measure, "each person’s total")) for name in (known.items or known.totals[:1])]


def _note(measure: Measure, what: str) -> str:
    return f"{measure.code} {for_xml(measure.name)}" + (f": {what}" if what else "")


def _responses(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for line, words in enumerate(GUIDANCE, 1):
        sheet.cell(line, 1, words).alignment = Alignment(wrap_text=False)
    for at, column in enumerate(columns, 1):
        title, note = sheet.cell(HEADER_ROW, at, column.heading), sheet.cell(HEADER_ROW - 1, at, column.note)
        title.font, title.fill = INK, SHADE
        note.font, note.alignment = QUIET, Alignment(wrap_text=True, vertical="bottom")
        sheet.column_dimensions[letters(at)].width = max(14, len(column.heading) + 2)
    sheet.row_dimensions[HEADER_ROW - 1].height = 76
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"
    sheet.page_setup.orientation = "landscape"


def _about(sheet: Worksheet, register: Register, alliance: str) -> None:
    invited = [(f"{INVITED[:1].upper()}{INVITED[1:]}{one.id}", "") for one in register.cohorts]
    lines = [
        ("Template", TEMPLATE_ID),
        ("Template version", VERSION),
        ("Alliance", in_cell(alliance)),
        ("Period", register.period),
        *invited,
    ]
    for line, (label, text) in enumerate(lines, 1):
        sheet.cell(line, 1, label).font = INK
        sheet.cell(line, 2, text or None)
    if invited:
        sheet.cell(
            len(lines) + 2, 1, "Beside “Invited” you may type how many people of the group were asked."
        ).font = QUIET
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 40


def _lists(lists: Worksheet, sheet: Worksheet, columns: Sequence[Column]) -> None:
    offered: dict[tuple[str, ...], list[int]] = {}
    for at, column in enumerate(columns, 1):
        if column.choices:
            offered.setdefault(column.choices, []).append(at)
        elif column.ends:
            _validate(sheet, at, _whole(column.ends))
    for place, (choices, used) in enumerate(offered.items(), 1):
        lists.cell(1, place, columns[used[0] - 1].heading).font = INK
        for line, choice in enumerate(choices, 2):
            lists.cell(line, place, choice)
        reach = f"{LISTS}!${letters(place)}$2:${letters(place)}${len(choices) + 1}"
        for at in used:
            _validate(sheet, at, DataValidation(type="list", formula1=reach, allow_blank=True))


def _whole(ends: Ends) -> DataValidation:
    rule = DataValidation(
        type="whole", operator="between", formula1=str(ends[0]), formula2=str(ends[1]), allow_blank=True
    )
    rule.errorTitle, rule.error = "Not a score", f"A whole number from {ends[0]} to {ends[1]}, or nothing."
    return rule


def _validate(sheet: Worksheet, column: int, rule: DataValidation) -> None:
    rule.add(f"{letters(column)}{HEADER_ROW + 1}:{letters(column)}{HEADER_ROW + MOST_ROWS}")
    sheet.add_data_validation(rule)
