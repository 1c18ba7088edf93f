"""Pages and API of a deadlock say the same; they compute it, so that it is true with no worker running."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from alliance.deadlock import actions, queries
from alliance.decisions.drafting.drafts import begin_draft
from alliance.desk.activity import lately
from alliance.door import clock
from alliance.door.action import Done
from alliance.ladder.models import Case
from alliance.ledger import queries as ledger
from tests.alliance.deadlock.acting import DAY, HOUR, fails, in_deadlock, log, put, tick
from tests.alliance.deadlock.test_states import FACILITATED_ENDS, PAUSE_ENDS
from tests.alliance.decisions.acting import code, row
from tests.cast import START, Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LATER = PAUSE_ENDS + 9 * HOUR


def client(cast: Cast, part: str, kind: type[Client] = Client) -> Client:
    made = kind()
    made.force_login(cast.people[part], backend=BACKEND)
    return made


def get(cast: Cast, part: str, path: str, at: datetime = LATER) -> str:
    with clock.simulated(at):
        answer = client(cast, part).get(f"/a/{cast.slug}/{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def api(cast: Cast, path: str, at: datetime = LATER, part: str = "observer") -> Any:
    with clock.simulated(at):
        return client(cast, part, APIClient).get(f"/api/v1/alliances/{cast.slug}/deadlocks{path}").json()


def noted(cast: Cast, part: str, kind: str, at: datetime = LATER, **more: Any) -> Any:
    with clock.simulated(at):
        return actions.note(cast.caller(part), deadlock=2, kind=kind, **more)


def test_the_page_says_which_step_it_is_until_when_and_how_many_days_are_left(cast: Cast) -> None:
    in_deadlock(cast)
    shown = get(cast, "observer", "decisions/deadlocks/2/", START + DAY + 2 * HOUR)
    assert "A pause until 5 March 2026. 2 days are left after today." in shown
    assert "The pause lasts to the end of 5 March 2026." in shown
    assert "Put it to the vote again" not in shown
    assert [one["state"] for one in api(cast, "/2")["rungs"]] == [
        "past",
        "now",
        "ahead",
        "ahead",
        "ahead",
        "ahead",
    ]


def test_limit_passed_with_the_worker_off_the_page_says_where_it_stands_and_writes_nothing(
    cast: Cast,
) -> None:
    in_deadlock(cast)
    assert Case.objects.get().step == 1
    found = api(cast, "/2", FACILITATED_ENDS)
    assert (found["case"]["step"], found["case"]["state_words"]) == (
        3,
        "The chief executives by 20 April 2026",
    )
    assert "The chief executives by 20 April 2026" in get(
        cast, "kin", "decisions/deadlocks/", FACILITATED_ENDS
    )
    assert log(cast) == ["opened"]


def test_a_deadline_passed_with_the_worker_off_shows_the_deadlock_before_the_log_tells_it(cast: Cast) -> None:
    fails(cast, START + HOUR)
    put(cast, START + DAY, 1)
    closes = row(cast, 2).closes_at
    found = api(cast, "", closes + HOUR)
    assert [(one["ref"], one["state"], one["step"]) for one in found] == [("D-002", "running", 1)]
    assert Case.objects.count() == 0
    told = get(cast, "kin", "decisions/deadlocks/2/", closes + HOUR)
    tick(closes + HOUR)
    assert "A pause" in told
    assert api(cast, "", closes + HOUR) == found


def test_the_proposals_page_says_so_and_offers_to_put_it_again_after_the_pause_alone(cast: Cast) -> None:
    opened = in_deadlock(cast)
    during, after = get(cast, "kin", "decisions/2/", opened + HOUR), get(cast, "kin", "decisions/2/")
    assert "This issue is in deadlock" in during
    assert "how=renews" not in during
    assert "A facilitated meeting by 19 March 2026" in after
    assert "concerns=2&amp;how=renews" in after
    assert "how=renews" not in get(cast, "kin", "decisions/1/")
    assert "how=renews" not in get(cast, "observer", "decisions/2/")


def test_putting_it_again_begins_with_the_old_words_and_opens_as_a_round_of_the_issue(cast: Cast) -> None:
    in_deadlock(cast)
    shown = get(cast, "kin", "decisions/drafts/?concerns=2&how=renews")
    assert "We call each week." in shown
    words = {"matter": "vision", "title": "Calls", "text": "Calls from May.", "concerns": 2, "how": "renews"}
    with clock.simulated(LATER):
        draft = begin_draft(cast.viewer("kin"), **words)
        page = client(cast, "kin")
        address = f"/a/{cast.slug}/decisions/new/?matter=vision&draft={draft}"
        assert 'value="renews"' in page.get(address).content.decode()
        said = {
            "org": str(cast.orgs["KIN"]), "title": "Calls", "text": "Calls from May.", "concerns": "2", "how": "renews",
            "review_on_day": "1", "review_on_month": "9", "review_on_year": "2026", "venue": "written",
        }  # fmt: skip
        assert page.post(address, said).status_code == 302
    assert (row(cast, 3).renews, row(cast, 3).issue) == (row(cast, 2), row(cast, 1))
    assert "Put to the vote again in" in get(cast, "kin", "decisions/2/", LATER + HOUR)
    assert api(cast, "/2", LATER + HOUR)["case"]["state_words"] == "A facilitated meeting, and a vote runs"


def test_the_consequences_of_a_reserved_use_are_put_again_as_what_they_are(cast: Cast) -> None:
    fails(cast, START + HOUR, matter="consequence")
    drafting = "decisions/drafts/?concerns=1&how=renews"
    assert '<option value="consequence" selected>' in get(cast, "kin", drafting, START + DAY)
    assert '<option value="consequence"' not in get(cast, "kin", "decisions/drafts/", START + DAY)
    assert "matter=consequence" not in get(cast, "kin", "decisions/new/", START + DAY)
    assert isinstance(put(cast, START + DAY, 1, matter="consequence"), Done)


def test_a_first_failure_can_be_put_again_at_once(cast: Cast) -> None:
    fails(cast, START + HOUR)
    assert "concerns=1&amp;how=renews" in get(cast, "kin", "decisions/1/", START + 3 * HOUR)
    assert "deadlock" not in get(cast, "kin", "decisions/1/", START + 3 * HOUR).replace("/deadlocks/", "")


def test_each_objection_stands_with_its_harm_and_what_its_member_adds(cast: Cast) -> None:
    opened = in_deadlock(cast)
    assert isinstance(
        noted(cast, "council", "change", opened + HOUR, org=cast.orgs["COU"], text="Six beds kept open."),
        Done,
    )
    shown = get(cast, "observer", "decisions/deadlocks/2/")
    assert shown.index("It costs us beds.") < shown.index("Six beds kept open.")
    assert api(cast, "/2")["standpoints"][0]["added"][0]["text"] == "Six beds kept open."
    assert [one["name"] for one in api(cast, "/2")["standpoints"]] == ["Stonebridge Council"]


def test_who_helps_and_what_was_said_stand_on_the_step_on_which_it_was_said(cast: Cast) -> None:
    in_deadlock(cast)
    assert isinstance(noted(cast, "facilitator", "helper", helper="Odile Marsh"), Done)
    assert isinstance(noted(cast, "manager", "said", text="Both sides want the calls."), Done)
    rungs = api(cast, "/2")["rungs"]
    assert [(one["helper"], one["text"]) for one in rungs[1]["notes"]] == [
        ("Odile Marsh", ""), ("", "Both sides want the calls."),
    ]  # fmt: skip
    bodies = [event.body for event in ledger.events(cast.alliance, types=["deadlock.noted"])]
    assert "Odile Marsh" not in str(bodies)


@pytest.mark.parametrize(
    ("part", "kind", "wanted"),
    [("observer", "said", 403), ("homes_data", "said", 403), ("kin", "change", 403), ("manager", "change", 403)],
)  # fmt: skip
def test_who_holds_no_mandate_says_nothing_for_a_member(
    cast: Cast, part: str, kind: str, wanted: int
) -> None:
    in_deadlock(cast)
    org = cast.orgs["COU"] if kind == "change" else None
    assert code(noted(cast, part, kind, text="Words.", org=org))[1] == wanted


def test_a_note_is_taken_on_its_page_and_through_the_api(cast: Cast) -> None:
    in_deadlock(cast)
    with clock.simulated(LATER):
        page, program = client(cast, "council"), client(cast, "council", APIClient)
        blank = page.get(f"/a/{cast.slug}/decisions/deadlocks/2/note/")
        assert blank.status_code == 200
        done = page.post(
            f"/a/{cast.slug}/decisions/deadlocks/2/note/",
            {"kind": "change", "org": str(cast.orgs["COU"]), "text": "Six beds."},
        )
        assert done.status_code == 302
        missing = page.post(f"/a/{cast.slug}/decisions/deadlocks/2/note/", {"kind": "said", "text": ""})
        assert missing.status_code == 422
        sent = program.post(
            f"/api/v1/alliances/{cast.slug}/deadlocks/2/notes",
            {"kind": "said", "text": "A good talk."},
            format="json",
        )
    assert (sent.status_code, sent.json()["rungs"][1]["notes"][0]["text"]) == (201, "A good talk.")


def test_once_resolved_no_step_is_the_present_one_and_the_carried_round_is_named(cast: Cast) -> None:
    in_deadlock(cast)
    fails(cast, PAUSE_ENDS + HOUR, 2, position="agree")
    found = api(cast, "/2")
    assert found["case"]["state_words"] == "Resolved: D-003 was carried"
    assert [one["state"] for one in found["rungs"]] == ["past", "past", "ahead", "ahead", "ahead", "ahead"]
    shown = get(cast, "kin", "decisions/deadlocks/2/")
    assert ("Put it to the vote again" in shown, "Here now" in shown) == (False, False)
    assert "This issue was in deadlock" in get(cast, "kin", "decisions/3/")


def test_nothing_is_noted_once_it_is_over(cast: Cast) -> None:
    in_deadlock(cast)
    assert code(noted(cast, "kin", "said", START + 400 * DAY, text="Late.")) == ("over", 409)
    assert "At rest" in get(cast, "kin", "decisions/deadlocks/2/", START + 400 * DAY)


def test_it_waits_at_home_for_members_until_a_vote_runs(cast: Cast) -> None:
    in_deadlock(cast)

    def waits(part: str, at: datetime = LATER) -> list[str]:
        with clock.simulated(at):
            return [one.text for one in queries.waits(cast.viewer(part), at)]

    words = ["D-002 is in deadlock: a facilitated meeting by 19 March 2026"]
    assert waits("kin") == waits("homes_data") == waits("manager") == words
    assert waits("observer") == []
    assert isinstance(put(cast, LATER, 2), Done)
    assert waits("kin", LATER + HOUR) == []


def test_what_happened_lately_tells_of_it_with_a_link(cast: Cast) -> None:
    in_deadlock(cast)
    tick(PAUSE_ENDS)
    with clock.simulated(LATER):
        told = [(one.title, one.url) for one in lately(cast.viewer("kin"), 2)]
    assert told == [
        ("The deadlock of D-002 goes on: a facilitated meeting", f"/a/{cast.slug}/decisions/deadlocks/2/"),
        (
            "The deadlock of D-002 has begun: there is no agreement yet",
            f"/a/{cast.slug}/decisions/deadlocks/2/",
        ),
    ]


def test_where_there_is_none_there_is_nothing(cast: Cast) -> None:
    fails(cast, START + HOUR)
    with clock.simulated(LATER):
        assert client(cast, "kin").get(f"/a/{cast.slug}/decisions/deadlocks/1/").status_code == 404
        assert code_of_missing(cast) == 404
    assert "There is no deadlock" in get(cast, "kin", "decisions/deadlocks/")


def code_of_missing(cast: Cast) -> int:
    address = f"/api/v1/alliances/{cast.slug}/deadlocks/9/notes"
    return (
        client(cast, "kin", APIClient).post(address, {"kind": "said", "text": "x"}, format="json").status_code
    )


def test_a_list_costs_the_same_for_one_deadlock_and_for_three(cast: Cast) -> None:
    def cost() -> int:
        with clock.simulated(START + 30 * DAY), CaptureQueriesContext(connection) as made:
            queries.cases(cast.viewer("kin"))
        return len(made)

    in_deadlock(cast)
    before = cost()
    for number in (3, 5):
        fails(cast, START + number * DAY)
        fails(cast, START + number * DAY + timedelta(hours=5), number)
    assert (Case.objects.count(), cost()) == (3, before)
