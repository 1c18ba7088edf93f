"""Pages and API say the same, to the same people, in the same few queries."""

from datetime import date, timedelta
from time import process_time
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from alliance.decisions import actions, queries
from alliance.decisions.models import Proposal
from alliance.decisions.reading.differences import changes
from alliance.door import clock
from alliance.door.window import opened as window
from alliance.ledger import queries as ledger
from tests.alliance.decisions.acting import act, all_vote, opened, row, vote
from tests.cast import START, Cast, clock_at

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def at_home(cast: Cast, part: str, kind: type[Client] = Client) -> Client:
    client = kind()
    client.force_login(cast.people[part], backend=BACKEND)
    return client


def page_of(cast: Cast, part: str, path: str) -> str:
    with clock_at(hours=6):
        return at_home(cast, part).get(f"/a/{cast.slug}/decisions/{path}").content.decode()


def api_of(cast: Cast, part: str, path: str = "/1") -> dict:
    with clock_at(hours=6):
        return at_home(cast, part, APIClient).get(f"/api/v1/alliances/{cast.slug}/decisions{path}").json()


def test_the_page_and_the_api_show_the_same_sum(cast: Cast) -> None:
    opened(cast)
    all_vote(cast, 1, "ICB", "HOM", "KIN")
    said = api_of(cast, "observer")
    assert said["sum"] == "3 of the 4 members who may vote agree. Stonebridge Council has not voted yet."
    assert said["if_closed_now"] in page_of(cast, "observer", "1/")
    assert said["sum"] in page_of(cast, "observer", "1/")
    assert said["may"]["vote"] == []
    assert [voter["name"] for voter in api_of(cast, "council")["may"]["vote"]] == ["Stonebridge Council"]


def test_an_objection_stands_first_with_its_harm_and_its_way_out(cast: Cast) -> None:
    opened(cast)
    all_vote(cast, 1, "ICB", "HOM", "KIN")
    vote(cast, 1, "COU", "disagree")
    shown = page_of(cast, "observer", "1/")
    assert shown.index("It costs us beds.") < shown.index("Who said what")
    assert shown.index("Start in May.") < shown.index("Who said what")


def test_the_register_finds_by_state_word_and_year(cast: Cast) -> None:
    opened(cast)
    opened(cast, title="Night line", objectives=("O2",))
    all_vote(cast, 1)
    with clock_at(hours=6):
        viewer = cast.viewer("kin")
        found = {
            name: [one.ref for one in queries.register(viewer, **wanted)]
            for name, wanted in {
                "open": {"state": "open"}, "carried": {"state": "carried"}, "word": {"text": "night"},
                "aim": {"objective": "O2"}, "year": {"year": 2025}, "all": {},
            }.items()
        }  # fmt: skip
    assert found == {
        "open": ["D-002"], "carried": ["D-001"], "word": ["D-002"], "aim": ["D-002"], "year": [],
        "all": ["D-002", "D-001"],
    }  # fmt: skip


def test_a_read_computes_what_a_passed_deadline_means_and_writes_nothing(cast: Cast) -> None:
    opened(cast)
    size = len(ledger.events(cast.alliance))
    with clock.simulated(row(cast, 1).closes_at):
        assert [one.ref for one in queries.register(cast.viewer("kin"), state="not_reached")] == ["D-001"]
        assert queries.decision(cast.viewer("kin"), 1).state == "not_reached"
        assert queries.open_decisions(cast.viewer("kin")) == []
    assert len(ledger.events(cast.alliance)) == size


@pytest.mark.parametrize("part", ["stranger", "nobody"])
def test_who_is_not_inside_gets_404_or_the_sign_in_page(cast: Cast, part: str) -> None:
    opened(cast)
    client = Client() if part == "nobody" else at_home(cast, part)
    answers = [
        client.get(f"/a/{cast.slug}/decisions/1/").status_code,
        client.post(f"/api/v1/alliances/{cast.slug}/decisions/1/votes", {"org": str(uuid4())}).status_code,
    ]
    assert answers in ([404, 404], [302, 401], [302, 403])


def test_a_vote_on_the_page_needs_no_script_and_asks_an_objection_for_its_reasons(cast: Cast) -> None:
    opened(cast)
    client, url = at_home(cast, "council"), f"/a/{cast.slug}/decisions/1/vote/"
    sent = {"org": str(cast.orgs["COU"]), "revision": 1, "position": "disagree", "once": str(uuid4())}
    with clock_at(hours=3):
        asked = client.post(url, sent)
        done = client.post(url, sent | {"harm": "Beds", "smallest_change": "May"})
        again = client.post(url, sent | {"harm": "Beds", "smallest_change": "May"})
    assert (asked.status_code, done.status_code, again.status_code) == (422, 302, 302)
    assert "Say the smallest change" in asked.content.decode()
    assert [event.type for event in ledger.events(cast.alliance)].count("vote.cast") == 1


