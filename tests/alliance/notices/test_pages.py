"""Your notices: the page, the API, the link that ends a kind of letter; and who sees none of it."""

import json
import re

import pytest
from django.core import mail, signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from alliance.decisions import actions
from alliance.desk.quiet import SECRET
from alliance.notices.condition import condition
from alliance.notices.envelope import ON_FILE
from alliance.notices.links import SALT, Stop, link_of
from alliance.notices.models import Letter, State, Subscription
from tests.alliance.decisions.acting import act, opened
from tests.alliance.notices.acting import letters, look, signed_in, who
from tests.cast import Cast, build, clock_at

LIST, CHOICES = "/api/v1/me/notices/", "/api/v1/me/notices/choices/"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def wish(cast: Cast, part: str, **more: str) -> tuple[bool, str]:
    row = Subscription.objects.get(person=cast.people[part], **more)
    return row.immediate, row.digest


def test_the_page_shows_what_was_told_and_counts_what_is_new(cast: Cast) -> None:
    opened(cast)
    look(1.1)
    client = signed_in(cast, "homes")
    with clock_at(hours=2):
        page = client.get("/notices/").content.decode()
        assert "D-001 was opened for votes" in page
        assert "Weekly calls" not in page
        assert "Sent by e-mail" in page
        with override_settings(EMAIL_BACKEND=ON_FILE):
            assert "Written, no mail server is set" in client.get("/notices/").content.decode()
            assert any("written, no mail server is set" in line for line in condition())
        assert "Your notices (1 new)" in client.get("/").content.decode()
        assert client.post("/notices/seen/").status_code == 302
        assert "new)" not in client.get("/").content.decode()
    assert "D-001" not in signed_in(cast, "observer").get("/notices/").content.decode()


def test_a_notice_leaves_the_page_after_thirty_days(cast: Cast) -> None:
    opened(cast)
    look(1.1)
    client = signed_in(cast, "homes")
    with clock_at(days=31):
        page = client.get("/notices/").content.decode()
    assert "Weekly calls" not in page
    assert "new)" not in page


def test_choices_are_kept_and_shown(cast: Cast) -> None:
    look(0.1)
    client = signed_in(cast, "homes")
    sent = {"digest_stonebridge": "weekly", "hour": "18:15"}
    assert client.post("/notices/", sent).status_code == 302
    assert wish(cast, "homes") == (False, "weekly")
    assert wish(cast, "icb") == (True, "daily")
    page = client.get("/notices/").content.decode()
    assert 'value="18:15"' in page
    assert re.search(r'value="weekly"[^>]*checked', page)


