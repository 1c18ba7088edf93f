"""A meeting of seven partners from the first arrival to official minutes: a screen for the room, phones for who votes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path

import icalendar
import pytest
import vobject
from allauth.account.models import EmailAddress
from django.test import Client
from playwright.sync_api import Page

from alliance.boot.system import WRITER
from alliance.calendar.rules import day_of
from alliance.door import clock
from meetings.meetings.actions import add_item, schedule_meeting
from meetings.meetings.models import AgendaItem, Meeting
from tests.browser.office import convert
from tests.browser.test_every_page import faults
from tests.browser.walk import FITS, sign_in
from tests.cast import PASSWORD, Cast, build

MORE = (
    ("HOS", "Hill Street Hospital", "member", "provider", "trust"),
    ("REC", "Recovery Works", "member", "provider", "charity"),
    ("GPS", "Riverside Surgeries", "member", "provider", "company"),
)
SEVEN = {
    "council": "Stonebridge Council", "icb": "Four Rivers ICB", "homes": "Threshold Homes", "kin": "Kinfolk Centre",
    "hos": "Hill Street Hospital", "rec": "Recovery Works", "gps": "Riverside Surgeries",
}  # fmt: skip
PHONES, ELSEWHERE = ("council", "kin"), ("icb", "homes", "hos", "rec", "gps")
CODES = {
    "council": "COU", "icb": "ICB", "homes": "HOM", "kin": "KIN", "hos": "HOS", "rec": "REC", "gps": "GPS",
}  # fmt: skip
AGENDA = (
    "Twenty winter beds", "Closing the night shelter", "Weekly calls", "One waiting list", "A shared data post",
    "News from the wards",
)  # fmt: skip
SAID = "1. Twenty winter beds\n\nBeds from **December**.\n\n- on two wards\n- none on Sundays"


@dataclass
class Day:
    """The day of the meeting: the cast, and who has which browser before them."""

    cast: Cast
    address: str
    arrive: Callable[..., Page]

    def enter(self, part: str, width: int) -> Page:
        page = self.arrive(width=width)
        self.sign_in(page, part)
        return page

    def sign_in(self, page: Page, part: str) -> None:
        sign_in(page, self.address, f"{part}@stonebridge.example", PASSWORD)
        page.goto(f"{self.address}/a/stonebridge/meetings/1/")

    def elsewhere(self, part: str, path: str, **said: object) -> None:
        """What the others do from a program of theirs."""
        client = Client()
        client.force_login(self.cast.people[part])
        own = {"org": str(self.cast.orgs[CODES[part]])} | said
        answer = client.post(f"/api/v1/alliances/stonebridge/{path}", own, "application/json")
        assert answer.status_code == 201, answer.content


@pytest.fixture
def today(transactional_db: None, live_server, visitors) -> Day:
    """Seven partners, with a meeting today that was announced, with six items, a fortnight ago."""
    now = clock.now()
    zone = "Europe/London" if 1 <= now.hour < 21 else "Pacific/Honolulu"  # nowhere near midnight
    cast = build(at=now - timedelta(days=20), more=MORE, zone=zone)
    for person in cast.people.values():
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    with clock.simulated(now - timedelta(days=14)):
        who, day = cast.caller("manager"), day_of(now, zone)
        schedule_meeting(
            who, title="Leadership team", day=day, begins=time(0, 1), ends=time(23, 59), place="Hall"
        )
        for text in AGENDA:
            add_item(cast.caller("kin"), meeting=Meeting.objects.get().id, text=text)
    return Day(cast, live_server.url, visitors.arrive)


def named(*words: str) -> re.Pattern[str]:
    """A name with these words in their order; what only a screen reader says stands between blanks of its own."""
    return re.compile(r"\W+".join(re.escape(one) for one in words))


def press(page: Page, *words: str) -> None:
    page.get_by_role("button", name=named(*words)).first.click()
    page.wait_for_load_state()


def opens_for_votes(page: Page, item: int, matter: str) -> None:
    page.reload()
    page.get_by_role("link", name=named("Open for votes here", f"item {item}")).click()
    page.select_option("[name=matter]", matter)
    page.fill("[name=text]", "We do it from December.")
    for part, value in (("day", "1"), ("month", "6"), ("year", "2099")):
        page.fill(f"[name=review_on_{part}]", value)
    press(page, "Open it for votes")


def votes(page: Page, number: int, position: str) -> None:
    page.locator("#now").get_by_role("link", name=f"Vote on D-{number:03}").click()
    page.wait_for_load_state()
    page.check(f"[name=position][value={position}]", force=True)
    if position == "disagree":
        page.fill("[name=harm]", "Nine people would sleep outside.")
        page.fill("[name=smallest_change]", "Close it once the new one is open.")
    press(page, "Cast this vote")
    page.get_by_role("link", name="MT-001").first.click()


def looked_at(page: Page) -> list[str]:
    """What axe finds, and whether the page fits a phone."""
    wrong, size = faults(page, page.url), page.viewport_size
    page.set_viewport_size({"width": 320, "height": 800})
    wrong += [] if page.evaluate(FITS) else [f"{page.url} scrolls sideways at 320 px"]
    page.set_viewport_size(size)
    return wrong


def decided(day: Day, lead: Page, phones: dict[str, Page], number: int, matter: str, kin: str) -> None:
    """Item `number`: opened on a phone, voted on by all seven, two of them on phones, closed at the room's screen."""
    press(lead, "Now at this item", f"item {number}")
    opens_for_votes(phones[PHONES[number % 2]], number, matter)
    for part, position in (("council", "agree"), ("kin", kin)):
        phones[part].reload()
        votes(phones[part], number, position)
    for part in ELSEWHERE:
        day.elsewhere(part, f"decisions/{number}/votes", revision=1, position="agree")
    closed(lead, number)


