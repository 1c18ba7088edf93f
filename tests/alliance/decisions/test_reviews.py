"""Looking again, rows 66 and 67: each member answers, silence is never consent, and one no asks for a proposal."""

from datetime import date, timedelta

import pytest
from rest_framework.test import APIClient

from alliance.decisions import actions, queries
from alliance.decisions.count.window import lapses
from alliance.door import clock
from alliance.door.action import Done
from alliance.door.rebuild import rebuild
from alliance.ledger import queries as ledger
from alliance.ledger.event import SYSTEM
from alliance.wings import registry
from tests.alliance.decisions.acting import SEATS, act, all_vote, code, opened, row, tail
from tests.alliance.decisions.test_pages import at_home
from tests.cast import START, Cast

DUE = date(2026, 9, 1)
AFTER = ((DUE - START.date()).days + 1) * 24  # hours: the morning after the day they named
CLOSES = lapses(START + timedelta(hours=AFTER), 28, "Europe/London")


@pytest.fixture
def decided(cast: Cast) -> Cast:
    """D-001, carried by all four members, to be looked at again on DUE."""
    opened(cast)
    all_vote(cast, 1)
    return cast


def answers(cast: Cast, org: str, answer: str = "yes", by: str = "", hours: float = AFTER, **more):
    said = {"proposal": 1, "org": cast.orgs[org], "answer": answer, "seen": "Calls were answered."} | more
    return act(cast, by or SEATS[org], actions.answer_review, hours=hours, **said)


def page(cast: Cast, part: str = "observer", at=START + timedelta(hours=AFTER)):
    with clock.simulated(at):
        return queries.decision(cast.viewer(part), 1)


def waiting(cast: Cast, part: str) -> list[str]:
    at = START + timedelta(hours=AFTER)
    with clock.simulated(at):
        return [one.text for one in queries.waits(cast.viewer(part), at)]


def test_row_66_a_review_that_nobody_answers_is_overdue_and_the_decision_stays_in_force(
    decided: Cast,
) -> None:
    for at in (START + timedelta(hours=AFTER), START + timedelta(days=900)):
        with clock.simulated(at):
            actions.settle_everywhere()
        found = page(decided, at=at)
        assert (found.review_due, found.life, found.looking.sum) == (
            True, "in_force", "None of the 4 members has answered yet.",
        )  # fmt: skip
    assert "decision.reviewed" not in [event.type for event in ledger.events(decided.alliance)]


def test_row_67_it_waits_for_each_member_until_that_member_has_answered(decided: Cast) -> None:
    assert waiting(decided, "council") == waiting(decided, "kin") == ["Look again at D-001, overdue"]
    assert isinstance(answers(decided, "COU", by="council_deputy"), Done)
    assert waiting(decided, "council") == waiting(decided, "council_deputy") == []
    assert waiting(decided, "kin") == waiting(decided, "manager") == ["Look again at D-001, overdue"]
    assert waiting(decided, "observer") == []


def test_row_67_all_yes_carries_on_until_the_earliest_day_that_was_named(decided: Cast) -> None:
    days = {"COU": date(2027, 3, 1), "KIN": date(2027, 1, 5)}
    for org in SEATS:
        answers(decided, org, look_next=days.get(org))
    found = row(decided, 1)
    assert (found.life, found.review_on, found.review_closes_at) == ("continued", date(2027, 1, 5), None)
    assert tail(decided, 2) == ["decision.review_answered", "decision.reviewed"]
    assert ledger.events(decided.alliance)[-1].actor == SYSTEM
    assert page(decided).looked[0].sum == "Of 4 members, 4 would still and none would not."


def test_row_67_one_no_needs_a_proposal_and_the_decision_stays_in_force(decided: Cast) -> None:
    answers(decided, "HOM", "no")
    assert (page(decided).life, page(decided).needs_proposal) == ("in_force", True)
    for org in ("COU", "ICB", "KIN"):
        answers(decided, org)
    found = page(decided)
    assert (found.life, found.needs_proposal, row(decided, 1).review_on) == ("change", True, date(2027, 9, 1))
    with clock.simulated(START + timedelta(hours=AFTER + 1)):
        shown = at_home(decided, "kin").get(f"/a/{decided.slug}/decisions/1/").content.decode()
    assert "how=review_end#begin" in shown
    assert "how=changes#begin" in shown