def test_choices_made_before_the_worker_has_seen_somebody_are_kept_as_well(cast: Cast) -> None:
    signed_in(cast, "homes").post("/notices/", {"digest_stonebridge": "none", "hour": "07:30"})
    look(0.1)
    assert wish(cast, "homes") == (False, "none")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"digest_stonebridge": "daily", "hour": "noon"}, "Give a time of day, such as 07:30."),
        ({"digest_stonebridge": "hourly", "hour": "07:30"}, "Choose one of those"),
    ],
)
def test_what_cannot_be_chosen_is_said(cast: Cast, sent: dict[str, str], said: str) -> None:
    answer = signed_in(cast, "homes").post("/notices/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_programs_see_and_choose_the_same(cast: Cast) -> None:
    opened(cast)
    look(1.1)
    client = signed_in(cast, "homes")
    with clock_at(hours=2):
        lines = client.get(LIST).json()
        assert [(one["kind"], one["state"], one["seen"]) for one in lines] == [("vote.opened", "sent", False)]
        assert [one["seen"] for one in client.post(LIST, "{}", content_type="application/json").json()] == [
            True
        ]
        asked = {"hour": "06:00", "places": [{"slug": "stonebridge", "immediate": False, "digest": "none"}]}
        answer = client.post(CHOICES, json.dumps(asked), content_type="application/json")
        assert answer.json() == client.get(CHOICES).json()
    assert answer.json() == {
        "hour": "06:00", "zone": "Europe/London",
        "places": [{"slug": "stonebridge", "name": "Stonebridge", "immediate": False, "digest": "none"}],
    }  # fmt: skip


def test_nobody_chooses_for_an_alliance_that_is_not_theirs(cast: Cast) -> None:
    build("elsewhere")
    asked = {"hour": "06:00", "places": [{"slug": "elsewhere", "immediate": False, "digest": "none"}]}
    client = signed_in(cast, "homes")
    answer = client.post(CHOICES, json.dumps(asked), content_type="application/json")
    nowhere = json.dumps(asked).replace("elsewhere", "nowhere")
    unknown = client.post(CHOICES, nowhere, content_type="application/json")
    assert answer.status_code == unknown.status_code == 422
    assert answer.json()["sentence"].replace("elsewhere", "nowhere") == unknown.json()["sentence"]


def test_a_stranger_sees_an_empty_page_and_somebody_signed_out_none(cast: Cast, client: Client) -> None:
    opened(cast)
    look(1.1)
    stranger = signed_in(cast, "stranger")
    page = stranger.get("/notices/").content.decode()
    assert "You are in no alliance yet" in page
    assert stranger.get(LIST).json() == []
    assert client.get("/notices/").status_code == 302
    assert client.get(LIST).status_code == 401


def links(body: str) -> str:
    found = re.search(r"http://localhost:8000(/notices/stop/\S+)", body)
    assert found
    return found[1]


def letter_to(cast: Cast, part: str) -> str:
    return next(one.body for one in mail.outbox if one.to == [cast.people[part].email])


def test_the_link_asks_first_and_then_ends_letters_at_once_and_nothing_else(cast: Cast) -> None:
    opened(cast)
    look(1.1)
    link, client = links(letter_to(cast, "homes")), Client(enforce_csrf_checks=True)
    asked = client.get(link)
    assert "Stop immediate e-mails from Stonebridge?" in asked.content.decode()
    assert wish(cast, "homes") == (True, "daily")
    done = client.post(link, ONE_CLICK)
    assert (done.status_code, "No more immediate e-mails from Stonebridge" in done.content.decode()) == (
        200,
        True,
    )
    assert wish(cast, "homes") == (False, "daily")
    assert wish(cast, "icb") == (True, "daily")
    assert client.post(link, ONE_CLICK).status_code == 200  # a second click changes nothing
    mail.outbox.clear()
    opened(cast, title="Another")
    look(1.2)
    assert who(cast, letters("vote.opened", state=State.HERE)) == {"homes"}


def test_the_link_of_a_digest_ends_digests_of_all_alliances_and_nothing_else(cast: Cast) -> None:
    look(0.1)
    link = reverse("notices_stop", args=[link_of(Stop(cast.people["homes"].id))])
    assert "Stop digests?" in Client().get(link).content.decode()
    assert "No more digests" in Client().post(link, ONE_CLICK).content.decode()
    assert wish(cast, "homes") == (True, "none")
    assert "No more digests" in Client().get(link).content.decode()


def test_a_link_that_we_did_not_write_ends_nothing(cast: Cast) -> None:
    look(0.1)
    person, other = cast.people["homes"].id, cast.people["icb"].id
    good = link_of(Stop(person, cast.alliance))
    forged = [
        f"{good}x", good.replace(good[:10], link_of(Stop(other, cast.alliance))[:10]), "nonsense",
        signing.dumps([person.hex, ""], salt="alliance.invitation"), signing.dumps("x", salt=SALT),
        signing.dumps(["y", ""], salt=SALT), signing.dumps([cast.alliance.hex, ""], salt=SALT),
    ]  # fmt: skip
    for link in forged:
        for method in (Client().get, Client().post):
            assert method(f"/notices/stop/{link}/").status_code == 404, link
    assert {row.digest for row in Subscription.objects.all()} == {"daily"}


def test_the_servers_log_does_not_hold_the_link() -> None:
    assert SECRET.sub(r"\1…", 'GET "/notices/stop/WyJ:abc/ HTTP/1.1"') == 'GET "/notices/stop/…/ HTTP/1.1"'


def test_the_page_costs_the_same_however_much_was_told(cast: Cast) -> None:
    client = signed_in(cast, "homes")

    def cost() -> int:
        with clock_at(hours=3), CaptureQueriesContext(connection) as seen:
            assert client.get("/notices/").status_code == 200
        return len(seen)

    opened(cast)
    look(1.1)
    before = cost()
    for number in range(5):
        opened(cast, title=f"More {number}")
    look(1.2)
    assert Letter.objects.filter(person=cast.people["homes"]).count() == 6
    assert cost() == before


def test_what_was_told_does_not_change_when_the_vote_ends(cast: Cast) -> None:
    number = opened(cast)
    look(1.1)
    with clock_at(hours=1.5):
        before = signed_in(cast, "homes").get(LIST).json()[0]
    act(cast, "kin", actions.withdraw_proposal, hours=2, proposal=number, reason="Not now")
    with clock_at(hours=3):
        after = signed_in(cast, "homes").get(LIST).json()[0]
    assert (after["text"], after["detail"]) == ("D-001 was opened for votes", "")
    assert before | {"url": after["url"]} == after  # the vote's page gives way to the decision's
