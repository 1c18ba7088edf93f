"""Signing in with a passkey, in a real browser with an authenticator of its own."""

from typing import Any

from playwright.sync_api import CDPSession, Page, expect

from tests.cast import PASSWORD, build
from tests.plugins.browser import Visitors


def give_authenticator(page: Page) -> CDPSession:
    """A built-in authenticator whose person is always there and always willing."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_a_passkey_is_added_and_opens_the_door(visitors: Visitors, live_server: Any) -> None:
    kin = build().people["kin"]
    kin.emailaddress_set.create(email=kin.email, verified=True, primary=True)
    page = visitors.arrive()
    give_authenticator(page)

    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("Email").fill(kin.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("link", name="Stonebridge")).to_be_visible()

    page.goto(f"{live_server.url}/account/")
    page.get_by_role("link", name="Add a passkey").click()
    if "reauthenticate" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(lambda url: "/2fa/" in url and "/add/" not in url)
    page.goto(f"{live_server.url}/account/")
    expect(page.get_by_text("1 passkey or security key")).to_be_visible()

    page.locator("summary", has_text="Fay Provider").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("link", name="Stonebridge")).to_be_visible()
