"""Home, the front page, errors and the API's description."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alliance.contract.actions import set_objective
from alliance.desk import activity, errors, queries
from alliance.wings import registry
from alliance.wings.offers import Wait
from tests.cast import Cast, build

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast.people[part], backend=BACKEND)
    return client


@pytest.fixture
def three_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three things wait, one a day."""
    offered = [
        Wait("later", "Later", "/later", date(2026, 4, 1)), Wait("some-day", "Some day", "/some"),
        Wait("today", "Today", "/today", date(2026, 3, 2)),
    ]  # fmt: skip
    monkeypatch.setattr(registry, "waits", lambda: [lambda viewer, now: offered])


def test_the_most_pressing_stands_first(cast: Cast, three_waits: None) -> None:
    assert [line.kind for line in queries.home(cast.people["kin"].id).waits] == ["today", "later", "some-day"]
    text = signed_in(cast, "kin").get("/").content.decode()
    assert "3 things want you" in text
    assert "due 2 March 2026" in text


def test_home_shows_what_waits_in_each_of_my_alliances(cast: Cast, three_waits: None) -> None:
    other = build("elsewhere")
    set_place(other, cast)
    text = signed_in(cast, "kin").get("/").content.decode()
    assert "6 things want you" in text
    assert "Your alliances" in text


def set_place(other: Cast, cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE alliance_affiliation SET person_id = %s WHERE person_id = %s",
            [key(cast.people["kin"].id), key(other.people["kin"].id)],
        )


def key(value: Any) -> Any:
    return value if connection.features.has_native_uuid_field else value.hex


def test_somebody_without_an_alliance_is_told_how_one_begins(cast: Cast) -> None:
    text = signed_in(cast, "stranger").get("/").content.decode()
    assert "Nothing waits for you" in text
    assert "You are in no alliance yet" in text


def test_the_front_page_tells_the_log_in_plain_words(cast: Cast) -> None:
    set_objective(cast.caller("manager"), title="A settled home", good="A door of one's own.")
    text = signed_in(cast, "observer").get(reverse("alliance_home", args=[cast.slug])).content.decode()
    assert "Objective O1: A settled home" in text
    assert "Hana Manager has a role: alliance manager" in text
    assert "The alliance’s own team" in text


def test_the_latest_costs_the_same_however_long_the_log_is(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            activity.lately(cast.viewer("kin"), 12)
        return len(seen)

    before = cost()
    for number in range(40):
        set_objective(cast.caller("manager"), title=f"Objective {number}")
    assert cost() == before


def test_a_page_that_is_not_there_is_told_in_kind(client: Client, db: None) -> None:
    page = client.get("/nowhere/")
    assert (page.status_code, "There is nothing here for you" in page.content.decode()) == (404, True)
    answer = client.get("/api/v1/nowhere/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_an_address_of_the_api_with_a_slash_too_many_leads_to_the_one_without() -> None:
    answer = Client().post("/api/v1/alliances/fernhill/decisions/1/votes/?a=b")
    assert (answer.status_code, answer.headers["Location"]) == (
        308,
        "/api/v1/alliances/fernhill/decisions/1/votes?a=b",
    )


@pytest.mark.parametrize(
    ("handler", "status"), [(errors.bad_request, 400), (errors.denied, 403), (errors.not_found, 404)]
)
def test_each_error_has_a_page_and_an_answer_for_programs(handler: Any, status: int, db: None) -> None:
    for path, kind in (("/x/", "text/html"), ("/api/v1/x/", "application/json")):
        answer = handler(RequestFactory().get(path), Exception())
        assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (status, kind)


def test_our_own_fault_is_told_without_a_session(db: None) -> None:
    assert errors.broken(RequestFactory().get("/x/")).status_code == 500
    assert errors.broken(RequestFactory().get("/api/v1/x/")).status_code == 500


def test_signs_of_life_need_no_sign_in(client: Client, db: None) -> None:
    assert client.get("/healthz").content == b"ok"
    assert client.get("/readyz").content == b"ready"


@pytest.mark.parametrize("name", ["api_me", "api_alliances", "api_schema", "api_docs"])
def test_the_api_is_for_those_who_are_signed_in(client: Client, cast: Cast, name: str) -> None:
    assert client.get(reverse(name)).status_code == 401
    assert signed_in(cast, "kin").get(reverse(name)).status_code == 200


def test_me_and_my_alliances(cast: Cast) -> None:
    client = signed_in(cast, "kin")
    assert client.get(reverse("api_me")).json()["email"] == cast.people["kin"].email
    assert client.get(reverse("api_alliances")).json() == [
        {"slug": "stonebridge", "name": "Stonebridge", "orgs": ["Kinfolk Centre"], "zone": "Europe/London"}
    ]


def test_the_description_names_every_route_of_ours(cast: Cast) -> None:
    client = signed_in(cast, "kin")
    paths = client.get(reverse("api_schema"), headers={"Accept": "application/json"}).json()["paths"]
    assert "/api/v1/alliances/{slug}/mandates/" in paths
    assert "409" in paths["/api/v1/alliances/{slug}/mandates/"]["post"]["responses"]


def test_the_docs_hold_no_inline_script_or_style(cast: Cast) -> None:
    text = signed_in(cast, "kin").get(reverse("api_docs")).content.decode()
    assert "<style" not in text
    assert "<script>" not in text
    assert "//cdn" not in text
    script = signed_in(cast, "kin").get(reverse("api_docs") + "?script=")
    assert b"SwaggerUIBundle" in script.content


@pytest.mark.parametrize(
    ("text", "late", "words"),
    [
        ("Cast your vote", False, "due 1 April 2026"), ("Your sheet, not here yet", True, "was due 1 April 2026"),
        ("Answer it: due in 9 days", False, "1 April 2026"),
    ],
)  # fmt: skip
def test_a_day_that_has_passed_is_said_so_and_nothing_is_said_twice(
    text: str, late: bool, words: str
) -> None:
    line = queries.WaitLine("kind", text, "/", date(2026, 4, 1), "", "slug", "Alliance", late)
    assert line.due_words == words


def test_the_home_page_of_one_alliance_leads_to_its_places(cast: Cast) -> None:
    text = signed_in(cast, "kin").get("/").content.decode()
    assert f'href="/a/{cast.slug}/decisions/"' in text
    assert 'aria-current="page"' not in text
