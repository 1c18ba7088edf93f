"""Somebody new comes from the letter of invitation to a first vote, by what the pages say and nothing else."""

import re
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from playwright.sync_api import Page

from alliance.decisions import actions
from alliance.decisions.asked import Asked
from alliance.decisions.models import Proposal
from alliance.door import clock
from alliance.door.action import must
from tests.browser.test_every_page import faults
from tests.browser.walk import FITS, sign_in
from tests.cast import PASSWORD, Cast, build

NEW = {"name": "Nell Newcomer", "email": "nell@threshold.example"}


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast, with a vote that runs."""
    cast = build(at=clock.now())
    who = cast.people["homes"]
    EmailAddress.objects.create(user=who, email=who.email, verified=True, primary=True)
    words = {"title": "Weekly calls", "text": "We call everyone who stopped coming, each Monday."}
    asked = Asked(cast.orgs["KIN"], "vision", review_on=date(2099, 6, 1), **words)
    must(actions.open_proposal(cast.caller("kin"), asked=asked))
    return cast


def invites(page: Page, address: str) -> None:
    """Her representative writes to her, from the page of people."""
    sign_in(page, address, "homes@stonebridge.example", PASSWORD)
    page.goto(f"{address}/a/stonebridge/")
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name=re.compile("^Invit")).first.click()
    if page.get_by_role("link", name=re.compile("^Invite")).count():
        page.get_by_role("link", name=re.compile("^Invite")).first.click()
    for name, value in NEW.items():
        page.fill(f"[name={name}]", value)
    page.select_option("[name=org]", label="Threshold Homes")
    page.check("[name=role][value=deputy]", force=True)
    looked_at(page, "invite")
    page.locator("main form button.govuk-button").last.click()
    page.get_by_text(f"A letter to {NEW['email']} is on its way.").wait_for()


def looked_at(page: Page, name: str) -> list[str]:
    """What axe finds, and whether it fits the screen."""
    return faults(page, name) + ([] if page.evaluate(FITS) else [f"{name} scrolls sideways"])


@pytest.mark.parametrize("width", [1280, 375])
def test_from_the_letter_to_the_first_vote(width: int, cast: Cast, live_server, visitors) -> None:
    invites(visitors.arrive(), live_server.url)
    (letter,) = mail.outbox
    link = re.search(r"/join/\S+", letter.body)
    assert letter.to == [NEW["email"]]
    assert link
    page = visitors.arrive(width=width)
    page.goto(live_server.url + link[0])
    wrong = looked_at(page, "the letter's link")
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button.govuk-button").last.click()
    page.wait_for_url("**/a/stonebridge/")
    wrong += looked_at(page, "home")
    page.locator("main").get_by_role("link", name=re.compile("Weekly calls")).first.click()
    page.wait_for_url("**/decisions/1/**")
    wrong += looked_at(page, "the decision")
    page.get_by_role("link", name=re.compile("^(Vote|Cast)")).first.click()
    page.wait_for_load_state()
    wrong += looked_at(page, "the ballot")
    page.check("[name=position][value=agree]", force=True)
    page.get_by_role("button", name="Cast this vote").click()
    page.get_by_text("The vote is in.").wait_for()
    wrong += looked_at(page, "after the vote")
    assert Proposal.objects.get().result == ""
    assert "Nell Newcomer" in page.inner_text("main")
    assert wrong == [], "\n".join(wrong)
