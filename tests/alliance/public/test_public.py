"""What everybody may read: what was published, by organisations, and nobody's name or reason."""

import csv
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from alliance.contract.matters import MatterType, Rule, Share
from alliance.decisions.actions import close_early, open_proposal
from alliance.decisions.asked import Asked
from alliance.door.action import Done
from alliance.door.rebuild import rebuild
from alliance.ledger import queries as ledger
from alliance.public import actions, offered
from alliance.wings import registry
from tests.alliance.decisions.acting import act, all_vote, code, opened, row, vote
from tests.alliance.decisions.test_pages import at_home
from tests.alliance.life.test_boards import under
from tests.cast import PARTS, Cast, build, clock_at


def to_the_public(cast: Cast) -> None:
    """D-001 opens the register; D-002 is published, D-003 is not, D-004 is open still."""
    opened(
        cast,
        title="An open register",
        matter="practice",
        text="Everybody may know what we decide.",
        public="opens",
    )
    all_vote(cast, 1)
    act(cast, "kin", close_early, hours=3, proposal=1)
    assert isinstance(act(cast, "manager", actions.open_to_public, hours=4, decision=1), Done)
    for number, title in enumerate(("Night line", "Secret hedgehog", "Still open"), 2):
        opened(cast, title=title, text=f"{title} for all.")
        if number < 4:
            all_vote(cast, number, reason="Dora Provider said so.", hours=3)
    vote(cast, 4, "COU", "disagree", hours=3)
    assert isinstance(act(cast, "manager", actions.publish, hours=5, proposal=2), Done)


def pages(cast: Cast) -> dict[str, str]:
    here = f"/public/{cast.slug}/decisions"
    client = Client()
    with clock_at(hours=9):
        return {path: b"".join(client.get(f"{here}{path}")).decode() for path in ("/", "/2/", ".csv")}


def test_everybody_reads_what_was_published_and_nothing_else(cast):
    to_the_public(cast)
    seen = pages(cast)
    assert "Night line" in seen["/"]
    assert "Carried" in seen["/"]
    assert "Night line for all." in seen["/2/"]
    assert "All 4 members who may vote agreed." in seen["/2/"]
    assert re.search(r"<b>Kinfolk Centre</b><span>Provider</span>.*?Agreed", seen["/2/"])
    assert not any(
        word in text for text in seen.values() for word in ("hedgehog", "Still open", "An open register")
    )
    line = next(csv.DictReader(io.StringIO(seen[".csv"].removeprefix("\ufeff"), newline="")))
    assert (line["reference"], line["decided"], line["Threshold Homes"]) == ("D-002", "2026-03-02", "Agreed")


def test_no_name_address_or_reason_of_anybody_is_in_any_public_answer(cast):
    to_the_public(cast)
    names = [name for name, *_ in PARTS.values()] + [person.email for person in cast.people.values()]
    names += [str(person.id) for person in cast.people.values()] + [
        part for name in names[:10] for part in name.split()[:1]
    ]
    for path, text in pages(cast).items():
        assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)] == [], path
        assert "said so" not in text
        assert "@" not in text
        assert "beds" not in text


def test_what_is_not_published_is_not_there_for_anybody_known_or_unknown(cast):
    to_the_public(cast)
    paths = [f"/public/{cast.slug}/decisions/{number}/" for number in (1, 3, 4, 99)]
    paths += [f"/public/nowhere/decisions{end}" for end in ("/", "/2/", ".csv")]
    answers = [Client().get(path) for path in paths]
    assert {one.status_code for one in answers} == {404}
    assert len({re.sub(r"x-csrftoken[^}]*", "", one.content.decode()) for one in answers}) == 1


def test_a_register_that_members_have_not_opened_is_not_there(cast):
    opened(cast)
    all_vote(cast, 1)
    assert Client().get(f"/public/{cast.slug}/decisions/").status_code == 404
    assert code(act(cast, "manager", actions.publish, proposal=1)) == ("register_closed", 409)


def test_the_answer_is_for_caches_and_for_nobody_in_particular(cast):
    to_the_public(cast)
    with clock_at(hours=9):
        for path in ("/", "/2/", ".csv"):
            address = f"/public/{cast.slug}/decisions{path}"
            signed_in, nobody = at_home(cast, "homes").get(address), Client().get(address)
            assert nobody["Cache-Control"] == "public, max-age=300"
            assert "X-Robots-Tag" not in nobody
            assert "sessionid" not in nobody.cookies
            assert b"".join(signed_in) == b"".join(nobody)


