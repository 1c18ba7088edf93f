"""The list of letters on a phone: each letter is a card, so that its state and what can be done are in sight."""

import pytest
from django.test import Client

from alliance.door.action import Done
from alliance.invitations import actions
from tests.cast import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.mark.django_db(transaction=True)
def test_the_state_and_the_withdrawal_of_a_letter_are_in_sight_at_375_pixels(
    visitors, live_server, cast: Cast
) -> None:
    sent = actions.invite(
        cast.caller("homes"),
        email="new@bramble.example",
        name="Nell Newcomer",
        org=cast.orgs["HOM"],
        role="deputy",
    )
    assert isinstance(sent, Done)
    client = Client()
    client.force_login(cast.people["homes"], backend=BACKEND)
    page = visitors.arrive(width=375, javascript=False)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/a/{cast.slug}/people/invitations/")
    for part in (page.get_by_text("Not answered yet"), page.get_by_role("link", name="Withdraw")):
        box = part.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 375
