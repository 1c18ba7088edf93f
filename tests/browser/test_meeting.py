"""A short meeting from the first arrival to official minutes: one screen for who runs it, phones for who votes."""

import re
from collections.abc import Callable
from datetime import time, timedelta

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Page

from alliance.calendar.rules import day_of
from alliance.door import clock
from meetings.meetings.actions import add_item, schedule_meeting
from meetings.meetings.models import Meeting
from tests.browser.test_every_page import faults
from tests.browser.walk import FITS, sign_in
from tests.cast import PASSWORD, Cast, build

MEMBERS = {
    "council": "Stonebridge Council", "icb": "Four Rivers ICB", "homes": "Threshold Homes", "kin": "Kinfolk Centre",
}  # fmt: skip


@pytest.fixture
def today(transactional_db: None) -> Cast:
    """The cast, with a meeting today that was announced, with two items, a fortnight ago."""
    now = clock.now()
    cast = build(at=now - timedelta(days=20))
    for person in cast.people.values():
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    with clock.simulated(now - timedelta(days=14)):
        who, day = cast.caller("manager"), day_of(now, "Europe/London")
        schedule_meeting(
            who, title="Leadership team", day=day, begins=time(0, 1), ends=time(23, 59), place="Hall"
        )
        for text in ("Winter beds", "Closing the shelter"):
            add_item(cast.caller("kin"), meeting=Meeting.objects.get().id, text=text)
    return cast


@pytest.fixture
def enter(today: Cast, live_server, visitors) -> Callable[[str, int], Page]:
    def arrive(part: str, width: int = 375) -> Page:
        page = visitors.arrive(width=width)
        sign_in(page, live_server.url, f"{part}@stonebridge.example", PASSWORD)
        page.goto(f"{live_server.url}/a/stonebridge/meetings/1/")
        return page

    return arrive


def named(*words: str) -> re.Pattern[str]:
    """A name with these words in their order; what only a screen reader says stands between blanks of its own."""
    return re.compile(r"\W+".join(re.escape(one) for one in words))


def press(page: Page, *words: str) -> None:
    page.get_by_role("button", name=named(*words)).first.click()
    page.wait_for_load_state()


def opens_for_votes(page: Page, item: int) -> None:
    page.reload()
    page.get_by_role("link", name=named("Open for votes here", f"item {item}")).click()
    page.select_option("[name=matter]", "practice")
    page.fill("[name=text]", "We do it from December.")
    for part, value in (("day", "1"), ("month", "6"), ("year", "2099")):
        page.fill(f"[name=review_on_{part}]", value)
    press(page, "Open it for votes")


def agrees(page: Page, ref: str) -> None:
    page.goto(page.url.partition("#")[0])
    page.get_by_role("link", name=named("Vote", f"on {ref}")).click()
    page.check("[name=position][value=agree]", force=True)
    page.locator("main form button.govuk-button").last.click()
    page.wait_for_url("**/decisions/*/")
    page.get_by_role("link", name="MT-001").first.click()


def looked_at(page: Page) -> list[str]:
    """What axe finds, and whether the page fits a phone."""
    wrong = faults(page, page.url)
    page.set_viewport_size({"width": 320, "height": 800})
    wrong += [] if page.evaluate(FITS) else [f"{page.url} scrolls sideways at 320 px"]
    page.set_viewport_size({"width": 1280, "height": 900})
    return wrong


def test_a_short_meeting_loses_its_quorum_at_item_two_and_its_minutes_become_official(
    enter: Callable[[str, int], Page],
) -> None:
    lead = enter("facilitator", 1280)
    phones = {part: enter(part, 375) for part in MEMBERS}
    for name in MEMBERS.values():
        press(lead, "Is here", name)
    press(lead, "Call to order")
    press(lead, "Now at this item", "item 1")
    opens_for_votes(phones["council"], 1)
    for phone in phones.values():
        agrees(phone, "D-001")
    lead.get_by_text("4 members").first.wait_for()  # the one screen follows the phones by itself
    wrong = looked_at(lead)
    phones["council"].goto(phones["council"].url.replace("meetings/1/", "decisions/1/close/"))
    phones["council"].locator("main form button.govuk-button").last.click()
    phones["council"].wait_for_url("**/decisions/1/")
    phones["council"].get_by_role("link", name="MT-001").first.click()
    press(lead, "Now at this item", "item 2")
    opens_for_votes(phones["council"], 2)
    agrees(phones["icb"], "D-002")
    lead.reload()
    press(lead, "Has left", "Kinfolk Centre")
    seen = lead.inner_text("main")
    assert "at item 2, the quorum was lost: item 1 stands, nothing could be decided from item 2 on." in seen
    assert "Adjourned" in lead.get_by_label("Vote D-002").inner_text()
    assert "Carried" in lead.get_by_label("Vote D-001").inner_text()
    wrong += looked_at(lead)
    lead.get_by_role("link", name="Close the meeting").click()
    wrong += looked_at(lead)
    press(lead, "Close the meeting")
    wrong += minuted(lead, phones)
    assert wrong == [], "\n".join(wrong)


def minuted(lead: Page, phones: dict[str, Page]) -> list[str]:
    """Issued, accepted by one, amended by another, and accepted by all."""
    lead.get_by_role("link", name="Write the minutes").click()
    lead.fill("[name=text]", "Beds from December.")
    wrong = looked_at(lead)
    press(lead, "Issue to everyone")
    minutes = lead.url.partition("#")[0] + "minutes/"
    for phone in phones.values():
        phone.goto(minutes)
    press(phones["council"], "Accept for Stonebridge Council")
    phones["kin"].get_by_role("link", name="Amend them").click()
    phones["kin"].fill("[name=text]", "Twenty beds from December.")
    phones["kin"].fill("[name=reason]", "The number was left out.")
    wrong += looked_at(phones["kin"])
    press(phones["kin"], "Send the amended version to all")
    for part in ("council", "icb", "homes"):
        phones[part].goto(minutes)
        assert "Not official yet" in phones[part].inner_text("main")
        press(phones[part], f"Accept for {MEMBERS[part]}")
    lead.goto(minutes)
    told = lead.inner_text("main")
    assert "Official" in told
    assert "D-002 Closing the shelter: adjourned." in told
    assert "Twenty beds from December." in told
    return wrong + looked_at(lead)
