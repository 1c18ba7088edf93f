"""A walk through the pages: from home along every link, a few pages of each kind."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from alliance.people.models import Person
from tests.attack.world import BACKEND

EACH = 1  # pages looked at of one kind
LEAVE_OUT = {"account_logout"}  # it would end the walk
FILES = (".csv", ".xlsx", ".svg", ".ics", ".json")
LINKS = "a[href]:not([download])"
HREF = re.compile(r'<a\s(?![^>]*\bdownload\b)[^>]*?\bhref="([^"]+)"')
FITS = "document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"


def sign_in(page: Page, address: str, email: str, password: str) -> None:
    """As a person does it: the e-mail address and the password on the sign-in page."""
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/accounts/login" not in url)


def let_in(page: Page, address: str, email: str) -> None:
    """Signed in since this morning: the session alone, without the pages that lead to it, which cost a second each time."""
    client = Client()
    client.force_login(Person.objects.get(email=email), backend=BACKEND)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}]
    )


def kind(path: str) -> str | None:
    """The name of the route behind a path; None where it leads out of the pages."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    name = found.view_name
    outside = path.startswith(("/api/", "/static/")) or path.endswith(FILES) or name in LEAVE_OUT
    return None if outside else name


def walk(
    page: Page, address: str, at_each: Callable[[str, str], None], *, looked: Container[str] = ()
) -> Counter[str]:
    """Go along the links from home, calling `at_each(kind, path)` with the page open; answers how many of each kind.

    A kind that has been `looked` at is only read for where it leads.
    """
    seen: Counter[str] = Counter()
    waiting, known = ["/"], {"/"}
    while waiting:
        path = waiting.pop(0)
        name = kind(urlsplit(path).path)
        if name is None or seen[name] >= EACH:
            continue
        read_only = name in looked
        answer = page.request.get(address + path) if read_only else page.goto(address + path)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status == 200, f"{path} answers {answer.status}"
        seen[name] += 1
        if not read_only:
            at_each(name, path)
        hrefs = (
            HREF.findall(answer.text())
            if read_only
            else page.eval_on_selector_all(LINKS, "all => all.map(one => one.href)")
        )
        for link in links(address, path, hrefs):
            if link not in known:
                known.add(link)
                waiting.append(link)
    return seen


def links(address: str, path: str, hrefs: Iterable[str]) -> Iterator[str]:
    """Those of a page's links that stay in the house, in their order."""
    for href in hrefs:
        whole = urljoin(address + path, unescape(href))
        if whole.startswith(address):
            parts = urlsplit(whole)
            yield parts.path + (f"?{parts.query}" if parts.query else "")