@pytest.mark.parametrize(
    ("part", "answer"), [("kin", "done"), ("facilitator", "no"), ("homes_data", "no"), ("observer", "no"), ("council", "done")]
)  # fmt: skip
def test_who_speaks_for_a_member_publishes_and_takes_back(cast, part, answer):
    to_the_public(cast)
    made = act(cast, part, actions.publish, hours=6, proposal=3)
    back = act(cast, part, actions.unpublish, hours=7, proposal=2, reason="It names a place.")
    assert (isinstance(made, Done), isinstance(back, Done)) == ((answer == "done",) * 2)
    if answer == "no":
        assert code(made) == ("not_allowed", 403)


def test_what_is_taken_back_is_gone_and_may_be_published_again(cast):
    to_the_public(cast)
    assert code(act(cast, "icb", actions.unpublish, hours=6, proposal=2, reason=" ")) == ("reason", 422)
    assert isinstance(act(cast, "icb", actions.unpublish, hours=6, proposal=2, reason="A place."), Done)
    assert Client().get(f"/public/{cast.slug}/decisions/2/").status_code == 404
    assert code(act(cast, "icb", actions.unpublish, hours=6, proposal=2, reason="A place.")) == (
        "not_published",
        409,
    )
    assert isinstance(act(cast, "icb", actions.publish, hours=7, proposal=2), Done)
    assert code(act(cast, "icb", actions.publish, hours=7, proposal=2)) == ("published", 409)
    assert code(act(cast, "icb", actions.publish, hours=7, proposal=4)) == ("no_outcome", 409)
    assert rebuild(cast.alliance, registry.projected(), check=True).identical


def test_only_a_decision_of_the_members_opens_the_register_and_only_once(cast):
    to_the_public(cast)
    assert code(act(cast, "manager", actions.open_to_public, hours=6, decision=1)) == ("used", 409)
    assert code(act(cast, "manager", actions.open_to_public, hours=6, decision=2)) == ("says_nothing", 409)
    opened(cast, title="Publish the open book", matter="practice", text="We publish, for the public.")
    all_vote(cast, 5, hours=6)
    act(cast, "kin", close_early, hours=7, proposal=5)
    assert code(act(cast, "manager", actions.open_to_public, hours=8, decision=5)) == ("says_nothing", 409)
    assert code(act(cast, "kin", actions.open_to_public, hours=8, decision=1)) == ("not_allowed", 403)
    kinds = [event.type for event in ledger.events(cast.alliance)]
    assert kinds.count("register.opened_to_public") == 1


def test_the_register_closes_when_its_decision_is_reversed(cast):
    to_the_public(cast)
    opened(cast, title="Close it", matter="practice", reverses=1)
    all_vote(cast, 5)
    act(cast, "kin", close_early, hours=6, proposal=5)
    assert row(cast, 1).life == "reversed"
    assert Client().get(f"/public/{cast.slug}/decisions/").status_code == 404
    assert not offered.public_state(cast.viewer("kin")).open


def test_a_later_decision_that_says_so_closes_the_register(cast):
    to_the_public(cast)
    opened(cast, title="Close it", matter="practice", text="Enough.", public="closes")
    all_vote(cast, 5)
    act(cast, "kin", close_early, hours=6, proposal=5)
    assert code(act(cast, "manager", actions.close_to_public, hours=7, decision=1)) == ("says_nothing", 409)
    assert code(act(cast, "kin", actions.close_to_public, hours=7, decision=5)) == ("not_allowed", 403)
    with clock_at(hours=8):
        client, here = at_home(cast, "manager"), f"/a/{cast.slug}/decisions/public/"
        assert "Close the register to the public" in client.get(here).content.decode()
        assert client.post(here, {"decision": 5}).status_code == 302
    assert Client().get(f"/public/{cast.slug}/decisions/").status_code == 404
    answer = at_home(cast, "manager", APIClient).post(
        f"/api/v1/alliances/{cast.slug}/public-register/close", {"decision": 5}, format="json"
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "register_closed")
    assert rebuild(cast.alliance, registry.projected(), check=True).identical


