"""One's own account: name, tokens, and pages that nobody else sees."""

import re

from django.test import Client
from django.urls import reverse

from alliance.people import actions, queries
from alliance.people.models import Token
from tests.cast import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast.people[part], backend=BACKEND)
    return client


def test_a_token_is_shown_once_and_then_works_for_programs(cast: Cast) -> None:
    client = signed_in(cast, "kin")
    answer = client.post(reverse("token_make"), {"label": "monthly report"})
    assert answer.status_code == 201
    assert "no-store" in answer.headers["Cache-Control"]
    secret = re.search(r'id="token">([^<]+)<', answer.content.decode())
    assert secret
    assert secret[1] not in client.get(reverse("account")).content.decode()
    me = Client().get(reverse("api_me"), headers={"Authorization": f"Bearer {secret[1]}"})
    assert (me.status_code, me.json()["name"]) == (200, "Fay Provider")


def test_a_revoked_token_opens_nothing_and_only_its_person_revokes_it(cast: Cast) -> None:
    secret = actions.make_token(cast.people["kin"].id, "report")
    token = queries.account(cast.people["kin"].id).tokens[0]
    url = reverse("token_revoke", args=[token.id])
    assert signed_in(cast, "homes").post(url).status_code == 404
    assert signed_in(cast, "kin").post(url).status_code == 302
    assert Client().get(reverse("api_me"), headers={"Authorization": f"Bearer {secret}"}).status_code == 401


def test_there_is_a_most_of_tokens(cast: Cast) -> None:
    kin = cast.people["kin"].id
    assert all(actions.make_token(kin, "x") for _ in range(actions.MOST_TOKENS))
    answer = signed_in(cast, "kin").post(reverse("token_make"), {"label": "one more"})
    assert answer.status_code == 422
    assert Token.objects.count() == actions.MOST_TOKENS


def test_a_name_is_changed_and_never_blank(cast: Cast) -> None:
    client = signed_in(cast, "kin")
    assert client.post(reverse("account"), {"name": "  Fay \x0bP. "}).status_code == 302
    assert queries.account(cast.people["kin"].id).name == "Fay P."
    assert client.post(reverse("account"), {"name": " "}).status_code == 422


def test_nobody_signs_up_alone(client: Client, db: None) -> None:
    page = client.get(reverse("account_signup")).content.decode()
    assert 'name="password1"' not in page


def test_the_pages_of_signing_in_look_like_the_others(client: Client, cast: Cast) -> None:
    for name in ("account_login", "account_request_login_code", "account_reset_password"):
        page = client.get(reverse(name)).content.decode()
        assert 'class="al-top"' in page, name
        assert "govuk-button" in page, name
    inside = signed_in(cast, "kin")
    for name in (
        "account_email",
        "account_change_password",
        "mfa_index",
        "usersessions_list",
        "account_logout",
    ):
        answer = inside.get(reverse(name), follow=True)
        assert 'class="al-top"' in answer.content.decode(), name
        assert "style=" not in answer.content.decode(), name
