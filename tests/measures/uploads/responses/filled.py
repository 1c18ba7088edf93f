"""The template for responses, filled in as a person would and saved again."""

import io

from openpyxl import load_workbook

from measures.uploads.responses.template import HEADER_ROW, SHEET


def filled(template, lines, about=()):
    """Template bytes with lines of {heading: value} typed in below the headings, and (label, value) on the About sheet."""
    book = load_workbook(io.BytesIO(template))
    sheet = book[SHEET]
    places = {sheet.cell(HEADER_ROW, at).value: at for at in range(1, sheet.max_column + 1)}
    for number, line in enumerate(lines, HEADER_ROW + 1):
        for heading, value in line.items():
            sheet.cell(number, places[heading], value)
    for row in book["About"].iter_rows(min_row=1, max_col=2):
        row[1].value = dict(about).get(row[0].value, row[1].value)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def lines(people, missing=0, period="2026/27 Q1"):
    """So many responses by heading; the first `missing` of them say nothing of their life."""
    return [
        {"row_key": at, "occasion": "baseline", "period": period, "cohort": "adults", "M-01": "yes" if at % 2 else "no",
         "M-02": "no" if at % 4 else "yes", "M-03": "yes", "ons4_satisfaction": None if at <= missing else at % 10}
        for at in range(1, people + 1)
    ]  # fmt: skip
