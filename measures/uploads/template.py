"""The template to download: everything on it is visible, and what it offers is what the register knows."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from measures.uploads.checking.headings import TEMPLATE
from measures.uploads.checking.register import BASES, Register
from measures.uploads.checking.typed import Row
from measures.uploads.findings import letters

TEMPLATE_ID, TEMPLATE_VERSION = "alliance-cohort-sheet", "1"
COHORT_SHEET, ABOUT_SHEET, LISTS_SHEET = "Cohort sheet", "About", "Lists"
GUIDANCE = (
    "Cohort sheet: totals only, one row for each cohort and measure. Never names, dates of birth or one row per person.",
    "n: how many answered. numerator: how many of them said yes. For a mean give mean and sd, and leave numerator empty.",
    "Leave breakdown and category empty for everybody together. Write <5 or * where you withhold a figure.",
)
HEADER_ROW = len(GUIDANCE) + 2
LAST_ROW = HEADER_ROW + 500
WHOLE = ("n", "numerator", "invited", "returned")
WIDTHS = {"period": 14, "cohort": 22, "measure": 14, "basis": 18}
INK, SHADE = Font(bold=True), PatternFill("solid", fgColor="E7EBEE")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a template is made for; `rows` are last period's, whose names are filled in and whose values are not."""

    alliance: str
    period: str
    register: Register
    measures: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def build_workbook(plan: Plan) -> bytes:
    """The .xlsx template: cohort sheet with drop-downs, About sheet, and the lists behind the drop-downs."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook begins with a worksheet")
    sheet.title = COHORT_SHEET
    _cohort_sheet(sheet, plan)
    _about(book.create_sheet(ABOUT_SHEET), plan)
    _lists(book.create_sheet(LISTS_SHEET), sheet, plan)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def build_csv() -> bytes:
    """The header-only .csv template, in UTF-8."""
    return (",".join(TEMPLATE) + "\r\n").encode()


def _cohort_sheet(sheet: Worksheet, plan: Plan) -> None:
    for line, words in enumerate(GUIDANCE, 1):
        sheet.cell(line, 1, words).alignment = Alignment(wrap_text=False)
    for column, heading in enumerate(TEMPLATE, 1):
        title = sheet.cell(HEADER_ROW, column, heading)
        title.font, title.fill = INK, SHADE
        sheet.column_dimensions[letters(column)].width = WIDTHS.get(heading, 12)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    for number, names in enumerate(_prefilled(plan), HEADER_ROW + 1):
        for column, text in enumerate(names, 1):
            sheet.cell(number, column, text or None)


def _prefilled(plan: Plan) -> list[tuple[str, ...]]:
    period = plan.register.period_named(plan.period)
    told: list[tuple[str, ...]] = []
    for row in plan.rows:
        now = plan.register.in_force(row.measure, period) if period else None
        measure = now.ref if now else f"{row.measure}/{row.version}"
        told.append((plan.period, row.cohort, measure, row.breakdown, row.category, row.basis, row.scale))
    return told


def _about(sheet: Worksheet, plan: Plan) -> None:
    lines = (
        ("Template", TEMPLATE_ID), ("Template version", TEMPLATE_VERSION),
        ("Alliance", plan.alliance), ("Period", plan.period),
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
        "measure": tuple(one.ref for one in measures), "breakdown": tuple(register.breakdowns), "category": categories,
        "basis": BASES, "scale": tuple(dict.fromkeys(scale for one in measures for scale in one.scales)),
    }  # fmt: skip


def _lists(lists: Worksheet, sheet: Worksheet, plan: Plan) -> None:
    offered = {heading: values for heading, values in _offered(plan).items() if values}
    for column, (heading, values) in enumerate(offered.items(), 1):
        lists.cell(1, column, heading).font = INK
        for line, value in enumerate(values, 2):
            lists.cell(line, column, value)
        reach = f"{LISTS_SHEET}!${letters(column)}$2:${letters(column)}${len(values) + 1}"
        _validate(sheet, heading, DataValidation(type="list", formula1=reach, allow_blank=True))
    _whole_numbers(sheet, WHOLE)


def _whole_numbers(sheet: Worksheet, headings: Iterable[str]) -> None:
    for heading in headings:
        # A warning, not a bar: a partner may withhold a figure and write <5.
        rule = DataValidation(
            type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True, errorStyle="warning"
        )
        rule.errorTitle, rule.error = (
            "Whole number",
            "Expected a whole number of people, or <5 or * where you withhold it.",
        )
        _validate(sheet, heading, rule)


def _validate(sheet: Worksheet, heading: str, rule: DataValidation) -> None:
    column = letters(TEMPLATE.index(heading) + 1)
    rule.add(f"{column}{HEADER_ROW + 1}:{column}{LAST_ROW}")
    sheet.add_data_validation(rule)
