"""The template for responses: what is in it, who gets it, and that it is read as what it is."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from measures.models import AtomVersion
from measures.uploads.child import receive
from measures.uploads.responses.template import HEADER_ROW, build_csv, build_workbook
from tests.measures.uploads.desks.desk import Desk
from tests.measures.uploads.responses.cast import register
from tests.measures.uploads.responses.filled import filled, lines
from tests.measures.uploads.responses.sheets import PAGE, csv_of, rows


def test_it_has_names_breakdowns_and_a_column_for_each_answer_of_what_is_in_force():
    headings = build_csv(register()).decode().strip().split(",")
    assert headings[:5] == ["row_key", "occasion", "period", "cohort", "gender"]
    assert {
        "M-01",
        "M-03",
        "M-04",
        *(f"swemwbs_{n}" for n in range(1, 8)),
        *(f"core10_{n}" for n in range(1, 11)),
    } <= set(headings)
    assert "Q-05" not in headings  # its owner must agree first


def test_the_workbook_offers_names_bounds_scores_and_holds_no_row():
    book = load_workbook(io.BytesIO(build_workbook(register(), "Marlhaven")))
    sheet = book["Responses"]
    assert all(cell.value is None for row in sheet.iter_rows(min_row=HEADER_ROW + 1) for cell in row)
    rules = {rule.type: rule for rule in sheet.data_validations.dataValidation}
    assert (rules["whole"].formula1, rules["list"].formula1[:6]) == ("0", "Lists!") or set(rules) == {
        "list",
        "whole",
    }
    about = {row[0].value: row[1].value for row in book["About"].iter_rows(max_col=2)}
    assert (about["Template"], about["Period"], about["Alliance"]) == (
        "alliance-response-sheet",
        "2025/26 Q1",
        "Marlhaven",
    )
    assert "Invited: adults" in about


def test_an_empty_template_says_that_there_is_no_answer_and_is_no_cohort_sheet():
    page = register()
    read = receive(build_workbook(page, "Marlhaven"), "a.xlsx", known=page.known_names(), register=page)
    assert (read.grid, read.rows, read.of_responses) == (None, (), True)
    assert [one.code for one in read.findings if one.level == "stop"] == ["map.no_answers"]


def test_filled_in_it_is_committed_with_how_many_were_invited(lantern):
    template = lantern.get("upload_responses", PAGE, "xlsx")
    assert template["Content-Disposition"] == 'attachment; filename="response-sheet-2026-27-q1.xlsx"'
    data = filled(template.content, lines(24), [("Invited: adults", 60)])
    draft = lantern.draft(PAGE, data, "sheet.xlsx")
    assert lantern.commit(draft).status_code == 302, lantern.page(draft)
    life = AtomVersion.objects.get(measure__code="M-04")
    assert (life.n, life.invited, life.returned) == (24, 60, 24)


def test_a_template_of_another_period_is_asked_about(lantern):
    data = filled(lantern.get("upload_responses", "2025-26-q4", "xlsx").content, lines(24))
    asked = lantern.send(PAGE, data, "sheet.xlsx")
    assert "this template was made for 2025/26 Q4; you opened 2026/27 Q1" in asked.content.decode().replace(
        "This", "this"
    )


def test_header_line_alone_as_text_and_no_other_kind(lantern):
    assert lantern.get("upload_responses", PAGE, "csv").content.startswith(b"row_key,occasion,period,cohort")
    assert lantern.get("upload_responses", PAGE, "pdf").status_code == 404


def test_the_page_offers_both_sheets_and_a_refusal_of_one_row_per_person_offers_this_one(lantern):
    link = f"/a/marlhaven/uploads/{PAGE}/responses.xlsx"
    assert link in lantern.get("upload", PAGE).content.decode()
    refused = lantern.send(PAGE, "faults/TID_2025-26_Q1_one_row_per_person.csv")
    assert link in refused.content.decode()
    assert "Or send it as a response sheet" in refused.content.decode()


@pytest.mark.parametrize(("kind", "begins"), [("csv", b"row_key,"), ("xlsx", b"PK")])
def test_the_api_gives_the_same_template(lantern, kind, begins):
    address = "/api/v1/alliances/marlhaven/uploads/template"
    answer = lantern.client.get(address, {"period": PAGE, "sheet": "responses", "as": kind})
    assert answer.content.startswith(begins)
    assert "response-sheet" in answer["Content-Disposition"]


def test_the_api_takes_a_response_sheet_asks_and_takes_the_answers_with_the_file(town):
    desk, address = Desk(town, "jonty"), "/api/v1/alliances/marlhaven/uploads"

    def send(**more):
        sheet = SimpleUploadedFile("answers.csv", csv_of(rows(missing=10)))
        return desk.client.post(address, {"period": PAGE, "sheet": sheet, **more})

    asked = send()
    assert asked.status_code == 422
    (question,) = asked.json()["questions"]
    assert send(answers=f'{{"{question["key"]}": "yes"}}').status_code == 202
