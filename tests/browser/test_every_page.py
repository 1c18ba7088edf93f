"""Every kind of page: no accessibility fault that axe finds, no sideways scrolling on a phone, reachable by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.alliance.public.test_public import to_the_public
from tests.browser.walk import FITS, let_in, walk
from tests.cast import build

PEOPLE = ("jonty", "ines")  # somebody who votes and sends figures, then the manager for what only she sees
NO_TAB_ORDER = "[...document.querySelectorAll('[tabindex]')].every(one => one.tabIndex <= 0)"
REGIONS = """[...document.querySelectorAll('*')].filter(one => one.scrollWidth > one.clientWidth + 1
  && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)).every(one => one.tabIndex === 0 && (
  one.getAttribute('aria-label') || one.getAttribute('aria-labelledby')))"""


def soon(page: Page, holds: str) -> bool:
    """Whether it holds within twenty seconds: a chart takes a moment to follow a new width, on a busy machine a long one."""
    for _ in range(200):
        if page.evaluate(holds):
            return True
        page.wait_for_timeout(100)
    return False


def faults(page: Page, path: str) -> list[str]:
    """What axe finds, one line each."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{path}: {one['id']}: {one['help']}: {one['nodes'][0]['html'][:120]}" for one in found]


@pytest.mark.timeout(600)
def test_every_kind_of_page_is_accessible_and_fits_a_phone(marlhaven: str, visitors) -> None:
    looked: set[str] = set()
    wrong: list[str] = []

    def look(kind: str, path: str) -> None:
        if kind in looked:
            return
        looked.add(kind)
        wrong.extend(faults(page, path))
        page.set_viewport_size({"width": 320, "height": 800})
        wrong.extend([] if soon(page, FITS) else [f"{path} scrolls sideways at 320 px"])
        wrong.extend([] if soon(page, REGIONS) else [f"{path} has a scrolling part without a name or focus"])
        wrong.extend([] if page.evaluate(NO_TAB_ORDER) else [f"{path} has a tab order of its own"])
        page.set_viewport_size({"width": 1280, "height": 900})
        page.keyboard.press("Tab")
        skip = page.evaluate("document.activeElement.getAttribute('href')")
        wrong.extend(
            [] if skip == "#content" else [f"{path}: the first Tab reaches {skip}, not the skip link"]
        )

    for who in PEOPLE:
        page = visitors.arrive()
        let_in(page, marlhaven, f"{who}@marlhaven.example")
        seen = walk(page, marlhaven, look, looked=frozenset(looked))
        assert len(seen) >= 20, sorted(seen)
    assert wrong == [], "\n".join(wrong)


def test_the_pages_before_sign_in_are_accessible(live_server, visitors) -> None:
    page = visitors.arrive()
    wrong: list[str] = []
    for path in ("/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/", "/nowhere/"):
        page.goto(live_server.url + path)
        wrong += faults(page, path)
        page.set_viewport_size({"width": 320, "height": 800})
        wrong += [] if soon(page, FITS) else [f"{path} scrolls sideways at 320 px"]
        page.set_viewport_size({"width": 1280, "height": 900})
    assert wrong == [], "\n".join(wrong)


def test_what_everybody_reads_is_accessible_and_fits_a_phone(live_server, visitors) -> None:
    to_the_public(build())
    page = visitors.arrive()
    wrong: list[str] = []
    for path in ("/public/stonebridge/decisions/", "/public/stonebridge/decisions/2/"):
        page.goto(live_server.url + path)
        wrong += faults(page, path)
        page.set_viewport_size({"width": 320, "height": 800})
        wrong += [] if soon(page, FITS) else [f"{path} scrolls sideways at 320 px"]
        page.set_viewport_size({"width": 1280, "height": 900})
    assert page.get_by_role("heading", name="Night line").is_visible()
    assert wrong == [], "\n".join(wrong)
