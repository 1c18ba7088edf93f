"""The contract's pages and endpoints."""

import pytest
from django.test import Client
from django.urls import reverse

from alliance.contract import queries
from alliance.contract.models import Mandate
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


def test_a_mandate_is_granted_on_the_page(client: Client, cast: Cast) -> None:
    url = reverse("mandate_grant", args=[cast.slug])
    seat = f"{cast.orgs['HOM']}:{cast.people['homes_data'].id}"
    told = {
        "seat": seat,
        "role": "deputy",
        "last_day_day": "1",
        "last_day_month": "5",
        "last_day_year": "2027",
    }
    answer = signed_in(client, cast, "homes").post(url, told)
    assert answer.status_code == 302
    made = Mandate.objects.get(person=cast.people["homes_data"])
    assert made.ends_at is not None
    assert made.ends_at.isoformat() == "2027-05-01T23:00:00+00:00"


def test_a_refused_mandate_is_told_where_one_stands(client: Client, cast: Cast) -> None:
    url = reverse("mandate_grant", args=[cast.slug])
    seat = f"{cast.orgs['HOM']}:{cast.people['homes'].id}"
    answer = signed_in(client, cast, "manager").post(url, {"seat": seat, "role": "deputy"})
    assert answer.status_code == 409
    assert "holds a mandate of the organisation already" in answer.content.decode()


def test_ending_a_mandate_asks_first(client: Client, cast: Cast) -> None:
    mandate = Mandate.objects.get(person=cast.people["kin"])
    url = reverse("mandate_revoke", args=[cast.slug, mandate.id])
    assert "End Fay Provider’s mandate" in signed_in(client, cast, "kin").get(url).content.decode()
    assert client.post(url).status_code == 302
    mandate.refresh_from_db()
    assert mandate.revoked_at is not None


def test_somebody_elses_mandate_is_not_ended(client: Client, cast: Cast) -> None:
    mandate = Mandate.objects.get(person=cast.people["kin"])
    answer = signed_in(client, cast, "homes").post(reverse("mandate_revoke", args=[cast.slug, mandate.id]))
    assert answer.status_code == 403


def test_the_api_grants_once_for_one_key_and_names_bad_fields(client: Client, cast: Cast) -> None:
    url = reverse("api_mandates", args=[cast.slug])
    body = {"org": str(cast.orgs["HOM"]), "person": str(cast.people["homes_data"].id), "role": "deputy"}
    send = {"content_type": "application/json", "headers": {"Idempotency-Key": "k1"}}
    first, again = (signed_in(client, cast, "homes").post(url, body, **send) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert client.post(url, {"org": "x"}, content_type="application/json").json()["fields"].keys() == {
        "org",
        "person",
        "role",
    }


def test_a_list_costs_the_same_however_long_it_is(cast: Cast, django_assert_num_queries) -> None:
    viewer = cast.viewer("manager")
    with django_assert_num_queries(2):
        queries.orgs(viewer)
    with django_assert_num_queries(4):
        queries.people(viewer)
