"""Pages and endpoints of mandates: naming, laying down, asking."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from alliance.contract.models import Mandate
from alliance.ledger import queries as ledger
from tests.cast import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
JSON = "application/json"


def signed_in(client: Client, cast: Cast, part: str) -> Client:
    client.force_login(cast.people[part], backend=BACKEND)
    return client


def shown(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode())


def held(cast: Cast, part: str) -> Mandate:
    return Mandate.objects.get(person=cast.people[part])


def end_of(cast: Cast, part: str, api: bool = False) -> str:
    return reverse("api_mandate_end" if api else "mandate_revoke", args=[cast.slug, held(cast, part).id])


def seat(cast: Cast, code: str, part: str, **more: str) -> dict[str, str]:
    return {"seat": f"{cast.orgs[code]}:{cast.people[part].id}", "role": "deputy"} | more


@pytest.mark.parametrize("name", ["mandate_grant", "people"])
def test_a_page_is_there_for_those_inside_and_for_nobody_else(client: Client, cast: Cast, name: str) -> None:
    url = reverse(name, args=[cast.slug])
    assert client.get(url).status_code == 302
    assert signed_in(client, cast, "stranger").get(url).status_code == 404
    assert signed_in(client, cast, "observer").get(url).status_code == 200


def test_a_mandate_is_granted_on_the_page(client: Client, cast: Cast) -> None:
    told = seat(cast, "HOM", "homes_data", last_day_day="1", last_day_month="5", last_day_year="2099")
    answer = signed_in(client, cast, "homes").post(reverse("mandate_grant", args=[cast.slug]), told)
    assert answer.status_code == 302
    made = held(cast, "homes_data")
    assert made.ends_at is not None
    assert made.ends_at.isoformat() == "2099-05-01T23:00:00+00:00"


def test_a_refused_mandate_is_told_where_one_stands(client: Client, cast: Cast) -> None:
    url = reverse("mandate_grant", args=[cast.slug])
    answer = signed_in(client, cast, "homes").post(url, seat(cast, "HOM", "homes"))
    assert answer.status_code == 409
    assert "holds a mandate of the organisation already" in answer.content.decode()
    odd = client.post(url, seat(cast, "HOM", "homes_data", decision="Dee seven"))
    assert (odd.status_code, "such as D-018" in odd.content.decode()) == (422, True)


def test_the_manager_is_told_that_no_seat_is_empty(client: Client, cast: Cast) -> None:
    assert "You cannot name anybody" in shown(
        signed_in(client, cast, "manager"), reverse("mandate_grant", args=[cast.slug])
    )


def test_ending_a_mandate_asks_first_and_warns_where_it_is_the_last(client: Client, cast: Cast) -> None:
    url = end_of(cast, "kin")
    assert "Nobody can cast its vote until somebody is named" in shown(signed_in(client, cast, "kin"), url)
    assert client.post(url).status_code == 422
    assert client.post(url, {"leave_empty": "on"}).status_code == 302
    assert held(cast, "kin").revoked_at is not None
    client.logout()
    deputy = shown(signed_in(client, cast, "council"), end_of(cast, "council_deputy"))
    assert "leave_empty" not in deputy


@pytest.mark.parametrize("by", ["manager", "homes", "observer"])
def test_who_is_outside_is_told_whom_to_ask(client: Client, cast: Cast, by: str) -> None:
    url = end_of(cast, "council_deputy")
    assert "Ask Stonebridge Council to end it" in shown(signed_in(client, cast, by), url)
    assert client.post(url).status_code == 403
    assert held(cast, "council_deputy").revoked_at is None


def test_the_people_page_offers_only_what_is_ones_own(client: Client, cast: Cast) -> None:
    page = reverse("people", args=[cast.slug])
    manager = shown(signed_in(client, cast, "manager"), page)
    assert manager.count("Ask Threshold Homes to end it") == 1
    assert "/people/mandates/" not in manager
    council = shown(signed_in(client, cast, "council"), page)
    assert (council.count("Lay down"), council.count(">End<")) == (1, 1)


def test_an_empty_seat_is_filled_with_a_reason_and_stands_on_its_peoples_home(
    client: Client, cast: Cast
) -> None:
    signed_in(client, cast, "kin").post(end_of(cast, "kin"), {"leave_empty": "on"})
    url = reverse("mandate_grant", args=[cast.slug])
    told = seat(cast, "KIN", "kin_data", role="representative")
    assert signed_in(client, cast, "manager").post(url, told).status_code == 422
    assert client.post(url, told | {"reason": "Fay left."}).status_code == 302
    home = shown(signed_in(client, cast, "kin_data"), "/")
    assert "Hana Manager, from outside, named Gil Datalead to cast Kinfolk Centre’s vote" in home
    assert "The reason given: “Fay left.”" in home
    assert "Hana Manager, from outside, named" not in shown(signed_in(client, cast, "homes"), "/")


def test_the_api_grants_once_for_one_key_and_names_bad_fields(client: Client, cast: Cast) -> None:
    url = reverse("api_mandates", args=[cast.slug])
    body = {"org": str(cast.orgs["HOM"]), "person": str(cast.people["homes_data"].id), "role": "deputy"}
    send = {"content_type": JSON, "headers": {"Idempotency-Key": "k1"}}
    first, again = (signed_in(client, cast, "homes").post(url, body, **send) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert client.post(url, {"org": "x"}, content_type=JSON).json()["fields"].keys() == {
        "org",
        "person",
        "role",
    }


def test_the_api_refuses_what_the_page_refuses(client: Client, cast: Cast) -> None:
    body = {
        "org": str(cast.orgs["KIN"]),
        "person": str(cast.people["kin_data"].id),
        "role": "deputy",
        "reason": "x",
    }
    manager, size = signed_in(client, cast, "manager"), len(ledger.events(cast.alliance))
    refused = manager.post(reverse("api_mandates", args=[cast.slug]), body, content_type=JSON)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_organisation")
    assert manager.post(end_of(cast, "kin", api=True), {}, content_type=JSON).status_code == 403
    assert len(ledger.events(cast.alliance)) == size
    kin = signed_in(client, cast, "kin")
    assert kin.post(end_of(cast, "kin", api=True), {}, content_type=JSON).json()["code"] == "leaves_nobody"
    assert (
        kin.post(end_of(cast, "kin", api=True), {"leave_empty": True}, content_type=JSON).status_code == 201
    )
