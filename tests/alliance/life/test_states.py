"""Each way of the state tables is walked once, through the door, and the paper is drawn from the same table."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from alliance.boot.places import ROOT
from alliance.contract.matters import Capacity
from alliance.decisions import actions
from alliance.decisions.asked import Asked
from alliance.decisions.count import states
from alliance.decisions.models import HOLDS, Life
from alliance.decisions.models import STANDING as ROWS_STANDING
from alliance.life.actions import correct_decision
from meetings.meetings.actions import record_departure
from meetings.meetings.models import AgendaItem
from tests.alliance.decisions.acting import LAST, SEATS, act, all_vote, opened, row, settled, vote
from tests.alliance.life.test_boards import ratified, subject, under
from tests.cast import START, Cast, clock_at
from tests.meetings.stage import MORNING, put_to_vote, under_way

Walk = Callable[[Cast], object]
LOOK = ((date(2026, 9, 1) - START.date()).days + 1) * 24


def reviewed(cast: Cast, answer: str, hours: float = LOOK) -> None:
    for org in SEATS:
        act(
            cast, SEATS[org], actions.answer_review, hours=hours, proposal=1, org=cast.orgs[org], answer=answer, seen="Calls."
        )  # fmt: skip


def carried(cast: Cast) -> None:
    opened(cast)
    all_vote(cast, 1)


def waiting(cast: Cast) -> None:
    opened(cast, matter="agreement")
    all_vote(cast, 1)


def reserved(cast: Cast, category: str = "scope", **more) -> None:
    opened(
        cast, "council", org=cast.orgs["COU"], owner=cast.orgs["COU"], matter="reserved", category=category,
        legal_basis="duty", consequence_title="Cost", consequence_text="Shared.", **more,
    )  # fmt: skip
    all_vote(cast, 1, reason="Our duty.")


def ended(cast: Cast) -> None:
    reserved(cast, "emergency", expires_on=date(2026, 4, 14))
    settled(cast, 1, START + timedelta(days=44))


def advice(cast: Cast) -> None:
    under(cast, Capacity.ADVISORY)
    opened(cast, matter="practice")
    all_vote(cast, 1)


REACH: dict[str, Walk] = {
    "subject": lambda cast: subject(cast, "COU"), "waiting": waiting, "in_force": carried, "advice": advice,
    "continued": lambda cast: (carried(cast), reviewed(cast, "yes")),
    "change": lambda cast: (carried(cast), reviewed(cast, "no")), "ended": ended,
}  # fmt: skip
AFTER = {"continued": LOOK + 1, "change": LOOK + 1, "ended": 45 * 24}


def by_a_later_one(start: str, **how) -> Walk:
    def walk(cast: Cast) -> None:
        REACH[start](cast)
        hours, number = AFTER.get(start, 3), row(cast, 1).alliance.proposals.count() + 1
        given = {
            "matter": "vision",
            "title": "Later",
            "text": "Later words.",
            "review_on": date(2027, 9, 1),
        } | how
        answer = act(
            cast, "kin", actions.open_proposal, hours=hours, asked=Asked(org=cast.orgs["KIN"], **given)
        )
        assert answer.ref == f"D-{number:03}"
        all_vote(cast, number, hours=hours + 1)
        assert row(cast, number).life == "in_force"

    return walk


def corrected(start: str) -> Walk:
    def walk(cast: Cast) -> None:
        REACH[start](cast)
        words = row(cast, 1).revisions.get().text
        answer = act(
            cast, "manager", correct_decision, hours=AFTER.get(start, 3), proposal=1, text=f"{words} Amen.", reason="Slip"
        )  # fmt: skip
        assert answer.ref == "D-001"

    return walk


def again(start: str, answer: str) -> Walk:
    """Look again, also at what has been looked at already."""
    return lambda cast: (REACH[start](cast), reviewed(cast, answer, AFTER.get(start, LOOK)))


def lapsed(start: str) -> Walk:
    def walk(cast: Cast) -> None:
        reserved(cast, "scope", expires_on=date(2027, 3, 1))
        settled(cast, 1, LAST)
        if start != "in_force":
            reviewed(cast, "yes" if start == "continued" else "no")
        assert row(cast, 1).life == start
        settled(cast, 1, START + timedelta(days=400))

    return walk


def through(*steps: Walk) -> Walk:
    return lambda cast: [step(cast) for step in steps]


def finish(at=LAST) -> Walk:
    return lambda cast: settled(cast, 1, at)


def declared(cast: Cast) -> None:
    opened(cast)
    for org in ("COU", "ICB"):
        act(
            cast, SEATS[org], actions.declare_interest, proposal=1, org=cast.orgs[org], kind="financial", whose="organisation"
        )  # fmt: skip


def in_meeting(cast: Cast) -> None:
    meeting = under_way(cast, items=("Weekly calls",))
    with clock_at(hours=MORNING + 1):
        put_to_vote(cast, meeting, AgendaItem.objects.get().id)
        record_departure(cast.caller("kin"), meeting=meeting, org=cast.orgs["KIN"])


def amended(cast: Cast) -> None:
    opened(cast)
    vote(cast, 1, "COU", hours=1.5)
    act(cast, "kin", actions.amend_proposal, hours=2, proposal=1, revision=1, title="New", text="New words.")
    assert row(cast, 1).revision == 2


PROPOSAL: dict[str, Walk] = {
    "draft-opened-open": opened, "open-amended-open": amended,
    "open-withdrawn-withdrawn": lambda cast: (
        opened(cast), act(cast, "kin", actions.withdraw_proposal, proposal=1, reason="Not now")
    ),
    "open-adjourned-adjourned": in_meeting, "open-computed-carried": carried,
    "open-computed-not_carried": lambda cast: (opened(cast), vote(cast, 1, "COU", "disagree"), settled(cast, 1)),
    "open-computed-not_reached": lambda cast: (opened(cast), settled(cast, 1)),
    "open-computed-refer": through(declared, finish()),
    "open-computed-reserved_decided": through(reserved, finish()),
}  # fmt: skip
DECISION: dict[str, Walk] = {
    "agreed-conditions_named-subject": REACH["subject"], "agreed-computed-in_force": carried,
    "agreed-computed-waiting": waiting, "agreed-computed-advice": advice,
    "subject-ratified-in_force": lambda cast: (subject(cast, "COU"), ratified(cast, "COU")),
    "subject-ratified-waiting": lambda cast: (subject(cast, "COU", matter="agreement"), ratified(cast, "COU")),
    "subject-lapsed-lapsed": lambda cast: (subject(cast, "COU"), settled(cast, 1, START + timedelta(days=99))),
    "waiting-used-in_force": lambda cast: (
        waiting(cast), act(cast, "manager", actions.adopt_agreement, hours=3, decision=1)
    ),
    **{f"{one}-lapsed-ended": lapsed(one) for one in states.STANDING},
    **{f"{one}-reviewed-continued": again(one, "yes") for one in states.STANDING},
    **{f"{one}-reviewed-change": again(one, "no") for one in states.STANDING},
    **{f"{one}-reversed-reversed": by_a_later_one(one, reverses=1) for one in (*states.AGREED, "ended")},
    **{f"{one}-superseded-superseded": by_a_later_one(one, supersedes=(1,)) for one in (*states.AGREED, "ended")},
    **{f"{one}-superseded-{one}": by_a_later_one(one, supersedes=(1,), in_part=True, scope_note="Only calls.") for one in states.AGREED},
    **{f"{one}-corrected-{one}": corrected(one) for one in (*states.AGREED, "advice")},
}  # fmt: skip


@pytest.mark.parametrize("way", states.ids(states.PROPOSAL))
def test_a_vote_goes(cast: Cast, way: str) -> None:
    PROPOSAL[way](cast)
    assert (row(cast, 1).result or "open") == way.rpartition("-")[2]


@pytest.mark.parametrize("way", states.ids(states.DECISION))
def test_a_decision_goes(cast: Cast, way: str) -> None:
    DECISION[way](cast)
    assert row(cast, 1).life == way.rpartition("-")[2]


def test_no_walk_leads_where_the_table_has_no_way() -> None:
    assert set(PROPOSAL) == set(states.ids(states.PROPOSAL))
    assert set(DECISION) == set(states.ids(states.DECISION))


def test_the_table_and_the_rows_know_the_same_states() -> None:
    known = {way.start for way in states.DECISION} | {way.end for way in states.DECISION}
    assert known - {"agreed"} == set(Life.values)
    assert set(states.STANDING) == set(ROWS_STANDING)
    assert states.lives_before("reversed") == {*HOLDS, "subject", "ended"}


def test_the_paper_is_drawn_from_the_table() -> None:
    paper = Path(ROOT) / "docs" / "states.md"
    assert paper.read_text() == states.paper(), (
        "run: python -c 'from alliance.decisions.count import states; print(states.paper(), end=str())' > docs/states.md"
    )
