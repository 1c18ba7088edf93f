"""The template, filled in by LibreOffice, goes through a real browser to the dashboard that another partner reads."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Error, Page

from alliance.contract.models import Alliance
from measures.models import AtomVersion
from tests.browser.office import fill
from tests.browser.test_every_page import faults
from tests.browser.walk import FITS, let_in
from tests.cast import done
from tests.measures.town import Town
from tests.measures.uploads.cast import MARLHAVEN
from tests.measures.uploads.desks.desk import work

PERIOD = "2026-27-q1"
N, NUMERATOR, MEAN, SD, INVITED, RETURNED = range(8, 14)
SHEETS = {
    "jonty": {"M-01/1": 71, "M-02/1": 40, "M-03/2": 56, "n": 115, "invited": 171, "mean": "4.7", "sd": "2.3"},
    "bronagh": {"M-01/1": 5, "M-02/1": 3, "M-03/2": 4, "n": 9, "invited": 12, "mean": "4", "sd": "2"},
}


TEMPLATES = {"jonty": ("Template (.xlsx)", "xlsx"), "bronagh": ("for LibreOffice (.ods)", "ods")}
FAULTY = (
    (MARLHAVEN / "faults" / "TID_2025-26_Q3_own_headings.csv").read_text().replace("2025/26 Q3", "2026/27 Q1")
)


def save(page: Page, link: str, path: Path) -> Path:
    """Download what a link leads to."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    download.value.save_as(path)
    return path


def values(sheet: dict[str, object]) -> dict[str, dict[int, str]]:
    """What is typed where, by measure."""
    shared = {N: str(sheet["n"]), INVITED: str(sheet["invited"]), RETURNED: str(sheet["n"])}
    shares = {
        name: shared | {NUMERATOR: str(count)} for name, count in sheet.items() if name.startswith("M-")
    }
    return shares | {"M-04/1": shared | {MEAN: str(sheet["mean"]), SD: str(sheet["sd"])}}


def send(page: Page, address: str, who: str, folder: Path) -> None:
    """From the list of periods to a committed sheet."""
    let_in(page, address, f"{who}@marlhaven.example")
    page.goto(f"{address}/a/marlhaven/uploads/{PERIOD}/")
    link, kind = TEMPLATES[who]
    template = save(page, link, folder / f"template.{kind}")
    page.set_input_files("input[type=file]", fill(template, values(SHEETS[who])))
    page.get_by_role("button", name="Send this sheet").click()
    page.wait_for_url("**/uploads/drafts/**")
    checked(page)
    answer(page)
    assert "What others will see of your groups" in page.inner_text("main")
    page.get_by_role("button", name="Commit this sheet").click()
    page.get_by_role("link", name="See the dashboard").wait_for()
    work()


def answer(page: Page) -> None:
    """Answer every question as it was proposed, until nothing is asked."""
    while page.get_by_text("Please answer").count():
        for question in page.locator("fieldset.up-question:visible").all():
            question.locator("label").first.click()
        page.get_by_role("button", name="Go on with these answers").click()
        checked(page)


