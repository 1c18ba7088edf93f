"""Row 71: a slip in decided text is put right in the open; meaning changed, or any member asks: a new vote."""

from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from alliance.contract import rulebook
from alliance.decisions import queries
from alliance.decisions.count.correcting import changed_words, most_words
from alliance.door import clock
from alliance.door.action import Done
from alliance.door.rebuild import rebuild
from alliance.ledger.verify import verify
from alliance.life.actions import correct_decision, object_to_correction
from alliance.life.waiting import waits
from alliance.wings import registry
from tests.alliance.decisions.acting import SEATS, act, all_vote, code, opened, row, tail
from tests.alliance.decisions.test_pages import at_home
from tests.cast import START, Cast

OBJECTION_DAYS = rulebook.DEFAULTS.correction_days
VOTED = "We call each wek from 2 March, at 10:00, and keep 1,000 pounds aside."
RIGHT = VOTED.replace("wek", "week")
OVER = START + timedelta(days=OBJECTION_DAYS + 1)


@pytest.fixture
def decided(cast: Cast) -> Cast:
    opened(cast, text=VOTED)
    all_vote(cast, 1)
    return cast


def corrects(
    cast: Cast, by: str = "kin", text: str = RIGHT, reason: str = "A letter was missing.", hours: float = 3
):
    return act(cast, by, correct_decision, hours=hours, proposal=1, text=text, reason=reason)


def shown(cast: Cast, at=START + timedelta(hours=5), part: str = "observer"):
    with clock.simulated(at):
        return queries.decision(cast.viewer(part), 1)


def objects(cast: Cast, org: str = "COU", by: str = "", hours: float = 6, reason: str = "Let us vote."):
    one = shown(cast).later.corrections[-1].id
    return act(
        cast, by or SEATS[org], object_to_correction, hours=hours, proposal=1, correction=one, org=cast.orgs[org], reason=reason
    )  # fmt: skip


@pytest.mark.parametrize("by", ["kin", "manager", "facilitator"])
def test_row_71_both_texts_are_shown_and_the_voted_words_stay_untouched(decided: Cast, by: str) -> None:
    assert isinstance(corrects(decided, by), Done)
    page = shown(decided)
    one = page.later.corrections[0]
    assert (page.text, one.text, one.state, page.later.standing_text) == (VOTED, RIGHT, "open", VOTED)
    assert [(piece.kind, piece.text) for piece in one.changes if piece.kind != "kept"] == [
        ("taken", "wek"),
        ("added", "week"),
    ]
    assert (one.reason, row(decided, 1).revisions.get().text) == ("A letter was missing.", VOTED)


def test_row_71_nobody_objects_in_time_and_the_corrected_words_stand(decided: Cast) -> None:
    corrects(decided)
    until = shown(decided).later.corrections[0].until
    assert shown(decided, until - timedelta(microseconds=1)).later.standing_text == VOTED
    page = shown(decided, until)
    assert (page.later.corrections[0].state, page.later.standing_text, page.text) == ("stands", RIGHT, VOTED)
    late = (until - START) / timedelta(hours=1)
    assert code(objects(decided, hours=late))[0] == "late"


def test_row_71_any_member_asks_and_the_correction_is_void(decided: Cast) -> None:
    corrects(decided)
    assert isinstance(objects(decided, "COU", "council_deputy"), Done)
    page = shown(decided, OVER)
    one = page.later.corrections[0]
    assert (one.state, page.later.standing_text, one.objections[0].org) == (
        "void",
        VOTED,
        "Stonebridge Council",
    )
    assert tail(decided) == ["decision.correction_objected"]
    assert code(objects(decided, "COU"))[0] == "objected"
    with clock.simulated(START + timedelta(hours=7)):
        html = at_home(decided, "kin").get(f"/a/{decided.slug}/decisions/1/").content.decode()
    assert "a new vote is needed" in html
    assert "concerns=1&amp;how=changes" in html


def test_a_point_moved_beside_a_number_is_no_other_number(cast: Cast) -> None:
    opened(cast, text="We start on 4 January 2027")
    all_vote(cast, 1)
    assert isinstance(corrects(cast, text="We start on 4 January 2027."), Done)