def test_a_vote_without_a_mandate_is_refused_on_the_page_and_logged(cast: Cast) -> None:
    opened(cast)
    with clock_at(hours=3):
        answer = at_home(cast, "manager").post(
            f"/a/{cast.slug}/decisions/1/vote/",
            {"org": str(cast.orgs["COU"]), "revision": 1, "position": "agree"},
        )
    assert answer.status_code == 403
    assert "You hold no mandate" in answer.content.decode()
    assert ledger.events(cast.alliance)[-1].type == "attempt.refused"


def test_row_54_the_api_answers_201_then_200_with_the_same_body(cast: Cast) -> None:
    opened(cast)
    client = at_home(cast, "council", APIClient)
    sent = {"org": str(cast.orgs["COU"]), "revision": 1, "position": "agree"}
    url, key = f"/api/v1/alliances/{cast.slug}/decisions/1/votes", {"HTTP_IDEMPOTENCY_KEY": "one"}
    with clock_at(hours=3):
        first = client.post(url, sent, format="json", **key)
        vote(cast, 1, "ICB", hours=4)
    with clock_at(hours=5):
        second = client.post(url, sent, format="json", **key)
        other = client.post(url, sent | {"position": "abstain"}, format="json", **key)
    assert (first.status_code, second.status_code, other.status_code) == (201, 200, 422)
    assert first.json() == second.json()


@pytest.mark.parametrize("path", ["new/", "new/?matter=vision", "new/?matter=rule_book", "new/?matter=reserved", "drafts/", "print/",
                                  "1/amend/", "1/deadline/", "1/withdraw/", "1/close/", "1/interest/", "1/record/", "1/review/", "1/vote/"])  # fmt: skip
def test_every_page_opens_for_the_facilitator(cast: Cast, path: str) -> None:
    opened(cast)
    with clock_at(hours=3):
        assert at_home(cast, "facilitator").get(f"/a/{cast.slug}/decisions/{path}").status_code == 200


def test_a_rule_book_is_proposed_through_the_form_and_carries_its_settings(cast: Cast) -> None:
    sent = {
        "org": str(cast.orgs["KIN"]), "title": "Our rule-book", "text": "As set below.", "venue": "written",
        "review_on_day": "1", "review_on_month": "9", "review_on_year": "2026", "default_rule": "K", "practice": "M",
        "pool": "on", "written_days": "21", "notice_days": "3", "closes_time": "17:00",
    }  # fmt: skip
    with clock_at(hours=1):
        answer = at_home(cast, "kin").post(f"/a/{cast.slug}/decisions/new/?matter=rule_book", sent)
        assert answer.status_code == 302, answer.content.decode()[3000:6000]
        settings = Proposal.objects.get().revisions.get().settings
        for page in ("1/", "1/vote/"):
            seen = at_home(cast, "council").get(f"/a/{cast.slug}/decisions/{page}").content.decode()
            assert "They stay open for at most 21 days" in seen
            assert "Today: They stay open for at most 28 days" in seen
    rules = {matter["code"]: matter["rule"] for matter in settings["matters"]}
    assert (settings["default_rule"], settings["written_days"], rules["practice"], rules["pool_100k"]) == (
        "K",
        21,
        "M",
        "K",
    )


def test_a_rule_book_proposed_without_words_is_voted_on_by_what_it_changes(cast: Cast) -> None:
    sent = {
        "org": str(cast.orgs["KIN"]), "title": "Our rule-book", "venue": "written", "review_on_day": "1",
        "review_on_month": "9", "review_on_year": "2026", "default_rule": "U", "practice": "K",
        "auto_close_written": "on", "notice_days": "5", "closes_time": "17:00",
    }  # fmt: skip
    said = []
    with clock_at(hours=1):
        for days in ("28", "21"):
            at_home(cast, "kin").post(
                f"/a/{cast.slug}/decisions/new/?matter=rule_book", sent | {"written_days": days}
            )
            said.append(queries.decision(cast.viewer("kin"), len(said) + 1).text)
    assert said == [
        "Nothing changes: the defaults become our rule-book.",
        "We adopt the rule-book as it is set out here. It changes: Written votes.",
    ]


def test_the_vote_page_leads_to_what_its_words_name_and_asks_for_another_in_its_words(cast: Cast) -> None:
    opened(cast)
    opened(cast, text="Like D-001, for all.")
    assert f'<a href="/a/{cast.slug}/decisions/1/">D-001</a>' in page_of(cast, "council", "2/vote/").replace(
        ' class="al-keep"', ""
    )
    asked = page_of(cast, "facilitator", "1/record/")
    assert "What they told you: the organisation’s position" in asked
    assert "Your organisation’s position" not in asked
    assert "You may change the vote" not in asked


def test_the_sum_says_why_so_many_are_needed(cast: Cast) -> None:
    opened(cast, matter="practice")
    assert "needed: at least three quarters of 4 members<" in page_of(cast, "council", "1/")


