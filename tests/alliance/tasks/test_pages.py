"""The pages and the endpoints of actions, as people and programs meet them."""

from datetime import timedelta

import pytest
from django.test import Client

from alliance.tasks.models import Task
from tests.cast import START, Cast, clock_at

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE, API = "/a/stonebridge/actions/", "/api/v1/alliances/stonebridge/tasks/"


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast.people[part], backend=BACKEND)
    return client


def form(cast: Cast, **more: str) -> dict[str, str]:
    due = START.date() + timedelta(days=4)
    return {
        "what": "Write to the landlord", "org": str(cast.orgs["KIN"]), "person": str(cast.people["kin"].id),
        "due_day": str(due.day), "due_month": str(due.month), "due_year": str(due.year), "source": "d-018",
    } | more  # fmt: skip


def test_an_action_is_noted_seen_and_settled_through_the_pages(cast: Cast) -> None:
    with clock_at(hours=1):
        manager, kin = signed_in(cast, "manager"), signed_in(cast, "kin")
        assert manager.post(f"{PAGE}new/", form(cast)).status_code == 302
        listed = kin.get(f"{PAGE}?mine=on").content.decode()
        assert "Write to the landlord" in listed
        assert "is due in 4 days" in listed
        assert kin.post(f"{PAGE}1/complete/", {"complete-reason": "Sent."}, follow=True).status_code == 200
        assert "Sent." in kin.get(f"{PAGE}1/").content.decode()
    assert (Task.objects.get().state, Task.objects.get().source) == ("done", "D-018")


def test_a_double_click_notes_one_action(cast: Cast) -> None:
    with clock_at(hours=1):
        manager = signed_in(cast, "manager")
        for _ in range(2):
            assert manager.post(f"{PAGE}new/", form(cast, once="k1")).status_code == 302
    assert Task.objects.count() == 1


@pytest.mark.parametrize(
    ("part", "more", "status", "words"),
    [
        pytest.param("manager", {"what": ""}, 422, "Fill this in.", id="nothing-to-do"),
        pytest.param("manager", {"due_year": "2020"}, 422, "That day has passed", id="a-day-that-has-passed"),
        pytest.param("observer", {}, 403, "Your role does not let you", id="an-observer"),
    ],
)
def test_the_form_says_what_is_wrong(cast: Cast, part: str, more: dict, status: int, words: str) -> None:
    with clock_at(hours=1):
        answer = signed_in(cast, part).post(f"{PAGE}new/", form(cast, **more))
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert not Task.objects.exists()


def test_another_organisation_is_told_that_it_is_not_theirs(cast: Cast) -> None:
    with clock_at(hours=1):
        signed_in(cast, "manager").post(f"{PAGE}new/", form(cast))
        answer = signed_in(cast, "homes").post(f"{PAGE}1/complete/", {"complete-reason": ""})
    assert answer.status_code == 403
    assert "Only the organisation that owns this action" in answer.content.decode()


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}1/", f"{PAGE}new/", API, f"{API}1/"])
def test_a_stranger_finds_nothing(cast: Cast, address: str) -> None:
    assert signed_in(cast, "stranger").get(address).status_code == 404


def test_the_api_does_what_the_pages_do(cast: Cast) -> None:
    with clock_at(hours=1):
        kin = signed_in(cast, "kin")
        body = {"what": "Call the ward", "org": str(cast.orgs["KIN"]), "due": "2026-03-06"}
        made = kin.post(API, body, "application/json", headers={"Idempotency-Key": "k"})
        again = kin.post(API, body, "application/json", headers={"Idempotency-Key": "k"})
        moved = kin.post(f"{API}1/move/", {"due": "2026-03-09", "reason": "Away."}, "application/json")
        listed = kin.get(API, {"mine": "true"}).json()
        unread = kin.post(API, {"what": "x"}, "application/json")
    assert (made.status_code, again.status_code, moved.json()["due"]) == (201, 200, "2026-03-09")
    assert (listed["count"], listed["results"][0]["ref"]) == (1, "A-001")
    assert (unread.status_code, set(unread.json()["fields"])) == (422, {"org", "due"})


@pytest.mark.parametrize("number", ["0", "x", "999999999999999999999"])
def test_a_page_number_that_is_none_shows_a_page(cast: Cast, number: str) -> None:
    assert signed_in(cast, "kin").get(PAGE, {"page": number}).status_code == 200