def test_row_67_when_the_time_is_over_the_silent_are_shown_as_silent(decided: Cast) -> None:
    answers(decided, "COU")
    answers(decided, "ICB", "unsure")
    assert row(decided, 1).review_closes_at == CLOSES
    on_time = page(decided, at=CLOSES)
    wanted = "Of 4 members, 1 would still, none would not, 1 was not sure and 2 stayed silent."
    assert (on_time.looked[0].sum, on_time.looked[0].found) == (wanted, "continue")
    with clock.simulated(CLOSES + timedelta(hours=5)):
        actions.settle_everywhere()
    body = ledger.events(decided.alliance)[-1].body
    assert (len(body["silent"]), body["would_not"], row(decided, 1).life) == (2, [], "continued")
    assert page(decided, at=CLOSES + timedelta(hours=6)).looked[0].sum == wanted


def test_row_67_nobody_says_yes_so_it_is_not_carried_on(decided: Cast) -> None:
    answers(decided, "COU", "unsure")
    with clock.simulated(CLOSES):
        actions.settle_everywhere()
    assert row(decided, 1).life == "change"


def test_row_67_the_last_answer_of_a_member_counts(decided: Cast) -> None:
    answers(decided, "COU", "no")
    for org in ("ICB", "HOM", "COU", "KIN"):
        answers(decided, org)
    assert row(decided, 1).life == "continued"


REFUSED = {
    "no mandate": ("no_mandate", 403, "homes_data", {"org": "HOM"}),
    "another member": ("no_mandate", 403, "kin", {"org": "HOM"}),
    "the team": ("no_mandate", 403, "manager", {"org": "HOM"}),
    "an observer": ("no_mandate", 403, "observer", {"org": "VOX"}),
    "no word": ("answer", 422, "homes", {"org": "HOM", "answer": "maybe"}),
    "nothing seen": ("seen", 422, "homes", {"org": "HOM", "seen": " "}),
    "a day gone by": ("look_next", 422, "homes", {"org": "HOM", "look_next": date(2026, 1, 1)}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_answer_needs_a_mandate_and_what_was_seen(decided: Cast, name: str) -> None:
    wanted, status, by, given = REFUSED[name]
    org = given.pop("org") if "org" in (given := dict(given)) else "HOM"
    assert code(answers(decided, org, by=by, **given)) == (wanted, status)
    assert (tail(decided) == ["attempt.refused"]) == (status == 403)


def test_what_has_been_reversed_is_not_looked_at_again(decided: Cast) -> None:
    opened(decided, title="Not after all", reverses=1)
    all_vote(decided, 2, hours=4)
    assert code(answers(decided, "COU"))[0] == "not_in_force"


def test_a_carried_vote_about_it_is_the_look_back_of_all(decided: Cast) -> None:
    answers(decided, "COU", hours=5)
    opened(decided, title="Look again", looks_again_at=1, review_on=date(2027, 2, 2))
    all_vote(decided, 2, hours=6)
    found = row(decided, 1)
    assert (found.life, found.review_on, found.review_closes_at) == ("continued", date(2027, 2, 2), None)
    shown = page(decided, at=START + timedelta(hours=7))
    assert (shown.looked[0].by, [(link.how, link.ref) for link in shown.links]) == (
        "D-002", [("Looked at again in", "D-002")],
    )  # fmt: skip


def test_an_emergency_ends_on_the_day_it_named(cast: Cast) -> None:
    opened(
        cast, "council", org=cast.orgs["COU"], owner=cast.orgs["COU"], matter="reserved", category="emergency",
        legal_basis="duty", consequence_title="Cost", consequence_text="Shared.", expires_on=date(2026, 4, 1),
    )  # fmt: skip
    vote = {"org": cast.orgs["COU"], "revision": 1, "position": "agree", "reason": "Frost."}
    act(cast, "council", actions.cast_vote, proposal=1, **vote)
    lives = []
    for day in (30, 31):
        with clock.simulated(START + timedelta(days=day)):
            actions.settle_everywhere()
        lives.append(row(cast, 1).life)
    assert lives == ["in_force", "ended"]


def test_page_and_api_take_the_same_answer_and_the_log_gives_the_same_rows(decided: Cast) -> None:
    sent = {"org": str(decided.orgs["COU"]), "answer": "yes", "seen": "Calls were answered."}
    with clock.simulated(START + timedelta(hours=AFTER)):
        shown = at_home(decided, "council").get(f"/a/{decided.slug}/decisions/1/review/").content.decode()
        done = at_home(decided, "council").post(f"/a/{decided.slug}/decisions/1/review/", sent)
        told = at_home(decided, "icb", APIClient).post(
            f"/api/v1/alliances/{decided.slug}/decisions/1/reviews",
            sent | {"org": str(decided.orgs["ICB"])}, format="json",
        )  # fmt: skip
    assert shown.index("What we expected to see") < shown.index("What did you see?")
    assert (done.status_code, told.status_code) == (302, 201)
    assert [one["answer"] for one in told.json()["looking"]["answers"]] == ["yes", "yes", "silent", "silent"]
    assert rebuild(decided.alliance, registry.projected(), check=True).identical
