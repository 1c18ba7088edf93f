"""The furniture in a real browser: nothing refused by the policy, nothing out of reach, nothing too wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from frontend.examples import CHARTS
from tests.plugins.browser import Visitors

LISTEN = "window.refused = []; document.addEventListener('securitypolicyviolation', e => refused.push(e.violatedDirective + e.sourceFile + e.columnNumber + e.sample))"
WIDTHS = pytest.mark.parametrize("width", [1280, 320])


def show(page: Page, address: str) -> Page:
    """Open a page and ask every chart for its details, so that everything has been drawn."""
    page.add_init_script(LISTEN)
    page.goto(address)
    for plot in page.locator("[data-chart]").all():
        plot.locator("xpath=following-sibling::button").first.click()
        page.wait_for_function("plot => plot.classList.contains('is-live')", arg=plot.element_handle())
    return page


@WIDTHS
def test_the_style_guide_has_no_accessibility_violation(visitors: Visitors, site: str, width: int) -> None:
    page = show(visitors.arrive(width=width), f"{site}/styleguide")
    for part in page.locator(
        "main details:not(#which-is-real-data)"
    ).all():  # 460 rows like those of the others
        part.evaluate("part => part.open = true")
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()


@WIDTHS
def test_charts_are_drawn_under_the_strict_policy(visitors: Visitors, site: str, width: int) -> None:
    page = show(visitors.arrive(width=width), f"{site}/styleguide")
    assert page.evaluate("refused") == []
    styles = page.locator(".main-svg").evaluate_all("all => all.map(one => getComputedStyle(one).position)")
    assert len(styles) >= 6
    assert set(styles) == {"absolute"}
    assert page.locator(".is-live").count() == sum(not make().panels for make in CHARTS)
    assert page.locator(".is-live .al-svg:visible").count() == 0


@WIDTHS
def test_no_page_is_wider_than_its_window(visitors: Visitors, site: str, width: int) -> None:
    page = visitors.arrive(width=width)
    for name in ("styleguide", "404", "500", "403_csrf"):
        page.goto(f"{site}/{name}")
        page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_without_scripts_everything_is_there(visitors: Visitors, site: str) -> None:
    page = visitors.arrive(width=375, javascript=False)
    page.goto(f"{site}/styleguide")
    assert page.locator(".al-svg--narrow:visible").count() == len(CHARTS)
    assert page.locator(".al-nav a:visible").count() == 7
    page.locator("#life-satisfaction-data summary").click()
    assert page.locator("#life-satisfaction-data tbody tr").count() == 8


def test_on_paper_the_servers_drawing_comes_back_and_tables_open(page: Page, site: str) -> None:
    show(page, f"{site}/styleguide")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".al-chart__live:visible").count() == 0
    assert page.locator(".al-svg--wide:visible").count() == len(CHARTS)
    assert page.locator("main details:not([open])").count() == 0
    assert page.locator(".al-nav:visible").count() == 0


def test_the_first_tab_leads_past_the_header_and_can_be_seen(page: Page, site: str) -> None:
    page.goto(f"{site}/404")
    page.wait_for_function("document.body.classList.contains('govuk-frontend-supported')")
    page.keyboard.press("Tab")
    assert page.locator(".govuk-skip-link:focus").bounding_box()["height"] > 20  # type: ignore[index]  # it is on the page
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_menu_of_a_phone_opens_by_keyboard(visitors: Visitors, site: str) -> None:
    page = visitors.arrive(width=320)
    page.goto(f"{site}/styleguide")
    page.wait_for_function("document.body.classList.contains('govuk-frontend-supported')")
    assert page.locator("#site-places a:visible").count() == 0
    page.locator(".al-nav__toggle").press("Enter")
    assert page.locator("#site-places a:visible").count() == 7


def test_links_buttons_and_summaries_are_large_enough_to_hit(visitors: Visitors, site: str) -> None:
    page = visitors.arrive(width=320)
    page.goto(f"{site}/styleguide")
    small = page.locator("button:visible, summary:visible, .govuk-button:visible, .al-pages a").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().height < 24).map(one => one.outerHTML)"
    )
    assert small == []


def test_details_on_hover_keep_the_policy_and_repeat_what_the_table_says(page: Page, site: str) -> None:
    show(page, f"{site}/styleguide")
    page.locator("#wellbeing .points path").nth(6).hover(force=True)
    page.locator("#wellbeing .hovertext").wait_for()
    assert page.evaluate("refused") == []


@pytest.mark.parametrize("width", [375, 320])
def test_the_header_of_a_phone_takes_two_rows(visitors: Visitors, site: str, width: int) -> None:
    page = visitors.arrive(width=width)
    page.goto(f"{site}/styleguide")
    middles = {
        name: box["y"] + box["height"] / 2
        for name in (".al-brand", ".al-account", ".al-top__name", ".al-nav__toggle")
        if (box := page.locator(name).bounding_box())
    }
    assert middles[".al-brand"] == pytest.approx(middles[".al-account"], abs=3)
    assert middles[".al-top__name"] == pytest.approx(middles[".al-nav__toggle"], abs=3)
    assert page.locator(".al-top").bounding_box()["height"] < 120  # type: ignore[index]  # it is on the page
    assert page.locator(".al-account summary").inner_text().split() == ["Asha", "Example"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_a_phone_shows_every_place_below_the_name(visitors: Visitors, site: str) -> None:
    page = visitors.arrive(width=320, javascript=False)
    page.goto(f"{site}/styleguide")
    assert page.locator(".al-nav__toggle:visible").count() == 0
    assert page.locator("#site-places a:visible").count() == 7
    assert page.locator(".al-account summary:visible").count() == 1


def test_nothing_is_cut_off_on_a_sheet_of_paper(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 680, "height": 900})  # A4 within our margins, in CSS pixels
    page.goto(f"{site}/styleguide")
    page.emulate_media(media="print")
    assert (
        page.evaluate("document.documentElement.scrollWidth") <= 681
    )  # one pixel for words that are only heard
    cut = page.locator(".al-scroll").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX != 'visible').length"
    )
    assert cut == 0
    assert page.locator(".al-top .al-brand:visible").count() == 1
    assert page.locator(".al-nav__toggle:visible, .al-account:visible, .al-foot:visible").count() == 0