REFUSED = {
    "a number changes": ("meaning", 409, "kin", VOTED.replace("1,000", "10,000"), "x"),
    "a time changes": ("meaning", 409, "kin", VOTED.replace("10:00", "11:00"), "x"),
    "other words": (
        "meaning",
        409,
        "kin",
        "We never call anybody at all from 2 March, at 10:00, and keep 1,000 pounds.",
        "x",
    ),
    "the same words": ("text", 422, "kin", VOTED, "x"),
    "no words": ("text", 422, "kin", " ", "x"),
    "no reason": ("reason", 422, "kin", RIGHT, " "),
    "another member": ("not_allowed", 403, "council", RIGHT, "x"),
    "an observer": ("not_allowed", 403, "observer", RIGHT, "x"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_row_71_meaning_changed_or_not_theirs_is_refused(decided: Cast, name: str) -> None:
    wanted, status, by, text, reason = REFUSED[name]
    assert code(corrects(decided, by, text, reason)) == (wanted, status)
    assert shown(decided).later.corrections == ()


def test_only_what_was_agreed_is_corrected_and_one_slip_at_a_time(cast: Cast) -> None:
    opened(cast, text=VOTED)
    assert code(corrects(cast, hours=1.5))[0] == "not_agreed"
    all_vote(cast, 1)
    corrects(cast)
    assert code(corrects(cast, text=VOTED.replace("aside", "apart")))[0] == "one_at_a_time"
    later = (OVER - START) / timedelta(hours=1)
    second = RIGHT.replace("aside", "apart")
    assert isinstance(corrects(cast, text=second, hours=later), Done)
    page = shown(cast, OVER + timedelta(days=OBJECTION_DAYS + 1))
    assert [one.state for one in page.later.corrections] == ["stands", "stands"]
    assert page.later.standing_text == second
    assert [piece.text for piece in page.later.corrections[1].changes if piece.kind != "kept"] == [
        "aside.",
        "apart.",
    ]


@pytest.mark.parametrize(("org", "by"), [("COU", "manager"), ("HOM", "kin"), ("HOM", "homes_data")])
def test_only_a_members_own_voice_objects(decided: Cast, org: str, by: str) -> None:
    corrects(decided)
    assert code(objects(decided, org, by)) == ("no_mandate", 403)


WORDS = {
    "none": ("a b c", "a b c", 0),
    "one": ("a b c", "a x c", 1),
    "more put in": ("a", "a b c d", 3),
    "gone": ("a b c", "", 3),
}


@pytest.mark.parametrize("name", WORDS)
def test_changed_words_are_counted(name: str) -> None:
    before, after, wanted = WORDS[name]
    assert changed_words(before, after) == wanted
    assert (most_words("a b"), most_words("a " * 50)) == (3, 5)


def test_page_and_api_take_a_correction_and_an_objection_and_the_log_gives_the_same_rows(
    decided: Cast,
) -> None:
    url, api = f"/a/{decided.slug}/decisions/1/", f"/api/v1/alliances/{decided.slug}/decisions/1/corrections"
    sent = {"text": RIGHT, "reason": "A letter was missing."}
    with clock.simulated(START + timedelta(hours=3)):
        client = at_home(decided, "kin")
        form = client.get(f"{url}correct/").content.decode()
        wrong = client.post(
            f"{url}correct/", sent | {"text": "Something else altogether, with no likeness to it"}
        )
        done = client.post(f"{url}correct/", sent)
    one = shown(decided).later.corrections[0].id
    with clock.simulated(START + timedelta(hours=4)):
        open_ = at_home(decided, "homes").get(url).content.decode()
        asked = at_home(decided, "homes").get(f"{url}corrections/{one}/object/").content.decode()
        said = {"org": str(decided.orgs["HOM"]), "reason": "I ask for a vote."}
        void = at_home(decided, "homes").post(f"{url}corrections/{one}/object/", said)
        nothing = at_home(decided, "homes").post(f"{url}corrections/{decided.alliance}/object/", said)
        told = at_home(decided, "kin", APIClient).post(api, sent, format="json")
        two = told.json()["later"]["corrections"][1]["id"]
        objected = at_home(decided, "icb", APIClient).post(
            f"{api}/{two}/object", {"org": str(decided.orgs["ICB"]), "reason": "So do I."}, format="json"
        )  # fmt: skip
    assert VOTED in form
    assert "Ask for a vote instead" in open_
    assert "Why should this be a vote?" in asked
    assert (wrong.status_code, done.status_code, void.status_code, nothing.status_code) == (
        409,
        302,
        302,
        404,
    )
    assert (told.status_code, objected.status_code) == (201, 201)
    assert [each["state"] for each in objected.json()["later"]["corrections"]] == ["void", "void"]
    assert rebuild(decided.alliance, registry.projected(), check=True).identical
    assert verify(decided.alliance).whole


def test_members_are_told_of_a_correction_while_they_may_object(decided: Cast) -> None:
    def waiting(part: str, at=START + timedelta(hours=5)) -> list[str]:
        with clock.simulated(at):
            return [one.kind for one in waits(decided.viewer(part), at)]

    corrects(decided)
    assert waiting("council") == waiting("homes") == ["correction"]
    assert waiting("manager") == waiting("council", OVER) == []
    objects(decided)
    assert waiting("council") == []
