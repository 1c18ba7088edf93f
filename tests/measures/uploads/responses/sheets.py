"""Response sheets of Marlhaven, with odd keys and scores that nothing else in the house holds."""

import io

from openpyxl import Workbook

PERIOD, PAGE = "2026/27 Q1", "2026-27-q1"
HEADER = ["row_key", "occasion", "period", "cohort", "M-01", "M-02", "ons4_satisfaction"]


def rows(people=40, missing=0):
    """So many responses: yes to M-01 from every second person, to M-02 from every fourth; life from 0 to 9 in turn."""
    return [
        [f"zq{at:04}", "baseline", PERIOD, "adults", "yes" if at % 2 else "no", "no" if at % 4 else "yes", "" if at < missing else at % 10]
        for at in range(people)
    ]  # fmt: skip


def csv_of(lines=None):
    """As a text file."""
    return "\n".join(",".join(map(str, line)) for line in [HEADER, *(lines or rows()), []]).encode()


def xlsx_of(lines=None):
    """As a workbook with one sheet."""
    book = Workbook()
    book.active.title = "Answers"
    for line in [HEADER, *(lines or rows())]:
        book.active.append([None if cell == "" else cell for cell in line])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