def checked(page: Page) -> None:
    """The worker does its part; the page notices by itself, or is looked at again."""
    work()
    if page.get_by_text("Look again").count():
        with suppress(Error):  # where scripts run, the page may be on its way there by itself
            page.reload()
    page.get_by_text("What would change").wait_for()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_sheet_goes_from_the_template_to_the_dashboard_of_another_partner(
    javascript: bool, marlhaven: str, visitors, tmp_path: Path
) -> None:
    for who in SHEETS:
        (tmp_path / who).mkdir()
        send(visitors.arrive(javascript=javascript), marlhaven, who, tmp_path / who)
    assert AtomVersion.objects.filter(period__code="2026/27 Q1").count() == 8
    done(Town(Alliance.objects.get(slug="marlhaven").id).publish("2026/27 Q1"))
    samir = visitors.arrive(javascript=False)
    let_in(samir, marlhaven, "samir@marlhaven.example")
    samir.goto(f"{marlhaven}/a/marlhaven/measures/M-02/?view=LAN")
    seen = samir.inner_text("main")
    assert "2026/27 Q1" in seen
    assert "35%" in seen
    assert samir.locator("main svg").count()
    assert samir.locator("main table").count()
    samir.goto(f"{marlhaven}/a/marlhaven/measures/M-02/?view=KIN")
    assert "too few" in samir.inner_text("main")
    for exact in ("115", "40 of"):
        assert exact not in samir.locator("main table").first.inner_text()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_partners_own_messy_sheet_is_understood_mended_committed_and_remembered(
    javascript: bool, marlhaven: str, visitors, tmp_path: Path
) -> None:
    page, sheet = visitors.arrive(width=375, javascript=javascript), tmp_path / "own.csv"
    let_in(page, marlhaven, "petra@marlhaven.example")
    send_own(page, marlhaven, sheet, FAULTY.replace(";60;", ";6O;"))
    steps = page.locator("ol.up-stages li").all_inner_texts()
    page.reload()
    assert page.locator("ol.up-stages li").all_inner_texts() == steps
    assert [step.split()[-1] for step in steps[:2]] == ["done", "done"]
    checked(page)
    assert "Told story 3+" in page.locator("main").inner_text()
    assert page.locator(".up-messages mark").inner_text().endswith("6O")
    copy = load_workbook(save(page, "Your sheet with comments (.xlsx)", tmp_path / "copy.xlsx"))
    assert "letter O, 60?" in copy.worksheets[0]["E4"].comment.text
    page.get_by_role("link", name="Change what a heading or a word means").click()
    page.get_by_label("Heading “Asked”").select_option("unused")
    page.get_by_role("button", name="Read it so").click()
    checked(page)
    answer(page)
    send_own(page, marlhaven, sheet, FAULTY)
    checked(page)
    assert not page.get_by_text("Please answer").count()
    assert "invited" not in page.locator("#preview + div").inner_text()
    page.get_by_role("button", name="Commit this sheet").click()
    page.get_by_role("link", name="See the dashboard").wait_for()
    page.goto(f"{marlhaven}/a/marlhaven/uploads/mappings/")
    assert "not used" in page.locator("main").inner_text()
    page.goto(f"{marlhaven}/a/marlhaven/uploads/mine/?period={PERIOD}")
    page.get_by_role("link", name="M-01").click()
    assert "line 4, How many yes" in page.inner_text("main")
    assert page.evaluate(FITS)


def send_own(page: Page, address: str, path: Path, content: str) -> None:
    """Send a sheet in a partner's own words."""
    path.write_text(content)
    page.goto(f"{address}/a/marlhaven/uploads/{PERIOD}/")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Send this sheet").click()
    page.wait_for_url("**/uploads/drafts/**")


@pytest.mark.parametrize("width", [1280, 320])
def test_questions_messages_and_refusals_are_accessible_and_fit(width: int, marlhaven: str, visitors) -> None:
    page = visitors.arrive(width=width)
    # as where the browser looks through no file itself, so that the server's words are seen
    page.route("**/first_look/page.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    let_in(page, marlhaven, "jonty@marlhaven.example")
    wrong: list[str] = []
    for period, name, words in (
        ("2025-26-q3", "TID_2025-26_Q3_own_headings", "Please answer"),
        (PERIOD, "LAN_2026-27_Q1_two_faults", "To mend"),
        (PERIOD, "TID_2025-26_Q1_one_row_per_person", "Nothing of it was kept"),
    ):
        page.goto(f"{marlhaven}/a/marlhaven/uploads/{period}/")
        page.set_input_files("input[type=file]", MARLHAVEN / "faults" / f"{name}.csv")
        page.get_by_role("button", name="Send this sheet").click()
        page.get_by_text(re.compile(f"Look again|{words}")).first.wait_for()
        if page.get_by_text("Look again").count():
            wrong += faults(page, "checking")
            checked(page)
        page.get_by_text(words).first.wait_for()
        wrong += faults(page, name)
        wrong += [] if page.evaluate(FITS) else [f"{name} scrolls sideways at {width} px"]
    assert wrong == []
