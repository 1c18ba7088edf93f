"""The template to download: everything on it is visible, and what it offers is what the register knows."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from frontend.plain import in_cell
from measures.uploads.checking.headings import IN_WORDS, TEMPLATE
from measures.uploads.checking.register import BASES, Register
from measures.uploads.checking.typed import Row
from measures.uploads.files.ods import ods_of
from measures.uploads.findings import letters

TEMPLATE_ID, TEMPLATE_VERSION = "alliance-cohort-sheet", "2"
COHORT_SHEET, ABOUT_SHEET, LISTS_SHEET = "Cohort sheet", "About", "Lists"
GUIDANCE = (
    "Cohort sheet: totals only, one row for each cohort and measure. Never names, dates of birth or one row per person.",
    "Each row is one measure. For a yes-or-no question give n and numerator; for a score give n, mean and sd.",
    "Write <5 or * where you withhold a figure. Above each heading stands what goes below it.",
)
NOTES = {
    "period": "Choose from the list: the quarter that these figures are about.",
    "cohort": "Choose from the list: whose answers these are.",
    "measure": "Choose the code. The sheet Lists has every code in words.",
    IN_WORDS: "Only for reading: the code to the left is what counts.",
    "breakdown": "Empty for everybody together. Else how they are split, such as age.",
    "category": "Only with a breakdown: which part of it.",
    "basis": "all: everyone who answered. Or only those who answered twice: matched_baseline is their first answer, matched_followup their later one.",
    "scale": "Only for scores: raw or metric. Empty for yes-or-no questions.",
    "n": "Whole number: how many answered. Not how many were asked.",
    "numerator": "Whole number: how many of n said yes. No percentage. Empty for a score.",
    "mean": "Average score, such as 4.7. Empty for yes-or-no questions.",
    "sd": "Standard deviation of the scores, such as 2.3. Only with a mean.",
    "invited": "Whole number: how many were asked. May stay empty.",
    "returned": "Whole number: how many came back. May stay empty.",
}
COLUMNS = tuple(NOTES)
HEADER_ROW = len(GUIDANCE) + 3
LAST_ROW = HEADER_ROW + 500
WHOLE = ("n", "numerator", "invited", "returned")
WIDTHS = {"cohort": 18, IN_WORDS: 50, "numerator": 16}
INK, QUIET = Font(name="Calibri", bold=True), Font(name="Calibri", size=9, color="4A4A4A")
SHADE, TO_FILL = PatternFill("solid", fgColor="E7EBEE"), PatternFill("solid", fgColor="FFF8E5")
VALUES = ("n", "numerator", "mean", "sd", "invited", "returned")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a template is made for; `rows` are last period's, whose names are filled in and whose values are not."""

    alliance: str
    period: str
    register: Register
    measures: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def build_workbook(plan: Plan) -> bytes:
    """The .xlsx template."""
    held = io.BytesIO()
    made(plan).save(held)
    return held.getvalue()


def build_ods(plan: Plan) -> bytes:
    """The same template as .ods."""
    return ods_of(made(plan))


