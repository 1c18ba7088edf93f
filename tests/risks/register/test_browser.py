"""A real browser, narrow and without scripts: two partners raise, hold and score a risk."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.risks.register.stage import naming

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def arrive(transactional_db, visitors, live_server, cast: Cast):
    def come(part: str):
        client = Client()
        client.force_login(cast.people[part], backend=BACKEND)
        page = visitors.arrive(width=320, javascript=False)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page, f"{live_server.url}/a/stonebridge/risks/"

    return come


def fits(page) -> bool:
    """Nothing reaches past the edge of the screen."""
    return page.evaluate("document.documentElement.scrollWidth") <= 320


def seen(page, button: str) -> None:
    """Choose likely and moderate, and send them."""
    page.get_by_label("4, likely").check()
    page.get_by_label("3, moderate").check()
    assert fits(page)
    page.click(f"text={button}")


def test_two_partners_raise_hold_and_score_a_risk(arrive, cast: Cast) -> None:
    assert naming(cast) == "D-001"
    page, risks = arrive("council")
    page.goto(risks)
    page.click("text=Raise a risk")
    for label, words in (
        ("What would happen?", "Too few beds in winter"), ("What could bring it about?", "The grant ends"),
        ("What would that do?", "People sleep outside"), ("What must be true", "We know by October"),
        ("Stonebridge Council", "Head of housing"), ("Threshold Homes", "Support manager"),
    ):  # fmt: skip
        page.get_by_label(label).fill(words)
    page.get_by_label("What does it touch most?").select_option("lives")
    page.get_by_label("When could it bite?").select_option("now")
    for part, value in (("day", "2"), ("month", "6"), ("year", "2099")):
        page.fill(f"[name=review_on_{part}]", value)
    assert fits(page)
    page.click("text=Raise this risk")
    assert page.locator("h1").inner_text() == "R-01 Too few beds in winter"

    page, risks = arrive("homes")
    page.goto(f"{risks}1/")
    page.get_by_role("link", name="Agree to hold it").click()
    page.click("text=We agree to hold it")
    page.get_by_role("link", name="Score it together").click()
    for part, value in (("day", "2"), ("month", "6"), ("year", "2099")):
        page.fill(f"[name=due_on_{part}]", value)
    page.click("text=Begin the round")
    page.get_by_role("link", name="Give Threshold Homes’s view").click()
    seen(page, "Seal this view")
    assert "1 of 2 in" in page.locator("main").inner_text()
    assert fits(page)

    page, risks = arrive("council")
    page.goto(f"{risks}1/rounds/1/")
    assert "likely" not in page.locator("main").inner_text()
    page.get_by_role("link", name="Give Stonebridge Council’s view").click()
    seen(page, "Seal this view")
    page.get_by_role("link", name="Enter the agreed score").click()
    page.get_by_label("Why?").fill("We saw it last winter")
    page.get_by_label("The decision that agrees it").fill("d-001")
    seen(page, "Enter this score")
    assert "Likelihood 4 × consequence 3 = 12: High" in page.locator("main").inner_text()
    assert fits(page)
    page.goto(f"{risks}1/rounds/1/")
    assert "What each partner saw" in page.locator("main").inner_text()
    assert fits(page)
    page.goto(f"{risks}map/")
    assert fits(page)
    page.click("main td a")
    assert "R-01 Too few beds in winter" in page.locator("main").inner_text()
    assert fits(page)