def test_what_waits_names_the_missing_vote_and_the_act(cast: Cast) -> None:
    opened(cast, matter="rule_book")
    with clock_at(hours=2):
        assert [one.kind for one in queries.waits(cast.viewer("council"), clock.now())] == ["vote"]
    all_vote(cast, 1)
    with clock_at(hours=5):
        assert [one.kind for one in queries.waits(cast.viewer("manager"), clock.now())] == ["act"]
        assert queries.decision(cast.viewer("council"), 1).life_words == (
            "Carried, waits to be acted upon: adopt the rule-book"
        )
        assert queries.waits(cast.viewer("council"), clock.now()) == []
    later = START + timedelta(days=400)
    with clock.simulated(later):
        assert queries.waits(cast.viewer("council"), later) == []


def test_the_change_of_words_is_shown_word_by_word() -> None:
    found = [(one.kind, one.text) for one in changes("residents decide.", "residents decide, gladly.")]
    assert found == [("kept", "residents "), ("taken", "decide."), ("added", "decide, gladly.")]


def test_no_two_texts_take_long_to_compare() -> None:
    began = process_time()
    found = [(one.kind, len(one.text)) for one in changes(f"We {'a b ' * 5_000}go", f"We {'b a ' * 5_000}go")]
    assert found == [("kept", 3), ("taken", 19_999), ("added", 19_999), ("kept", 1), ("kept", 2)]
    assert process_time() - began < 1


def many(cast: Cast, size: int) -> None:
    """More rows like the first, straight into the table: only the counting of queries looks at them."""
    first = row(cast, 1)
    with window():
        Proposal.objects.bulk_create(
            Proposal(
                alliance_id=cast.alliance, number=number, title=f"No. {number}", matter="vision", rule="U", venue="written",
                capacity="alliance", org=first.org, opened_at=first.opened_at, opens_at=first.opens_at,
                closes_at=first.closes_at, result="carried", reason="unanimous", decided_at=first.closes_at,
            )
            for number in range(100, 100 + size)
        )  # fmt: skip


def counted(cast: Cast) -> int:
    client = at_home(cast, "council")
    with clock_at(hours=6), CaptureQueriesContext(connection) as seen:
        assert client.get(f"/a/{cast.slug}/decisions/").status_code == 200
    return len(seen)


def test_the_register_asks_as_often_at_ten_rows_as_at_a_thousand(cast: Cast) -> None:
    opened(cast)
    few_open = counted(cast)
    for _ in range(9):
        opened(cast)
    ten_open = counted(cast)
    many(cast, 1000)
    opened(cast)
    assert few_open == ten_open == counted(cast)


def test_one_decision_asks_as_often_with_many_votes(cast: Cast) -> None:
    opened(cast)
    act(cast, "kin", actions.amend_proposal, proposal=1, revision=1, title="x", text="y")
    viewer = cast.viewer("council")
    with clock_at(hours=9):
        with CaptureQueriesContext(connection) as before:
            queries.decision(viewer, 1)
        all_vote(cast, 1, "ICB", "HOM", "KIN", revision=2)
        for _ in range(5):
            vote(cast, 1, "ICB", "abstain", revision=2)
        with CaptureQueriesContext(connection) as after:
            queries.decision(viewer, 1)
    assert len(before) == len(after) <= 11


def test_other_rooms_resolve_a_reference(cast: Cast) -> None:
    opened(cast, review_on=date(2026, 8, 1))
    found = queries.references(cast.viewer("icb"), ["D-001", "D-009"])
    assert [(one.ref, one.title, one.state) for one in found] == [("D-001", "Weekly calls", "Open")]


HOSTILE = [
    ({"revision": 2**70}, 422), ({"reason": "\x00"}, 422), ({"position": "maybe"}, 422), ({"org": "me"}, 422),
    ({"org": "00000000-0000-4000-8000-00000000dead"}, 403), ({"position": "disagree"}, 422), ({"best_for_people": "x"}, 422),
]  # fmt: skip


@pytest.mark.parametrize(("twist", "status"), HOSTILE, ids=lambda value: str(value)[:24])
def test_a_strange_ballot_is_answered_and_never_breaks_anything(cast: Cast, twist: dict, status: int) -> None:
    opened(cast)
    sent = {"org": str(cast.orgs["COU"]), "revision": 1, "position": "agree"} | twist
    with clock_at(hours=3):
        answer = at_home(cast, "council", APIClient).post(
            f"/api/v1/alliances/{cast.slug}/decisions/1/votes", sent, format="json"
        )
    assert answer.status_code == status
    assert answer.json()["sentence"]


ABSTAINS = {
    "U": ("vision", "It cannot be carried while one member abstains"),
    "K": ("practice", "It counts to the ballots that are needed, and neither for nor against."),
}


@pytest.mark.parametrize("rule", ABSTAINS)
def test_the_ballot_says_what_each_choice_does_and_what_a_disagreement_needs(cast: Cast, rule: str) -> None:
    matter, words = ABSTAINS[rule]
    opened(cast, matter=matter)
    shown = page_of(cast, "council", "1/vote/")
    assert words in shown
    assert words in {one["position"]: one["does"] for one in api_of(cast, "council")["options"]}["abstain"]
    told = shown[shown.index('data-of="id_position_1"') : shown.index('id="id_position_2"')]
    assert told.count("Needed if you disagree") == 2
    assert "(optional)" not in told