@pytest.mark.parametrize(("matter", "says"), [("vision", "opens"), ("practice", "everything")])
def test_what_it_does_with_the_register_stands_beside_the_words_and_not_on_every_matter(cast, matter, says):
    given = {
        "title": "Open",
        "text": "Open.",
        "review_on": date(2026, 9, 1),
        "matter": matter,
        "public": says,
    }
    refused = act(cast, "kin", open_proposal, asked=Asked(org=cast.orgs["KIN"], **given))
    assert code(refused) == ("public", 422)
    number = opened(cast, matter="practice", public="opens")
    with clock_at(hours=3):
        for path in ("", "vote/"):
            shown = at_home(cast, "kin").get(f"/a/{cast.slug}/decisions/{number}/{path}").content.decode()
            assert "This decision opens the public register" in shown
        asked = (
            at_home(cast, "kin")
            .get(f"/a/{cast.slug}/decisions/new/?matter=practice&public=opens")
            .content.decode()
        )
        other = at_home(cast, "kin").get(f"/a/{cast.slug}/decisions/new/?matter=vision").content.decode()
    assert "What would it do with the public register?" in asked
    assert "public register" not in other


def test_the_threshold_and_what_became_of_it_stand_with_the_outcome_before_everybody(cast):
    under(cast, MatterType("practice", Rule.THRESHOLD, threshold=Share(2, 3)))
    to_the_public(cast)
    opened(cast, title="Quiet hours", matter="practice")
    all_vote(cast, 5, "COU", "ICB", "HOM")
    vote(cast, 5, "KIN", "disagree")
    act(cast, "kin", close_early, hours=6, proposal=5)
    act(cast, "manager", actions.publish, hours=7, proposal=5)
    opened(cast, title="Not after all", matter="vision", reverses=5)
    all_vote(cast, 6, hours=8)
    seen = pages(cast)
    said = "3 of the 4 votes cast agreed; at least 2 of every 3 were needed."
    assert (said in seen["/"], "Carried when at least 2 of every 3 votes cast agree" in seen["/"]) == (
        True,
        True,
    )
    assert "Reversed by D-006" in seen["/"]
    line = next(csv.DictReader(io.StringIO(seen[".csv"].removeprefix("\ufeff"), newline="")))
    assert (said in line["sum"], line["rule"]) == (
        True,
        "Carried when at least 2 of every 3 votes cast agree",
    )


def test_pages_and_api_do_the_same(cast):
    to_the_public(cast)
    program, person = at_home(cast, "kin", APIClient), at_home(cast, "homes")
    with clock_at(hours=9):
        answer = program.post(f"/api/v1/alliances/{cast.slug}/decisions/3/publication")
        assert (answer.status_code, answer.json()["may"]) == (201, "take_back")
        back = f"/a/{cast.slug}/decisions/3/public/"
        assert "Take it back" in person.get(back).content.decode()
        assert person.post(back, {"reason": ""}).status_code == 422
        assert person.post(back, {"reason": "A place."}).status_code == 302
        assert person.post(back).status_code == 302
        assert "Secret hedgehog" in person.get(f"/a/{cast.slug}/decisions/public/").content.decode()
        state = program.get(f"/api/v1/alliances/{cast.slug}/public-register").json()
    assert (state["open"], state["by"], len(state["published"])) == (True, "D-001", 2)


def test_a_manager_opens_it_on_the_page(cast):
    opened(
        cast,
        title="An open register",
        matter="practice",
        text="Everybody may know what we decide.",
        public="opens",
    )
    all_vote(cast, 1)
    act(cast, "kin", close_early, hours=3, proposal=1)
    with clock_at(hours=6):
        client, here = at_home(cast, "manager"), f"/a/{cast.slug}/decisions/public/"
        assert "D-001 An open register" in client.get(here).content.decode()
        assert client.post(here, {"decision": 1}).status_code == 302
        assert "Nothing is published yet" in Client().get(f"/public/{cast.slug}/decisions/").content.decode()


def test_another_alliance_shows_only_its_own(cast):
    to_the_public(cast)
    other = build("elsewhere")
    to_the_public(other)
    act(other, "manager", actions.unpublish, hours=6, proposal=2, reason="A place.")
    assert "Night line" not in Client().get("/public/elsewhere/decisions/").content.decode()


def test_a_public_page_asks_as_often_for_many_decisions_as_for_one(cast):
    to_the_public(cast)

    def counted() -> int:
        with clock_at(hours=9), CaptureQueriesContext(connection) as seen:
            Client().get(f"/public/{cast.slug}/decisions/")
        return len(seen)

    few = counted()
    act(cast, "manager", actions.publish, hours=6, proposal=3)
    assert few == counted() <= 4
