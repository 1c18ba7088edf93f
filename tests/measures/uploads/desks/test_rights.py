"""Who may send, see and commit: their own organisation's data leads and voters; strangers find nothing at all."""

import re
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

import pytest
from django.urls import reverse

from alliance.door import clock
from measures.models import Draft, FileVersion
from tests.cast import PersonFactory
from tests.measures.uploads.desks.desk import BACKEND, SLUG, Desk

GOOD = "faults/LAN_2026-27_Q1_put_right.csv"
PLACES = ["uploads", "my_data", "upload", "upload_template_xlsx", "upload_draft"]


def _args(name, draft):
    return {"upload": ["2026-27-q1"], "upload_template_xlsx": ["2026-27-q1"], "upload_draft": [draft.id]}.get(
        name, []
    )


@pytest.mark.parametrize("name", PLACES)
def test_a_stranger_finds_nothing(lantern, client, name):
    draft = lantern.draft("2026-27-q1", GOOD)
    client.force_login(PersonFactory(name="Kit Stranger"), backend=BACKEND)
    assert client.get(reverse(name, args=[SLUG, *_args(name, draft)])).status_code == 404


@pytest.mark.parametrize("verb", ["upload_answers", "upload_commit", "upload_take_back"])
def test_another_organisation_learns_no_more_of_a_draft_than_of_one_that_never_was(town, lantern, verb):
    draft = lantern.draft("2026-27-q1", GOOD)
    other = Desk(town, "petra")
    never = uuid4()
    for ask in (partial(other.post, verb), partial(other.get, "upload_draft")):
        there, nowhere = ask(draft.id), ask(never)
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert without(there) == without(nowhere)
    assert Draft.objects.get().state == "ready"


def without(answer):
    """A page without what is drawn anew for each request."""
    return re.sub(r"[A-Za-z0-9]{64}|[0-9a-f-]{36}", "", answer.content.decode())


def test_a_colleague_who_sends_nothing_is_refused_with_a_sentence(town, lantern):
    draft = lantern.draft("2026-27-q1", GOOD)
    answer = Desk(town, "osric").get("upload_draft", draft.id)
    assert (answer.status_code, "Only the data lead or a voter" in answer.content.decode()) == (403, True)


def test_a_member_of_staff_without_mandate_or_role_sends_nothing(town):
    osric = Desk(town, "osric")
    assert "Your data lead sends this sheet" in osric.get("upload", "2026-27-q1").content.decode()
    assert osric.send("2026-27-q1", GOOD).status_code == 403
    assert not Draft.objects.exists()


def test_a_voter_may_send_and_commit_for_their_own_organisation(town):
    mairead = Desk(town, "mairead")
    assert mairead.commit(mairead.draft("2026-27-q1", GOOD)).status_code == 302
    assert FileVersion.objects.get().org_id == town.orgs["LAN"]


def test_nobody_sends_in_the_name_of_another_organisation(town, lantern):
    with open(__file__, "rb") as file:
        answer = lantern.post("upload", "2026-27-q1", org=str(town.orgs["TID"]), sheet=file)
    assert answer.status_code == 422
    assert not Draft.objects.exists()


def test_own_data_is_for_the_owner_alone(town, lantern):
    lantern.commit(lantern.draft("2026-27-q1", GOOD))
    assert "n 115, numerator 40" in lantern.get("my_data").content.decode()
    tideway = Desk(town, "petra").get("my_data").content.decode()
    assert "115" not in tideway
    assert Desk(town, "gethin").get("my_data").status_code == 403


def test_the_manager_is_told_whose_sheet_is_due_and_the_sender_of_their_own(town, lantern):
    manager = Desk(town, "gethin").client.get("/").content.decode()
    assert "5 sheets of 2026/27 Q1, due in 9 days: Council, Lantern, Tideway, Moors, Kindling" in manager
    assert manager.count("31 July 2026") == 1
    mine = lantern.client.get("/").content.decode()
    assert "Your 2026/27 Q1 sheet, due in 9 days" in mine
    assert "Tideway" not in mine.partition("What happened lately")[0]


def test_a_draft_under_way_is_known_at_home_and_on_the_page_of_its_period(town, lantern):
    draft = lantern.draft("2026-27-q1", GOOD)
    mine = lantern.client.get("/").content.decode()
    assert "Your 2026/27 Q1 sheet is sent, but not committed yet" in mine
    assert reverse("upload_draft", args=[SLUG, draft.id]) in mine
    assert (
        reverse("upload_draft", args=[SLUG, draft.id]) in lantern.get("upload", "2026-27-q1").content.decode()
    )
    assert "is under way since" not in lantern.get("upload", "2025-26-q4").content.decode()
    lantern.post("upload_take_back", draft.id)
    assert "not committed yet" not in lantern.client.get("/").content.decode()


def test_a_sheet_whose_day_has_passed_is_said_without_its_date_twice(town, lantern):
    with clock.simulated(datetime(2026, 8, 3, 9, tzinfo=UTC)):
        assert "Your 2026/27 Q1 sheet, not here yet" in lantern.client.get("/").content.decode()
        manager = Desk(town, "gethin").client.get("/").content.decode()
    assert "5 sheets of 2026/27 Q1, not here yet: Council" in manager
    assert manager.count("31 July 2026") == 1


def test_every_sheet_of_ones_own_that_is_not_here_is_told_the_older_ones_in_one_line(town, lantern):
    mine = lantern.client.get("/").content.decode()
    older = "Your 8 older sheets, still welcome: 2024/25 Q1, 2024/25 Q2"
    assert 0 < mine.index(older) < mine.index("Your 2026/27 Q1 sheet, due in 9 days")
    town.fill()
    with clock.simulated(datetime(2026, 11, 27, 9, tzinfo=UTC)):
        mine = lantern.client.get("/").content.decode()
    assert "older sheets" not in mine
    first, second = (mine.index(f"Your 2026/27 {each} sheet, not here yet") for each in ("Q1", "Q2"))
    assert first < second


def test_asking_what_would_help_is_a_sentence_of_its_own(town, lantern):
    with clock.simulated(datetime(2026, 8, 3, 9, tzinfo=UTC)):
        page = Desk(town, "gethin").get("due").content.decode()
    assert "Not here yet. Please ask them what would help." in page
