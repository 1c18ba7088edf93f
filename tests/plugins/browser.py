"""A real browser for tests: the system's Chromium, which may speak to this machine only and must not complain."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from alliance.boot.system import CHROMIUM, strict

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
    # What leaves this machine finds a proxy that is not there. To stop it here, request by request, would slow each page
    # and turn the browser's cache off.
    "--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=127.0.0.1;localhost",
]  # fmt: skip
HERE = {"127.0.0.1", "localhost"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a browser is marked so, and can be left out by `-m "not browser"`."""
    for item in items:
        if {"browser", "page", "visitors"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    path = CHROMIUM.path()
    if path is None:
        missing = f"Chromium is not installed: apt-get install {CHROMIUM.package}"
        pytest.fail(missing) if strict() else pytest.skip(missing)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS, headless=True)
        yield chromium
        chromium.close()


class Visitors:
    """Browsers of several people at once; it collects what no page may do."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.outside: list[str] = []
        self.complaints: list[str] = []

    def arrive(self, *, width: int = 1280, height: int = 900, javascript: bool = True) -> Page:
        """A page of a person nobody has seen before: no cookies, no cache."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=javascript, accept_downloads=True
        )
        context.set_default_timeout(30_000)  # the machine may be busy
        context.on("request", self._look)
        context.on("console", lambda said: self._hear(said.type, said.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.contexts.append(context)
        return context.new_page()

    def leave(self) -> None:
        """Close everything that was opened."""
        for context in self.contexts:
            context.close()

    def _look(self, request: Request) -> None:
        target = urlsplit(request.url)
        if target.scheme in {"http", "https"} and target.hostname not in HERE:
            self.outside.append(request.url)

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and "Failed to load resource" not in text:  # a 404 or 409 that a test asks for
            self.complaints.append(text)


@pytest.fixture
def visitors(browser: Browser) -> Iterator[Visitors]:
    """Several people's browsers; afterwards no outside request and no complaint may have been seen."""
    people = Visitors(browser)
    yield people
    people.leave()
    assert people.outside == [], "a page asked for something outside this machine"
    assert people.complaints == [], "the browser complained (a script error, or the content policy)"


@pytest.fixture
def page(visitors: Visitors) -> Page:
    """One person's browser at desktop width."""
    return visitors.arrive()