def made(plan: Plan) -> Workbook:
    """The template: cohort sheet with drop-downs, About sheet, and the lists behind the drop-downs."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook begins with a worksheet")
    sheet.title = COHORT_SHEET
    _cohort_sheet(sheet, plan)
    _about(book.create_sheet(ABOUT_SHEET), plan)
    _lists(book.create_sheet(LISTS_SHEET), sheet, plan)
    return book


def build_csv(plan: Plan | None = None) -> bytes:
    """The .csv template in UTF-8: the header line, and the rows of the plan without a value."""
    held = io.StringIO()
    lines = csv.writer(held, lineterminator="\r\n")
    lines.writerow(TEMPLATE)
    for row in plan.rows if plan else ():
        named = _prefilled(plan, row) if plan else {}
        lines.writerow([named.get(heading, "") for heading in TEMPLATE])
    return held.getvalue().encode()


def _cohort_sheet(sheet: Worksheet, plan: Plan) -> None:
    for line, words in enumerate(GUIDANCE, 1):
        sheet.cell(line, 1, words).alignment = Alignment(wrap_text=False)
    for column, (heading, told) in enumerate(NOTES.items(), 1):
        _heading(sheet, column, heading, told)
    sheet.row_dimensions[HEADER_ROW - 1].height = 64
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    for number, row in enumerate(plan.rows, HEADER_ROW + 1):
        for heading, text in _prefilled(plan, row).items():
            sheet.cell(number, COLUMNS.index(heading) + 1, text or None)
        for heading in VALUES:
            sheet.cell(number, COLUMNS.index(heading) + 1).fill = TO_FILL
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _heading(sheet: Worksheet, column: int, heading: str, told: str) -> None:
    """A heading, with what goes below it said above it: a comment would be seen by a mouse alone."""
    title, note = sheet.cell(HEADER_ROW, column, heading), sheet.cell(HEADER_ROW - 1, column, told)
    title.font, title.fill = INK, SHADE
    note.font, note.alignment = QUIET, Alignment(wrap_text=True, vertical="bottom")
    sheet.column_dimensions[letters(column)].width = WIDTHS.get(heading, 14)


def _prefilled(plan: Plan, row: Row) -> dict[str, str]:
    period = plan.register.period_named(plan.period)
    now = plan.register.in_force(row.measure, period) if period else None
    measure = now or plan.register.measure_named(f"{row.measure}/{row.version}", period)
    return {
        "period": plan.period, "cohort": row.cohort, "measure": measure.ref if measure else f"{row.measure}/{row.version}",
        IN_WORDS: in_cell(measure.name) if measure else "", "breakdown": row.breakdown, "category": row.category,
        "basis": row.basis, "scale": row.scale,
    }  # fmt: skip


def _about(sheet: Worksheet, plan: Plan) -> None:
    lines = (
        ("Template", TEMPLATE_ID), ("Template version", TEMPLATE_VERSION),
        ("Alliance", in_cell(plan.alliance)), ("Period", plan.period),
    )  # fmt: skip
    for line, (label, text) in enumerate(lines, 1):
        sheet.cell(line, 1, label).font = INK
        sheet.cell(line, 2, text)
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = 40


def _offered(plan: Plan) -> dict[str, tuple[str, ...]]:
    register = plan.register
    period = register.period_named(plan.period)
    in_force = (m for m in register.measures if not m.refused and (period is None or m.covers(period.start)))
    measures = [m for m in in_force if not plan.measures or m.code in plan.measures]
    categories = tuple(value for values in register.breakdowns.values() for value in values)
    return {
        "period": tuple(one.name for one in register.periods), "cohort": tuple(one.id for one in register.cohorts),
        "measure": tuple(one.ref for one in measures), IN_WORDS: tuple(in_cell(one.name) for one in measures), "breakdown": tuple(register.breakdowns), "category": categories,
        "basis": BASES, "scale": tuple(dict.fromkeys(scale for one in measures for scale in one.scales)),
    }  # fmt: skip


def _lists(lists: Worksheet, sheet: Worksheet, plan: Plan) -> None:
    offered = {heading: values for heading, values in _offered(plan).items() if values}
    for column, (heading, values) in enumerate(offered.items(), 1):
        lists.cell(1, column, heading).font = INK
        for line, value in enumerate(values, 2):
            lists.cell(line, column, value)
        lists.column_dimensions[letters(column)].width = WIDTHS.get(heading, 18)
        reach = f"{LISTS_SHEET}!${letters(column)}$2:${letters(column)}${len(values) + 1}"
        if heading != IN_WORDS:
            _validate(sheet, heading, _listed(reach))
    _whole_numbers(sheet, WHOLE)


def _listed(reach: str) -> DataValidation:
    rule = DataValidation(type="list", formula1=reach, allow_blank=True, errorStyle="warning")
    rule.errorTitle, rule.error = (
        "Not in the list",
        "Choose from the list, so that it is read as you mean it.",
    )
    return rule


def _whole_numbers(sheet: Worksheet, headings: Iterable[str]) -> None:
    for heading in headings:
        # A warning, not a bar: a partner may withhold a figure and write <5.
        rule = DataValidation(
            type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True, errorStyle="warning"
        )
        rule.errorTitle = "Whole number"
        rule.error = "Expected a whole number of people, or <5 or * where you withhold it."
        _validate(sheet, heading, rule)


def _validate(sheet: Worksheet, heading: str, rule: DataValidation) -> None:
    column = letters(COLUMNS.index(heading) + 1)
    rule.showErrorMessage = True
    rule.add(f"{column}{HEADER_ROW + 1}:{column}{LAST_ROW}")
    sheet.add_data_validation(rule)
