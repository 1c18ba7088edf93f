"""A response sheet is given back with its findings in it, inside the answer alone: no row, key or byte of it stays."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from measures.models import Draft, Refusal
from measures.uploads import child
from tests.measures.uploads.desks.desk import SLUG, Desk, text, work
from tests.measures.uploads.responses.hunt import needles, places
from tests.measures.uploads.responses.sheets import PAGE, csv_of, rows, xlsx_of
from tests.measures.uploads.responses.test_no_trace import KEYS, logged

__all__ = ["logged"]
NAME = "Answers"


def impossible():
    bad = rows()
    bad[3][-1] = 11
    return bad


def given_back(desk, data, name="answers.xlsx", **fields):
    org = desk.get("upload", PAGE).context["opened"].senders[0].org
    return desk.post("upload_back", PAGE, sheet=SimpleUploadedFile(name, data), org=str(org), **fields)


def test_it_comes_back_with_a_comment_at_the_cell_and_nothing_of_it_is_left_anywhere(lantern, logged):
    data = xlsx_of(impossible())
    answer = given_back(lantern, data)
    assert (answer.status_code, answer["Content-Disposition"]) == (
        200,
        f'attachment; filename="response-sheet-{PAGE}-with-findings.xlsx"',
    )
    book = load_workbook(io.BytesIO(answer.content))
    assert "from 0 to 10" in book[NAME]["G5"].comment.text
    assert (book[NAME]["A5"].value, book[NAME]["G5"].value) == (KEYS[3], 11)
    work()
    wanted = [*needles(data, KEYS), *needles(answer.content, [])]
    assert places(wanted, logged()) == []
    assert not Draft.objects.exists()
    assert not Refusal.objects.exists()


def test_the_page_offers_it_and_the_mended_copy_is_taken(lantern):
    page = lantern.send(PAGE, xlsx_of(impossible()), "answers.xlsx")
    assert page.status_code == 422
    assert f'formaction="{reverse("upload_back", args=[SLUG, PAGE])}"' in text(page)
    book = load_workbook(io.BytesIO(given_back(lantern, xlsx_of(impossible())).content))
    book[NAME]["G5"] = 3
    held = io.BytesIO()
    book.save(held)
    assert lantern.draft(PAGE, held.getvalue(), "copy.xlsx").of_responses


def test_what_is_only_asked_about_comes_back_too_and_a_program_gets_the_same(lantern):
    url = reverse("api_upload_back", args=[SLUG])
    sent = {"period": PAGE, "sheet": SimpleUploadedFile("a.csv", csv_of(rows(missing=12)))}
    answer = lantern.client.post(url, sent)
    book = load_workbook(io.BytesIO(answer.content))
    assert (answer.status_code, "no score" in str(book["Findings"]["C2"].value)) == (200, True)
    assert book.worksheets[0]["G2"].value is None


def test_a_sheet_that_tells_of_people_or_needs_no_copy_is_not_given_back(lantern):
    told = rows()
    told[5][0] = "9434765919"
    for data in (csv_of(told), csv_of()):
        answer = given_back(lantern, data, "answers.csv")
        assert (answer.status_code, "There is no copy of this file" in text(answer)) == (422, True)
        assert "9434765919" not in text(answer)


def test_it_is_given_to_nobody_who_does_not_send_the_sheets(town, lantern):
    org = lantern.get("upload", PAGE).context["opened"].senders[0].org
    other = Desk(town, "petra")
    sent = {"sheet": SimpleUploadedFile("a.csv", csv_of()), "org": str(org)}
    assert other.post("upload_back", PAGE, **sent).status_code == 422
    sent = {"sheet": SimpleUploadedFile("a.csv", csv_of()), "org": str(org), "period": PAGE}
    assert other.client.post(reverse("api_upload_back", args=[SLUG]), sent).status_code == 403


@pytest.mark.parametrize(("limit", "came"), [(10_000_000, 200), (1_000, 422)])
def test_a_copy_that_would_be_too_large_is_refused_in_words(lantern, monkeypatch, limit, came):
    answer_of = child.copy_of

    def small(*given, **named):
        monkeypatch.setattr(child, "MOST_SAID", limit)
        return answer_of(*given, **named)

    monkeypatch.setattr(child, "copy_of", small)
    answer = given_back(lantern, csv_of(impossible()), "answers.csv")
    assert (answer.status_code, b"too large to be given back" in answer.content) == (came, came == 422)
