"""Two people found an alliance in two browsers and carry a decision; page, API and log agree, and a changed byte shows."""

import re
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from playwright.sync_api import Page

from alliance.ledger import triggers
from tests.cast import PASSWORD

FIELDS = {
    "alliance": "Fernhill Alliance", "name_0": "Fernhill Council", "code_0": "COU", "name_1": "Bramble Homes",
    "code_1": "BRA", "person_1": "Mona Bramble", "email_1": "mona@bramble.example", "your_name": "Ada Fernhill",
    "your_email": "ada@fernhill.example", "password": PASSWORD,
}  # fmt: skip


def said(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue().strip()


def found(page: Page, address: str) -> None:
    page.goto(address + urlsplit(said("founding_link")).path)
    for name, value in FIELDS.items():
        page.fill(f"[name={name}]", value)
    for name, value in (("side_0", "commissioner"), ("side_1", "provider")):
        page.check(f"[name={name}][value={value}]", force=True)
    page.select_option("[name=kind_0]", "council")
    page.select_option("[name=kind_1]", "charity")
    page.check("[name=mine_0]", force=True)
    page.get_by_role("button", name="Found the alliance").click()
    page.wait_for_url("**/invitations/**")


def join(page: Page, address: str) -> None:
    link = re.search(r"/join/\S+", mail.outbox[0].body)
    assert link
    page.goto(address + link[0])
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button").last.click()
    page.wait_for_url("**/a/fernhill-alliance/")


def propose(page: Page, home: str) -> None:
    page.goto(f"{home}decisions/new/?matter=vision")
    page.fill("[name=title]", "Share one waiting list")
    page.fill("[name=text]", "We keep one list, and look at it together each Monday.")
    if page.locator("[name=venue][value=written]").count():
        page.check("[name=venue][value=written]", force=True)
    for part, value in (("day", "1"), ("month", "6"), ("year", "2099")):
        page.fill(f"[name=review_on_{part}]", value)
    page.locator("main form button.govuk-button:not([name=nudge])").last.click()
    page.wait_for_url("**/decisions/1/")


def agree(page: Page, home: str) -> None:
    page.goto(f"{home}decisions/1/vote/")
    page.check("[name=position][value=agree]", force=True)
    page.locator("main form button.govuk-button").last.click()
    page.wait_for_url("**/decisions/1/")


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_two_browsers_carry_a_unanimous_decision(
    javascript: bool, live_server, visitors, transactional_db
) -> None:
    ada, mona = (visitors.arrive(javascript=javascript, width=width) for width in (1280, 375))
    address = live_server.url
    home = f"{address}/a/fernhill-alliance/"
    found(ada, address)
    join(mona, address)
    propose(ada, home)
    agree(ada, home)
    agree(mona, home)
    for page in (ada, mona):
        page.goto(f"{home}decisions/1/")
        assert "Both members who may vote agreed." in page.inner_text("main")
        assert "Carried" in page.inner_text("main")
    told = ada.request.get(f"{address}/api/v1/alliances/fernhill-alliance/decisions/1").json()
    assert (told["state"], told["sum"]) == ("carried", "Both members who may vote agreed.")
    assert "whole" in said("verify_ledger")
    change_one_byte()
    complaint = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_ledger", stderr=complaint)
    assert (
        complaint.getvalue().strip()
        == "fernhill-alliance: Entry 3 is broken: its bytes do not give its hash."
    )


def change_one_byte() -> None:
    """What somebody with the database file in hand could do."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM alliance_entry WHERE seq = 3")
        data = bytearray(cursor.fetchone()[0])
        data[40] ^= 1
        cursor.execute("UPDATE alliance_entry SET data = %s WHERE seq = 3", [bytes(data)])
    triggers.install(connection)
