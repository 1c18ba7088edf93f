"""The pages and endpoints of meetings, as people and programs meet them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alliance.door.window import opened
from alliance.tasks.models import Task
from meetings.meetings import queries
from meetings.meetings.models import AgendaItem, Meeting
from tests.cast import START, Cast, clock_at
from tests.meetings.stage import MORNING, announced, under_way

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE, API = "/a/stonebridge/meetings/", "/api/v1/alliances/stonebridge/meetings/"
FORM = {
    "title": "Leadership team", "day_day": "10", "day_month": "3", "day_year": "2026", "begins": "10:00", "ends": "12:00",
    "place": "Town Hall",
}  # fmt: skip


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast.people[part], backend=BACKEND)
    return client


def test_a_meeting_is_announced_held_and_minuted_through_the_pages(cast: Cast) -> None:
    lead, kin = signed_in(cast, "facilitator"), signed_in(cast, "kin")
    with clock_at(hours=1):
        assert "from Sunday 8 March" in lead.get(f"{PAGE}new/").content.decode()
        assert lead.post(f"{PAGE}new/", FORM).headers["Location"] == f"{PAGE}1/"
        assert kin.post(f"{PAGE}1/agenda/add/", {"text": "Winter beds"}).status_code == 302
    with clock_at(hours=MORNING):
        for code in ("COU", "ICB", "HOM"):
            lead.post(f"{PAGE}1/here/", {"org": str(cast.orgs[code])})
        lead.post(f"{PAGE}1/open/")
        seen = kin.get(f"{PAGE}1/").content.decode()
        assert "3 of 4 represented; Kinfolk Centre is missing." in seen
        assert "Winter beds" in seen
        kin.post(f"{PAGE}1/here/", {"org": str(cast.orgs["KIN"])})
        assert "4 of 4 represented." in kin.get(f"{PAGE}1/").content.decode()
        action = {
            "what": "Order beds",
            "org": str(cast.orgs["COU"]),
            "due_day": "1",
            "due_month": "4",
            "due_year": "2026",
            "source": "MT-001",
        }
        assert lead.post(f"{PAGE}1/actions/new/", action).status_code == 302
        asked = lead.get(f"{PAGE}1/close/").content.decode()
        assert "Close MT-001 Leadership team?" in asked
        assert "counts as there to the end" in asked
        assert Meeting.objects.get().state == "open"
        lead.post(f"{PAGE}1/close/")
        lead.post(f"{PAGE}1/minutes/write/", {"text": "Agreed: beds.\r\n", "edition": "0", "issue": "1"})
        read = kin.get(f"{PAGE}1/minutes/").content.decode()
    assert "Agreed: beds." in read
    assert "Order beds" in read
    assert Task.objects.get().source == "MT-001"


@pytest.mark.parametrize(
    ("part", "more", "status", "words"),
    [
        pytest.param("manager", {"ends": "9:00"}, 422, "must end after it begins", id="ends-first"),
        pytest.param("manager", {"begins": "ten"}, 422, "Write hours and minutes", id="no-time"),
        pytest.param("manager", {"day_year": "2020"}, 422, "time to come", id="long-gone"),
        pytest.param("kin", {}, 403, "Your role does not let you run meetings", id="not-hers-to-run"),
    ],
)
def test_the_form_says_what_is_wrong(cast: Cast, part: str, more: dict, status: int, words: str) -> None:
    with clock_at(hours=1):
        answer = signed_in(cast, part).post(f"{PAGE}new/", FORM | more)
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_a_button_that_the_rules_refuse_says_why(cast: Cast) -> None:
    with clock_at(hours=1):
        announced(cast)
        answer = signed_in(cast, "manager").post(f"{PAGE}1/open/")
    assert answer.status_code == 409
    assert "on the day of the meeting" in answer.content.decode()


ADDRESSES = (
    "",
    "new/",
    "1/",
    "1/change/",
    "1/cancel/",
    "1/agenda/",
    "1/minutes/",
    "1/minutes/write/",
    "1/actions/new/",
    "?show=past",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_opens_for_the_manager_and_is_not_there_for_a_stranger(cast: Cast, address: str) -> None:
    with clock_at(hours=1):
        announced(cast)
        assert signed_in(cast, "manager").get(PAGE + address).status_code == 200
        assert signed_in(cast, "stranger").get(PAGE + address).status_code == 404


def test_the_api_does_what_the_pages_do(cast: Cast) -> None:
    lead, kin = signed_in(cast, "facilitator"), signed_in(cast, "kin")
    body = {"title": "Team", "day": "2026-03-10", "begins": "10:00", "ends": "12:00", "place": "Hall"}
    with clock_at(hours=1):
        made = lead.post(API, body, "application/json", headers={"Idempotency-Key": "k"})
        again = lead.post(API, body, "application/json", headers={"Idempotency-Key": "k"})
        denied = kin.post(API, body, "application/json")
        kin.post(f"{API}1/agenda/", {"text": "Winter"}, "application/json")
        item = kin.post(f"{API}1/agenda/", {"ref": "MT-001"}, "application/json").json()["items"][1]["id"]
        moved = lead.post(f"{API}1/agenda/{item}/move/", {"position": 1}, "application/json")
        early = lead.post(f"{API}1/open/", {}, "application/json")
    assert (made.status_code, again.status_code, denied.status_code) == (201, 200, 403)
    assert [one["ref"] for one in moved.json()["items"]] == ["MT-001", ""]
    assert (early.status_code, early.json()["code"]) == (409, "too_soon")
    with clock_at(hours=MORNING):
        kin.post(f"{API}1/here/", {"org": str(cast.orgs["KIN"])}, "application/json")
        lead.post(f"{API}1/open/", {}, "application/json")
        page = kin.get(f"{API}1/").json()
        draft = lead.post(f"{API}1/minutes/draft/", {"text": "Text", "edition": 0}, "application/json")
        lead.post(f"{API}1/close/", {}, "application/json")
        issued = lead.post(f"{API}1/minutes/", {"text": "Text", "edition": 1}, "application/json")
        listed = kin.get(API, {"past": "true"}).json()
    assert (
        page["quorum"]["words"]
        == "1 of 4 represented; Stonebridge Council, Four Rivers ICB and Threshold Homes are missing."
    )
    assert (draft.json()["edition"], issued.json()["versions"][0]["number"], listed["count"]) == (1, 1, 1)


@pytest.mark.parametrize("address", ["", "1/", "1/minutes/draft/"])
def test_the_api_has_nothing_for_a_stranger(cast: Cast, address: str) -> None:
    with clock_at(hours=1):
        announced(cast)
        assert signed_in(cast, "stranger").get(API + address).status_code == 404
        assert Client().get(API + address).status_code in {401, 403}


def test_a_list_of_a_thousand_costs_as_many_queries_as_one_of_ten(cast: Cast) -> None:
    viewer, counts = cast.viewer("kin"), []
    for first, last in ((1, 11), (11, 1001)):
        with opened():
            Meeting.objects.bulk_create(
                Meeting(
                    alliance_id=cast.alliance, number=n, title=f"Meeting {n}", place="Hall", starts_at=START,
                    ends_at=START.replace(hour=12), announced_at=START,
                )
                for n in range(first, last)
            )  # fmt: skip
        with CaptureQueriesContext(connection) as seen:
            page = queries.meetings(viewer)
        counts.append(len(seen))
    assert counts == [2, 2]
    assert (len(page.object_list), page.paginator.count) == (50, 1000)


def test_an_agenda_of_two_hundred_costs_as_many_queries_as_one_of_two(cast: Cast) -> None:
    meeting, viewer, counts = under_way(cast), cast.viewer("kin"), []
    for first, last in ((1, 3), (3, 201)):
        with opened():
            AgendaItem.objects.bulk_create(
                AgendaItem(meeting_id=meeting, position=n, ref=f"A-{n:03}", added_at=START)
                for n in range(first, last)
            )
        with CaptureQueriesContext(connection) as seen:
            queries.meeting(viewer, 1)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 21
