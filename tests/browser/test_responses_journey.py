"""A response sheet in a real browser: asked about while the file stays chosen, previewed, committed, published."""

from pathlib import Path

from playwright.sync_api import Page

from measures.models import AtomVersion, Draft
from tests.browser.office import EXCEL, convert
from tests.browser.test_every_page import faults
from tests.browser.test_upload_journey import checked
from tests.browser.walk import FITS, let_in
from tests.measures.uploads.cast import MARLHAVEN
from tests.measures.uploads.desks.desk import work
from tests.measures.uploads.responses.filled import filled, lines

PERIOD = "2026-27-q1"
FILE = "input[type=file]"


def arrive(page: Page, address: str) -> Page:
    """Jonty opens the period for which Lantern's sheet is due."""
    let_in(page, address, "jonty@marlhaven.example")
    page.goto(f"{address}/a/marlhaven/uploads/{PERIOD}/")
    return page


def template(page: Page, folder: Path) -> Path:
    """The template as it is downloaded from the page, filled in, and saved by LibreOffice."""
    page.get_by_text("Answers of single people instead").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Response sheet (.xlsx)").click()
    path = folder / "responses.xlsx"
    download.value.save_as(path)
    path.write_bytes(filled(path.read_bytes(), lines(40, missing=10)))
    return convert(path, EXCEL)


def answer(page: Page) -> None:
    """Answer everything as it was proposed."""
    for question in page.locator("fieldset.up-question").all():
        question.locator("label").first.click()


def commit(page: Page) -> None:
    """From the preview to a committed sheet, published."""
    checked(page)
    if page.get_by_text("Please answer").count():
        answer(page)
        page.get_by_role("button", name="Go on with these answers").click()
        checked(page)
    assert "n 30, mean" in page.inner_text("main")
    assert "What others will see of your groups" in page.inner_text("main")
    page.get_by_role("button", name="Commit this sheet").click()
    page.get_by_role("link", name="See the dashboard").wait_for()
    work()


def test_with_scripts_the_page_keeps_the_file_while_it_asks(marlhaven: str, visitors, tmp_path: Path) -> None:
    page = arrive(visitors.arrive(width=320), marlhaven)
    page.set_input_files(FILE, template(page, tmp_path))
    page.get_by_text("nothing in it was recognised as being about a person").wait_for()
    page.get_by_role("button", name="Send this sheet").click()
    page.get_by_text("before anything is kept").wait_for()
    assert page.evaluate("document.activeElement.id") == "found-title"
    assert page.evaluate("document.querySelector('input[type=file]').files.length") == 1
    assert not Draft.objects.filter(period__code="2026/27 Q1").exists()
    assert faults(page, "asked") == []
    assert page.evaluate(FITS)
    answer(page)
    page.wait_for_timeout(1_000)  # the button takes a second press for a double click before
    page.get_by_role("button", name="Send this sheet").click()
    page.wait_for_url("**/uploads/drafts/**")
    commit(page)
    assert AtomVersion.objects.get(period__code="2026/27 Q1", measure__code="M-04").n == 30
    assert page.evaluate(FITS)
    assert faults(page, "committed") == []


def test_without_scripts_the_file_is_chosen_again_with_the_answer(
    marlhaven: str, visitors, tmp_path: Path
) -> None:
    page = arrive(visitors.arrive(javascript=False), marlhaven)
    sheet = template(page, tmp_path)
    for _ in range(2):
        page.set_input_files(FILE, sheet)
        page.get_by_role("button", name="Send this sheet").click()
        if page.get_by_text("the file has to be chosen once more").count():
            answer(page)
    page.wait_for_url("**/uploads/drafts/**")
    commit(page)


def test_an_extract_is_refused_and_offered_the_response_sheet(marlhaven: str, visitors) -> None:
    page = arrive(visitors.arrive(javascript=False), marlhaven)
    page.set_input_files(FILE, MARLHAVEN / "faults" / "TID_2025-26_Q1_one_row_per_person.csv")
    page.get_by_role("button", name="Send this sheet").click()
    page.get_by_text("If each row is one person’s answers, send them as a response sheet").wait_for()
    assert page.get_by_role("link", name="Response sheet (.xlsx)").count()
