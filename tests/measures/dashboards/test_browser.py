"""The dashboard in a real browser: drawn with and without scripts, wide and narrow, and accessible."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from alliance.contract.models import Alliance
from tests.measures import town
from tests.measures.dashboards.long import lengthen

PAGES = (
    "measures/",
    "measures/M-03/?view=MHT",
    "measures/M-02/?view=KIN",
    "measures/M-01/?view=LAN",
    "measures/M-01/partners/",
    "measures/M-01/line-up/?view=LAN&tell=yes",
    "measures/M-04/line-up/",
    "measures/M-04/change/",
    "measures/M-04/groups/",
)  # what a walk along the links of Marlhaven does not come to: limits, a line-up, and pages with too little to show


@pytest.fixture
def signed_in(live_server, visitors):
    """A page of the alliance manager at so many pixels, with or without scripts."""
    made = town.Town(town.build()).fill({"2024/25 Q1", "2024/25 Q2", "2024/25 Q3"})
    client = Client()
    client.force_login(made.person("gethin"), backend="allauth.account.auth_backends.AuthenticationBackend")

    def arrive(**how):
        page = visitors.arrive(**how)
        cookie = {
            "name": settings.SESSION_COOKIE_NAME,
            "value": client.session.session_key,
            "url": live_server.url,
        }
        page.context.add_cookies([cookie])
        return page, f"{live_server.url}/a/marlhaven/"

    return arrive


def test_without_a_script_the_drawing_the_views_and_the_table_are_there(signed_in):
    page, here = signed_in(javascript=False)
    page.goto(f"{here}measures/")
    assert page.locator("#m-01-alliance-wide").is_visible()
    views = page.locator("section#M-01 .al-multiples svg")
    assert views.count() == 6
    assert not views.first.is_visible()
    page.emulate_media(media="print")
    assert views.first.is_visible()
    page.emulate_media(media="screen")
    page.locator("section#M-01 summary", has_text="Each partner and declared view").click()
    assert views.first.is_visible()
    assert "All views as one table" in page.content()
    page.goto(f"{here}measures/M-02/?view=LAN")
    page.get_by_label("Whose answers").select_option("TID")
    page.get_by_role("button", name="Show").click()
    assert "view=TID" in page.url
    assert page.locator("#m-02-tid-wide").is_visible()


def test_a_chart_stays_still_until_a_reader_asks_for_its_details(signed_in):
    page, here = signed_in()
    page.goto(f"{here}measures/")
    ask = page.locator("#m-01-alliance").get_by_role("button", name="Show values on hover")
    assert page.locator(".main-svg").count() == 0
    assert page.locator("#m-01-alliance-wide").is_visible()
    ask.click()
    page.wait_for_selector("#m-01-alliance .is-live")
    assert page.locator("#m-01-alliance .main-svg").first.is_visible()
    assert ask.get_attribute("aria-pressed") == "true"
    ask.click()
    assert page.locator("#m-01-alliance-wide").is_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_accessible_and_fits(signed_in, width):
    page, here = signed_in(width=width)
    lengthen(town.Town(Alliance.objects.get(slug="marlhaven").id).viewer("gethin"), only={("M-01", "LAN")})
    for address in PAGES:
        page.goto(here + address)
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found] == [], address
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