def decided_elsewhere(day: Day, lead: Page, number: int, matter: str, last: str) -> None:
    """Item `number`: the same, with every vote from a program; the room's screen shows it and closes it."""
    item = AgendaItem.objects.get(position=number)
    words = {"title": item.text, "text": "We do it from December.", "review_on": "2099-06-01"}
    day.elsewhere("hos", f"meetings/1/agenda/{item.id}/vote/", matter=matter, **words)
    for part in SEVEN:
        position = last if part == "gps" else "agree"
        day.elsewhere(part, f"decisions/{number}/votes", revision=1, position=position)
    closed(lead, number)


def closed(lead: Page, number: int) -> None:
    lead.reload()
    lead.get_by_role("link", name=named("Close the vote", f"on D-{number:03}")).click()
    press(lead, "Close")
    lead.get_by_role("link", name="MT-001").first.click()


def test_seven_partners_lose_their_quorum_at_item_five_and_their_minutes_become_official(
    today: Day, tmp_path: Path
) -> None:
    lead = today.enter("facilitator", 1280)
    phones = {part: today.enter(part, 375) for part in PHONES}
    for part in PHONES:
        press(phones[part], "Is here", SEVEN[part])
    lead.reload()
    for part in ELSEWHERE:
        press(lead, "By video or phone" if part == "rec" else "Is here", SEVEN[part])
    press(lead, "Call to order")
    decided(today, lead, phones, 1, "practice", "agree")
    decided(today, lead, phones, 2, "new_money", "disagree")
    decided_elsewhere(today, lead, 3, "practice", "abstain")
    decided_elsewhere(today, lead, 4, "vision", "agree")
    wrong = quorum_goes(lead, phones)
    lead.get_by_role("link", name="Close the meeting").click()
    press(lead, "Close the meeting")
    in_calendars(lead, tmp_path)
    wrong += minuted(today, lead, phones)
    assert wrong == [], "\n".join(wrong)
    on_paper(lead, tmp_path)


def quorum_goes(lead: Page, phones: dict[str, Page]) -> list[str]:
    """Recovery Works leaves while item 5 is voted on: what was decided stands, and nothing more is."""
    press(lead, "Now at this item", "item 5")
    opens_for_votes(phones["kin"], 5, "practice")
    wrong = looked_at(phones["kin"])
    votes(phones["council"], 5, "agree")  # the phone notices by itself that there is a vote
    lead.get_by_text("1 member agree").first.wait_for()  # and so does the one screen
    press(lead, "Has left", SEVEN["rec"])
    seen = lead.inner_text("main")
    assert (
        "at item 5, the quorum was lost: items 1 to 4 stand, nothing could be decided from item 5 on." in seen
    )
    ends = {1: "Carried", 2: "Not carried", 3: "Carried", 4: "Carried", 5: "Adjourned"}
    for number, words in ends.items():
        assert words in lead.get_by_label(f"Vote D-{number:03}").inner_text()
    press(lead, "Now at this item", "item 6")
    phones["kin"].reload()
    assert phones["kin"].get_by_role("link", name=named("Open")).count() == 0
    return wrong + looked_at(lead)


def in_calendars(page: Page, folder: Path) -> None:
    """Two readers of calendar files, each from other hands, take the meeting's file and agree on it."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Put it in your calendar").click()
    file = folder / "meeting.ics"
    download.value.save_as(file)
    (one,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    other = vobject.readOne(file.read_text()).vevent
    assert one["SUMMARY"] == other.summary.value == "Leadership team"
    assert one.decoded("DTSTART") == other.dtstart.value == Meeting.objects.get().starts_at
    assert "5. A shared data post" in one["DESCRIPTION"]
    assert one["DESCRIPTION"] == other.description.value


def minuted(day: Day, lead: Page, phones: dict[str, Page]) -> list[str]:
    """Issued, amended by one, and accepted by all seven."""
    lead.get_by_role("link", name="Write the minutes").click()
    lead.fill("[name=text]", SAID)
    wrong = looked_at(lead)
    press(lead, "Issue to everyone")
    minutes = lead.url.partition("#")[0] + "minutes/"
    phones["kin"].goto(minutes)
    phones["kin"].get_by_role("link", name="Amend them").click()
    phones["kin"].fill("[name=text]", SAID.replace("Sundays", "bank holidays"))
    phones["kin"].fill("[name=reason]", "It was bank holidays.")
    wrong += looked_at(phones["kin"])
    press(phones["kin"], "Send the amended version to all")
    phones["council"].goto(minutes)
    press(phones["council"], f"Accept for {SEVEN['council']}")
    for part in set(ELSEWHERE) - {"icb"}:
        day.elsewhere(part, "meetings/1/minutes/accept/", version=2)
    lead.context.clear_cookies()
    day.sign_in(lead, "icb")
    lead.goto(minutes)
    assert "Not official yet" in lead.inner_text("main")
    press(lead, f"Accept for {SEVEN['icb']}")
    told = lead.inner_text("main")
    assert "Official" in told
    assert "D-005 A shared data post: adjourned." in told
    assert "**" not in told
    return wrong + looked_at(lead)


def on_paper(page: Page, folder: Path) -> None:
    """The document is one that a word processor opens, and says there what the page says."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Minutes as a document").click()
    file = folder / "minutes.docx"
    download.value.save_as(file)
    words = convert(file, "txt:Text (encoded):UTF8", WRITER).read_text("utf-8-sig")
    for line in (
        "Beds from December.",
        "none on bank holidays",
        "Official: everyone who was there has accepted them.",
    ):
        assert line in words
    assert all(name in words for name in SEVEN.values())
    assert "**" not in words
