"""A file that tells of people never leaves the computer: the page looks first, says where, and sends nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from measures.models import Draft, Refusal
from tests.browser.test_every_page import faults
from tests.browser.walk import FITS, let_in
from tests.measures.uploads import hostile
from tests.measures.uploads.cast import demo
from tests.measures.uploads.people.cases import PASSES

STORED = """async () => [{...localStorage}, {...sessionStorage}, await indexedDB.databases(), await caches.keys()]"""
EXTRACT = [["cohort", "NHS no", "n"], ["adults", PASSES, 41], ["young", "NE8 4AB", 23]]
STOP, STATUS = "#first-look-stop", "#first-look-status"


@pytest.fixture
def jonty(marlhaven: str, visitors):
    """Jonty's page for sending Lantern's sheet, and what it sends."""

    def arrive(width: int = 1280) -> tuple[Page, list[str]]:
        page, sent = visitors.arrive(width=width), []
        let_in(page, marlhaven, "jonty@marlhaven.example")
        page.goto(f"{marlhaven}/a/marlhaven/uploads/2025-26-q1/")
        page.on("request", lambda request: sent.append(request.method))
        return page, sent

    return arrive


def choose(page: Page, data: bytes, name: str = "sheet.xlsx") -> None:
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "", "buffer": data})


@pytest.mark.parametrize("width", [1280, 320])
def test_a_file_about_people_is_stopped_in_words_and_nothing_is_sent_or_stored(
    width: int, jonty, tmp_path: Path
) -> None:
    page, sent = jonty(width)
    before, kept = page.evaluate(STORED), (Draft.objects.count(), Refusal.objects.count())
    choose(page, hostile.workbook(EXTRACT))
    page.wait_for_selector(STOP)
    said = page.inner_text(STOP)
    assert 'Sheet "Q1", cell B2: looks like an NHS number.' in said
    assert 'Sheet "Q1", cell B3: looks like a full postcode.' in said
    assert "Nothing was sent" in said
    assert not [value for value in (PASSES, "NE8 4AB") if value in page.content()]
    assert page.evaluate("document.activeElement.id") == "first-look-stop"
    assert page.input_value("input[type=file]") == ""
    assert page.evaluate(STORED) == before
    assert faults(page, "the stop") == []
    assert page.evaluate(FITS)
    assert "POST" not in sent
    page.get_by_role("button", name="Send this sheet").click()
    page.wait_for_timeout(300)
    assert page.inner_text(STOP) == said
    assert page.locator("#first-look-responses").is_hidden()
    choose(page, demo("cohort/LAN_2025-26_Q1.csv"), "sheet.csv")
    page.get_by_text("It has not been sent yet").wait_for()
    assert page.locator(STOP).is_hidden()
    assert faults(page, "looked through") == []
    assert "POST" not in sent
    assert (Draft.objects.count(), Refusal.objects.count()) == kept


def test_a_good_file_is_sent_even_where_the_button_is_pressed_at_once(jonty) -> None:
    page, sent = jonty()
    choose(page, demo("cohort/LAN_2025-26_Q1.csv"), "sheet.csv")
    page.get_by_role("button", name="Send this sheet").click()
    page.wait_for_url("**/uploads/drafts/**")
    assert sent.count("POST") == 1


def test_a_file_about_people_is_not_sent_where_the_button_is_pressed_at_once(jonty) -> None:
    page, sent = jonty()
    page.evaluate(
        "addEventListener('change', () => document.querySelector('main form button.govuk-button').click())"
    )
    choose(page, hostile.workbook([*EXTRACT, *([f"row {at}", "x", at] for at in range(3000))]))
    page.wait_for_selector(STOP)
    page.wait_for_timeout(500)
    assert "POST" not in sent
    assert page.locator(STOP).is_visible()


def test_of_two_files_chosen_in_a_row_the_later_is_looked_through_before_anything_is_sent(jonty) -> None:
    page, sent = jonty()
    page.evaluate(
        """() => {
          const real = File.prototype.arrayBuffer;
          File.prototype.arrayBuffer = async function () {
            await new Promise((done) => setTimeout(done, this.name === "first.csv" ? 300 : 1500));
            return real.call(this);
          };
        }"""
    )
    choose(page, demo("cohort/LAN_2025-26_Q1.csv"), "first.csv")
    choose(page, hostile.workbook(EXTRACT), "second.xlsx")
    page.wait_for_timeout(700)  # the first is looked through, the second is not
    page.get_by_role("button", name="Send this sheet").click()
    page.wait_for_selector(STOP)
    page.wait_for_timeout(300)
    assert "POST" not in sent


def test_what_the_page_cannot_read_goes_to_the_server_which_says_why(jonty) -> None:
    page, _ = jonty()
    choose(page, b"\x89PNG\r\n\x1a\n" + bytes(40), "sheet.png")
    page.get_by_text("could not be looked through here").wait_for()
    page.get_by_role("button", name="Send this sheet").click()
    page.get_by_text("This is a picture").wait_for()


def test_one_row_a_person_is_offered_the_response_sheet_and_old_complaints_go(jonty) -> None:
    page, sent = jonty()
    page.get_by_role("button", name="Send this sheet").click()
    page.locator(".govuk-error-message").wait_for()
    page.wait_for_load_state("load")
    choose(page, hostile.workbook([["key", "n", "score"], *([f"k{at}", 1, at % 3] for at in range(10))]))
    page.wait_for_selector(STOP)
    assert page.locator(".govuk-error-message").count() == 0
    assert page.locator("#first-look-responses a").is_visible()
    choose(page, demo("cohort/LAN_2025-26_Q1.csv"), "sheet.csv")
    page.get_by_text("It has not been sent yet").wait_for()
    page.get_by_role("button", name="Send this sheet").click()
    page.wait_for_url("**/uploads/drafts/**")
    assert sent.count("POST") == 2
