"""The contract's pages and endpoints."""

import pytest
from django.test import Client
from django.urls import reverse

from alliance.contract import queries
from tests.cast import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(client: Client, cast: Cast, part: str) -> Client:
    client.force_login(cast.people[part], backend=BACKEND)
    return client


PAGES = [
    "agreement",
    "rule_book",
    "people",
    "mandate_grant",
    "role_give",
    "objective_set",
    "invitations",
    "invite",
]
API = ["agreement", "rule_book", "members", "people", "mandates", "roles", "objectives", "invitations"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_there_for_those_inside_and_for_nobody_else(client: Client, cast: Cast, name: str) -> None:
    url = reverse(name, args=[cast.slug])
    assert client.get(url).status_code == 302
    assert signed_in(client, cast, "stranger").get(url).status_code == 404
    assert signed_in(client, cast, "manager").get(url).status_code == 200


@pytest.mark.parametrize("name", API)
def test_an_endpoint_is_there_for_those_inside_and_for_nobody_else(
    client: Client, cast: Cast, name: str
) -> None:
    url = reverse(f"api_{name}", args=[cast.slug])
    assert client.get(url).status_code == 401
    assert signed_in(client, cast, "stranger").get(url).status_code == 404
    assert signed_in(client, cast, "manager").get(url).status_code == 200


def test_the_agreement_says_seats_votes_and_associates(client: Client, cast: Cast) -> None:
    text = signed_in(client, cast, "observer").get(reverse("agreement", args=[cast.slug])).content.decode()
    assert "4 seats, one vote each; 1 associate with a voice and no vote" in text
    assert "Ada Commissioner (representative), Bede Deputy (deputy)" in text
    assert "Rule-book 0" in text


def test_a_list_costs_the_same_however_long_it_is(cast: Cast, django_assert_num_queries) -> None:
    viewer = cast.viewer("manager")
    with django_assert_num_queries(2):
        queries.orgs(viewer)
    with django_assert_num_queries(5):
        queries.people(viewer)
