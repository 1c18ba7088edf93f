"""What stands before any view: encodings, host names, headers, and what the log says of links."""

import io
import logging
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from alliance.desk.quiet import WithoutLinks
from alliance.founding.link import new_link
from alliance.invitations.letters import address_of
from alliance.people.models import Person
from alliance.wsgi import in_utf8
from tests.attack.world import stocked
from tests.cast import PASSWORD, Cast, clock_at


@pytest.mark.parametrize(
    "charset", ["charset=hex", "Charset = zip", "charset*=utf-8''rot13", 'charset="hex"']
)
def test_a_codec_that_a_request_names_is_not_used(charset: str) -> None:
    seen: dict[str, Any] = {}
    in_utf8(lambda environ, start: seen.update(environ) or [])(
        {"CONTENT_TYPE": f"text/plain; {charset}; a=b"}, print
    )
    assert seen["CONTENT_TYPE"] == "text/plain; a=b"


def test_the_boundary_of_an_upload_is_left_alone() -> None:
    seen: dict[str, Any] = {}
    in_utf8(lambda environ, start: seen.update(environ) or [])(
        {"CONTENT_TYPE": "multipart/form-data; boundary=x"}, print
    )
    assert seen["CONTENT_TYPE"] == "multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/accounts/login/", "/api/v1/me/", "/api/v1/nowhere", "/healthz", "/found/x/"]
)
def test_every_answer_has_the_policy_and_cannot_be_framed(client: Client, db: None, path: str) -> None:
    answer = client.get(path)
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", "))


def test_static_files_have_the_policy_as_well() -> None:
    order = settings.MIDDLEWARE
    assert order.index("csp.middleware.CSPMiddleware") < order.index(
        "whitenoise.middleware.WhiteNoiseMiddleware"
    )


def test_a_host_that_is_not_ours_is_told_so_and_not_used(client: Client, db: None) -> None:
    assert client.get("/accounts/login/", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(client: Client, cast: Cast, to: str) -> None:
    EmailAddress.objects.create(user=cast.people["kin"], email=cast.people["kin"].email, verified=True)
    form = {"login": cast.people["kin"].email, "password": PASSWORD, "next": to}
    assert client.post(f"/accounts/login/?next={to}", form).headers["Location"] == "/"


@clock_at(hours=2)
def test_a_link_that_works_does_not_stand_in_the_log(db: None, cast: Cast) -> None:
    world = stocked("fernhill")
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.addFilter(WithoutLinks())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        for address in (address_of(world.ids["invitation"]), new_link()):
            path = "/" + address.split("/", 3)[3]
            Client().post(path, {"name": "", "password": "short", "alliance": ""})
            assert path.split("/")[2] not in lines.getvalue()
    finally:
        logger.removeHandler(handler)
    assert "/join/…/" in lines.getvalue()
    assert "/found/…/" in lines.getvalue()


@clock_at(hours=2)
def test_an_invitation_to_a_further_address_of_an_account_leads_to_that_account(db: None) -> None:
    world = stocked("fernhill")
    person: Person = world.cast.people["stranger"]
    EmailAddress.objects.create(user=person, email="new@fernhill.example", verified=True)
    path = "/" + address_of(world.ids["invitation"]).split("/", 3)[3]
    assert "You have an account" in Client().get(path).content.decode()
    assert Client(raise_request_exception=False).post(path, {"name": "N", "password": ""}).status_code == 200
    assert Person.objects.filter(email="new@fernhill.example").count() == 0
    answer = world.client("stranger").post(path, {"answer": "yes"})
    assert answer.headers["Location"] == reverse("alliance_home", args=["fernhill"])


@clock_at(hours=2)
def test_a_claim_to_an_address_that_is_not_verified_is_worth_nothing(db: None) -> None:
    world = stocked("fernhill")
    EmailAddress.objects.create(
        user=world.cast.people["stranger"], email="new@fernhill.example", verified=False
    )
    path = "/" + address_of(world.ids["invitation"]).split("/", 3)[3]
    assert "another e-mail address" in world.client("stranger").get(path).content.decode()
    assert Client().post(path, {"answer": "yes", "name": "New", "password": ""}).status_code == 302


def test_sign_in_by_code_says_the_same_to_everybody(db: None, cast: Cast) -> None:
    said = []
    for email in (cast.people["kin"].email, "nobody@kin.example"):
        answer = Client().post(reverse("account_request_login_code"), {"email": email})
        said.append((answer.status_code, answer.headers["Location"]))
    assert said[0] == said[1]
    assert cast.people["kin"].email in mail.outbox[0].to


def test_a_letter_leads_to_our_address_whatever_host_it_was_asked_of(
    db: None, cast: Cast, settings: Any
) -> None:
    settings.SITE_ADDRESS = settings.TICKETS_ADDRESS = "https://alliance.example"
    kin = cast.people["kin"].email
    for name in ("account_reset_password", "account_request_login_code"):
        Client().post(reverse(name), {"email": kin}, headers={"Host": "localhost:666"})
    assert ["localhost" in sent.body for sent in mail.outbox] == [False, False]
    assert "https://alliance.example/accounts/password/reset/key/" in mail.outbox[0].body


def test_a_get_signs_nobody_out(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.people["kin"], backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/accounts/logout/")
    assert client.get("/").status_code == 200
