"""The pages and endpoints of minutes, as people and programs meet them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.minutes import queries
from tests.cast import START, Cast, clock_at
from tests.meetings.meetings.test_pages import API, PAGE, signed_in
from tests.meetings.minutes.test_minutes import closed, issued


@pytest.mark.parametrize("row", [pytest.param(70, id="row-70")])
def test_minutes_are_issued_amended_and_accepted_through_the_pages(cast: Cast, row: int) -> None:
    closed(cast)
    lead, kin = signed_in(cast, "facilitator"), signed_in(cast, "kin")
    own = {"org": str(cast.orgs["KIN"]), "version": "1"}
    with clock_at(days=9):
        assert "in the room from 10:00 to the end" in lead.get(f"{PAGE}1/minutes/write/").content.decode()
        lead.post(f"{PAGE}1/minutes/write/", {"text": "Beds: yes.\r\n", "edition": "0", "issue": "1"})
        read = kin.get(f"{PAGE}1/minutes/").content.decode()
        assert "Accept for Kinfolk Centre" in read
        same = kin.post(f"{PAGE}1/minutes/amend/", own | {"text": "Beds: yes.", "reason": "So."})
        sent = kin.post(f"{PAGE}1/minutes/amend/", own | {"text": "Beds: twenty.", "reason": "The number."})
        stale = kin.post(f"{PAGE}1/minutes/accept/", own)
        council = {"org": str(cast.orgs["COU"]), "version": "2"}
        yes = signed_in(cast, "council").post(f"{PAGE}1/minutes/accept/", council)
        other = signed_in(cast, "homes_data").get(f"{PAGE}1/minutes/").content.decode()
        seen = kin.get(f"{PAGE}1/").content.decode()
    assert [one.status_code for one in (same, sent, stale, yes)] == [422, 302, 409, 302]
    assert "amended for Kinfolk Centre" in other
    assert "Do you accept" not in other
    assert "2 of 4 who were there have accepted it" in seen


def test_the_api_does_what_the_pages_of_minutes_do(cast: Cast) -> None:
    closed(cast)
    lead, kin = signed_in(cast, "facilitator"), signed_in(cast, "kin")
    own = {"org": str(cast.orgs["KIN"]), "version": 1}
    with clock_at(days=9):
        draft = lead.get(f"{API}1/minutes/draft/").json()
        lead.post(f"{API}1/minutes/", {"text": "Beds.", "edition": 0}, "application/json")
        yes = kin.post(f"{API}1/minutes/accept/", own, "application/json", headers={"Idempotency-Key": "k"})
        same = kin.post(f"{API}1/minutes/accept/", own, "application/json", headers={"Idempotency-Key": "k"})
        twice = kin.post(f"{API}1/minutes/accept/", own, "application/json")
        other = signed_in(cast, "homes").post(
            f"{API}1/minutes/amend/",
            {"org": str(cast.orgs["HOM"]), "version": 1, "text": "Beds: no.", "reason": "We said no."},
            "application/json",
        )
        listed = kin.get(f"{API}1/minutes/").json()
    assert draft["record"].startswith(
        "MT-001 Leadership team\nTuesday 10 March 2026, from 10:00 until 11:30\n"
    )
    assert [one.status_code for one in (yes, same, twice, other)] == [201, 200, 409, 201]
    assert [(one["number"], one["amended_by"]) for one in listed["versions"]] == [
        (2, "Threshold Homes"),
        (1, ""),
    ]
    assert [one["name"] for one in listed["mine"]] == ["Kinfolk Centre"]


@pytest.mark.parametrize("address", ["minutes/", "minutes/write/", "minutes/amend/"])
def test_every_page_opens_for_who_it_is_for_and_for_no_stranger(cast: Cast, address: str) -> None:
    issued(cast)
    part = "manager" if "write" in address else "kin"
    assert signed_in(cast, part).get(f"{PAGE}1/{address}").status_code == 200
    assert signed_in(cast, "stranger").get(f"{PAGE}1/{address}").status_code == 404
    assert Client().get(f"{API}1/minutes/").status_code in {401, 403}


def test_there_is_nothing_to_amend_before_minutes_are_out(cast: Cast) -> None:
    closed(cast)
    kin = signed_in(cast, "kin")
    assert kin.get(f"{PAGE}1/minutes/amend/").status_code == 404
    own = {"org": str(cast.orgs["KIN"]), "version": "1"}
    assert kin.post(f"{PAGE}1/minutes/accept/", own).status_code == 404
    assert kin.post(f"{PAGE}1/minutes/accept/", {"org": "", "version": ""}).status_code == 422


def test_many_versions_cost_as_many_queries_as_one(cast: Cast) -> None:
    meeting, lead, counts = issued(cast), signed_in(cast, "facilitator"), []
    for rounds in (0, 10):
        for edition in range(1, 1 + rounds):
            with clock_at(days=9, minutes=edition):
                body = {"text": f"Text {edition}", "edition": edition}
                assert lead.post(f"{API}1/minutes/", body, "application/json").status_code == 201
        counts.append(cost(cast))
    assert meeting
    assert counts[0] == counts[1]


def cost(cast: Cast) -> list[int]:
    """How many queries the page and the home line take."""
    viewer, found = cast.viewer("kin"), []
    for ask, about in ((queries.minutes, 1), (queries.waits, START)):
        with CaptureQueriesContext(connection) as seen:
            ask(viewer, about)
        found.append(len(seen))
    return found
