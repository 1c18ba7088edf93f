"""Files that go out: a sheet with what was found in it, and the templates in all their kinds."""

import csv
import io
from dataclasses import replace

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from measures.uploads.child import receive
from measures.uploads.files.commented import commented, safe_text
from measures.uploads.grid import Grid
from tests.measures.uploads import hostile
from tests.measures.uploads.cast import sheet_of, sheet_rows
from tests.measures.uploads.desks.desk import SLUG, Desk, text

FAULTY = "faults/LAN_2026-27_Q1_two_faults.csv"


def workbook(answer):
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))


def test_the_copy_has_the_cells_where_they_stood_and_a_comment_at_each_that_is_wrong(lantern):
    draft = lantern.draft("2026-27-q1", FAULTY)
    answer = lantern.get("upload_copy", draft.id)
    assert (
        answer["Content-Disposition"] == 'attachment; filename="cohort-sheet-2026-27-q1-with-findings.xlsx"'
    )
    sheet = workbook(answer).worksheets[0]
    assert (sheet["I3"].value, sheet["H3"].value, sheet["H3"].data_type) == ("4O", 115, "n")
    assert sheet["I3"].comment.text == 'To mend: Found "4O": letter O, 40? Expected a whole number.'
    assert "outside 0 to 10, 4.7?" in sheet["J5"].comment.text
    said = [[cell.value for cell in row] for row in workbook(answer)["Findings"].iter_rows()]
    assert said[1][:2] == ["To mend", "line 3, numerator"]
    assert len(said) == 3


def test_a_workbook_comes_back_under_its_own_sheet_names_and_is_read_again_without_its_findings(lantern):
    rows = sheet_rows()
    rows[1][1] = "giants"
    draft = lantern.draft("2025-26-q1", hostile.workbook(rows), "sheet.xlsx")
    content = lantern.get("upload_copy", draft.id).content
    book = load_workbook(io.BytesIO(content))
    assert (
        book.sheetnames[0]
        == lantern.get("upload_draft", draft.id).context["draft"].stops[0].messages[0].sentence.split('"')[1]
    )
    assert "giants" in book.worksheets[0]["B2"].comment.text
    again = lantern.draft("2025-26-q1", content, "copy.xlsx")
    codes = {one["code"] for one in again.found if one["level"] == "stop"}
    assert codes == {"cell.unknown"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe_and_typed_numbers_stay(start):
    cells = {(1, 1): ("text", f"{start}1+1"), (1, 2): ("number", "-3.5"), (1, 3): ("date", "2026-04-01")}
    book = load_workbook(io.BytesIO(commented(Grid("csv", (sheet_of("Q3", cells),)), ())))
    row = next(iter(book["Q3"].iter_rows()))
    assert (row[0].data_type, row[0].value[:2]) == ("s", f"'{start}".replace("\r", "\n"))
    assert (row[1].value, row[1].data_type, row[2].is_date) == (-3.5, "n", True)
    assert (safe_text("plain\x00"), safe_text(f"\x01{start}1+1")[:1]) == ("plain", "'")


def test_a_sheet_of_ones_own_stays_whatever_it_is_called_and_an_older_list_of_findings_goes():
    older = load_workbook(io.BytesIO(commented(Grid("ods", ()), ())))["Findings"]
    cells = {(1, at): ("text", cell.value) for at, cell in enumerate(older[1], 1)}
    sheets = (
        sheet_of("Q3: all/some", {(1, 1): ("text", "n")}),
        sheet_of("findings", {(1, 1): ("text", "my own")}),
        sheet_of("Findings", cells),
        replace(sheet_of("Q3? all?some", {(1, 1): ("text", "n")}), hidden=True),
    )
    book = load_workbook(io.BytesIO(commented(Grid("ods", sheets), ())))
    assert book.sheetnames == ["Q3_ all_some", "findings", "Q3_ all_some 2", "Findings 2"]
    assert (book["findings"]["A1"].value, book["Findings 2"]["A1"].value) == ("my own", "What it is")
    assert book["Q3_ all_some 2"].sheet_state == "hidden"


def test_there_is_no_copy_once_the_cells_are_gone_nor_for_anybody_else(town, lantern):
    draft = lantern.draft("2026-27-q1", FAULTY)
    other = Desk(town, "petra")
    assert other.get("upload_copy", draft.id).status_code == 404
    assert other.client.get(reverse("api_upload_copy", args=[SLUG, draft.id])).status_code == 404
    assert lantern.client.get(reverse("api_upload_copy", args=[SLUG, draft.id])).status_code == 200
    lantern.post("upload_take_back", draft.id)
    gone = lantern.get("upload_copy", draft.id)
    assert gone.status_code == 409
    assert "taken back" in text(gone)


@pytest.mark.parametrize("name", ["template", "blank"])
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_template_passes_its_own_reading_with_the_rows_of_last_time_and_no_value(lantern, name, kind):
    before = lantern.draft("2026-27-q1", "faults/LAN_2026-27_Q1_put_right.csv")
    lantern.commit(before)
    answer = lantern.get(f"upload_{name}_{kind}", "2026-27-q2")
    received = receive(answer.content, f"sheet.{kind}")
    assert (received.findings, received.facts["kind"]) == ((), kind)
    sheet, about, lists = received.grid.sheets
    assert (sheet.name, about.name, lists.name) == ("Cohort sheet", "About", "Lists")
    filled = [[cell.text for cell in row.cells] for row in sheet.rows if row.number > 6]
    rows = [["2026/27 Q2", "adults", "M-01/1"], ["2026/27 Q2", "adults", "M-02/1"]]
    assert [line[:3] for line in filled][:2] == (rows if name == "template" else [])
    assert not [text for line in filled for text in line if text.isdigit()]


def test_the_csv_holds_the_rows_of_last_time_or_the_header_alone(lantern):
    lines = list(csv.reader(io.StringIO(lantern.get("upload_template_csv", "2026-27-q1").content.decode())))
    assert [line[:3] for line in lines[:2]] == [
        ["period", "cohort", "measure"],
        ["2026/27 Q1", "adults", "M-01/1"],
    ]
    assert {len(line) for line in lines} == {13}
    assert lantern.get("upload_blank_csv", "2026-27-q1").content.decode().count("\r\n") == 1
    url = reverse("api_upload_template", args=[SLUG])
    blank = lantern.client.get(url, {"period": "2026-27-q1", "as": "csv", "rows": "none"})
    assert blank.content.decode().count("\r\n") == 1
