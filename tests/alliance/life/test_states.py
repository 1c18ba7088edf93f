"""Each way of the state tables is walked once, through the door, and the paper is drawn from the same table."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from alliance.boot.places import ROOT
from alliance.contract.matters import Capacity
from alliance.decisions import actions
from alliance.decisions.asked import Asked
from alliance.decisions.count import states
from alliance.decisions.models import HOLDS, Life
from alliance.decisions.models import STANDING as ROWS_STANDING
from alliance.door.rebuild import rebuild
from alliance.ladder.rules import Step
from alliance.life.actions import correct_decision, note_report
from alliance.wings import registry
from meetings.meetings.actions import record_departure
from meetings.meetings.models import AgendaItem
from tests.alliance.deadlock.acting import case, fails, in_deadlock, log, tick
from tests.alliance.decisions.acting import LAST, SEATS, act, all_vote, opened, row, settled, vote
from tests.alliance.life.test_boards import page, ratified, subject, under
from tests.cast import START, Cast, clock_at
from tests.meetings.stage import MORNING, put_to_vote, under_way

Walk = Callable[[Cast], object]
AMEND: dict[str, Any] = {
    "looks_again_at": 1,
    "supersedes": (1,),
    "in_part": True,
    "scope_note": "Only calls.",
}
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
    reserved(cast, "emergency", expires_on=date(2026, 4, 1))
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
AFTER = {"continued": LOOK + 1, "change": LOOK + 1, "ended": 45 * 24, "overdue": LOOK + 1, "amended": 24}
LONG_AFTER = 1200 * 24  # after every day to look again that a walk names


def overdue(reach: Walk) -> Walk:
    """The day to look again comes, and nobody does anything: the row stays, the page says so."""

    def walk(cast: Cast) -> None:
        reach(cast)
        before = row(cast, 1).life
        settled(cast, 1, START + timedelta(hours=LONG_AFTER))
        assert (row(cast, 1).life, page(cast, hours=LONG_AFTER).review_due) == (before, True)

    return walk


def later(cast: Cast, hours: float, **how) -> None:
    """A later decision of all, carried an hour after it opened."""
    number = row(cast, 1).alliance.proposals.count() + 1
    given = {
        "matter": "vision",
        "title": "Later",
        "text": "Later words.",
        "review_on": date(2028, 9, 1),
    } | how
    answer = act(cast, "kin", actions.open_proposal, hours=hours, asked=Asked(org=cast.orgs["KIN"], **given))
    assert answer.ref == f"D-{number:03}"
    all_vote(cast, number, hours=hours + 1)
    assert row(cast, number).life == "in_force"


def by_a_later_one(start: str, **how) -> Walk:
    return lambda cast: (REACH[start](cast), later(cast, AFTER.get(start, 3), **how))


REACH |= {"overdue": overdue(carried), "amended": by_a_later_one("in_force", **AMEND)}


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
        if start == "amended":
            later(cast, 40 * 24, **AMEND)
        elif start != "in_force":
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


def referred(cast: Cast) -> None:
    declared(cast)
    settled(cast, 1)


def reported(cast: Cast, **of) -> None:
    given = {"kind": "panel", "text": "The panel met on 3 April."} | of
    by = (
        SEATS[next(code for code, org in cast.orgs.items() if org == of["org"])] if "org" in of else "manager"
    )
    assert act(cast, by, note_report, hours=30 * 24, proposal=1, **given).ref == "D-001"


def board(cast: Cast) -> None:
    reported(cast, kind="board", org=cast.orgs["HOM"], text="Our board, on 4 April: go ahead.")


PROPOSAL: dict[str, Walk] = {
    "draft-opened-open": opened, "open-amended-open": amended,
    "open-withdrawn-withdrawn": lambda cast: (
        opened(cast), act(cast, "kin", actions.withdraw_proposal, proposal=1, reason="Not now")
    ),
    "open-adjourned-adjourned": in_meeting, "open-computed-carried": carried,
    "open-computed-not_carried": lambda cast: (opened(cast), vote(cast, 1, "COU", "disagree"), settled(cast, 1)),
    "open-computed-not_reached": lambda cast: (opened(cast), settled(cast, 1)),
    "open-computed-refer": referred, "open-computed-reserved_decided": through(reserved, finish()),
    "refer-report_noted-noted": through(referred, reported), "noted-report_noted-noted": through(referred, board, reported),
}  # fmt: skip
LOOKED, AGREED = (*states.STANDING, "overdue"), (*states.AGREED, "overdue")
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
    **{f"{one}-passed-overdue": overdue(REACH[one]) for one in states.STANDING},
    **{f"{one}-reviewed-continued": again(one, "yes") for one in LOOKED},
    **{f"{one}-reviewed-change": again(one, "no") for one in LOOKED},
    **{f"{one}-reviewed-amended": by_a_later_one(one, **AMEND) for one in LOOKED},
    **{f"{one}-reviewed-ended": by_a_later_one(one, looks_again_at=1, reverses=1) for one in LOOKED},
    **{f"{one}-reversed-reversed": by_a_later_one(one, reverses=1) for one in (*AGREED, "ended")},
    **{f"{one}-superseded-superseded": by_a_later_one(one, supersedes=(1,)) for one in (*AGREED, "ended")},
    **{f"{one}-superseded-{one}": by_a_later_one(one, supersedes=(1,), in_part=True, scope_note="Only calls.") for one in AGREED},
    **{f"{one}-corrected-{one}": corrected(one) for one in (*states.AGREED, "advice")},
}  # fmt: skip


def on_rung(step: int) -> Walk:
    """In deadlock, and by time alone on this rung."""

    def walk(cast: Cast) -> None:
        in_deadlock(cast)
        while case(cast).step < step:
            tick(case(cast).limit)

    return walk


def voted_on(step: int, position: str) -> Walk:
    return lambda cast: (on_rung(step)(cast), fails(cast, case(cast).since + timedelta(hours=1), 2, position))


def second_failure(position: str) -> Walk:
    def walk(cast: Cast) -> None:
        fails(cast, START + timedelta(hours=1))
        assert log(cast) == []
        fails(cast, START + timedelta(days=1), 1, position=position)

    return walk


DEADLOCK: dict[str, Walk] = {
    "not_carried-opened-deadlock_1": second_failure("disagree"), "not_reached-opened-deadlock_1": second_failure("abstain"),
    **{f"deadlock_{step}-moved-deadlock_{step + 1}": on_rung(step + 1) for step in range(1, 5)},
    "deadlock_5-lapsed-deadlock_6": on_rung(6),
    **{f"deadlock_{step}-failed-deadlock_{step + 1}": voted_on(step, "disagree") for step in range(2, 6)},
    **{f"deadlock_{step}-resolved-resolved": voted_on(step, "agree") for step in range(2, 6)},
}  # fmt: skip


def told(ways: Iterable[states.Way]) -> list[ParameterSet]:
    """Each way once, under the number of its row in section 5."""
    return [pytest.param(way.name, id=way.id) for way in {way.id: way for way in ways}.values()]


@pytest.mark.parametrize("way", told(states.PROPOSAL))
def test_a_vote_goes(cast: Cast, way: str) -> None:
    PROPOSAL[way](cast)
    found, end = row(cast, 1), way.rpartition("-")[2]
    assert (found.life if end == "noted" else found.result or "open") == end


@pytest.mark.parametrize("way", told(states.DEADLOCK))
def test_a_deadlock_goes(cast: Cast, way: str) -> None:
    DEADLOCK[way](cast)
    start, event, end = way.split("-")
    found = case(cast)
    assert ("resolved" if found.resolved_by else f"deadlock_{found.step}") == end
    assert log(cast)[-1].rstrip("0123456789") == {"failed": "lapsed" if end == "deadlock_6" else "moved"}.get(
        event, event
    )
    if start.startswith("deadlock"):
        assert [row(cast, one).result for one in (1, 2)] == ["not_carried", "not_carried"]


@pytest.mark.parametrize("way", told(states.DECISION))
def test_a_decision_goes(cast: Cast, way: str) -> None:
    DECISION[way](cast)
    end = way.rpartition("-")[2]
    if end == "overdue":
        assert page(cast, hours=LONG_AFTER).review_due
        assert row(cast, 1).life in states.STANDING
    else:
        assert row(cast, 1).life == end


def test_no_walk_leads_where_the_table_has_no_way() -> None:
    for walks, ways in (
        (PROPOSAL, states.PROPOSAL),
        (DEADLOCK, states.DEADLOCK),
        (DECISION, states.DECISION),
    ):
        assert set(walks) == {way.name for way in ways}


def test_every_row_of_section_5_has_a_way() -> None:
    found = {way.row for way in (*states.PROPOSAL, *states.DEADLOCK, *states.DECISION)}
    assert found - {0} == set(states.ROWS)


def test_the_table_and_the_rows_know_the_same_states() -> None:
    known = {way.start for way in states.DECISION} | {way.end for way in states.DECISION}
    assert known - {"agreed", "overdue"} | {"noted"} == set(Life.values)
    assert set(states.STANDING) == set(ROWS_STANDING)
    assert states.lives_before("reversed") == {*HOLDS, "subject", "ended"}
    rungs = {way.end for way in states.DEADLOCK} - {"resolved"}
    assert rungs == {f"deadlock_{int(step)}" for step in Step}


def test_ended_or_amended_on_looking_again_is_told_with_the_vote_that_did_it(cast: Cast) -> None:
    by_a_later_one("in_force", **AMEND)(cast)
    assert (
        page(cast).life_words
        == "In force; members looked again and changed a part; replaced in part by D-002"
    )
    assert [(look.found, look.by, look.sum) for look in page(cast).looked] == [
        ("amended", "D-002", "Of 4 members, none would still and 4 would not.")
    ]
    later(cast, 30, looks_again_at=1, reverses=1)
    found = page(cast, hours=40)
    assert (found.life_words, found.review_on) == ("Ended by D-003, on looking again", None)
    assert rebuild(cast.alliance, registry.projected(), check=True).identical


def test_the_paper_is_drawn_from_the_table() -> None:
    paper = Path(ROOT) / "docs" / "states.md"
    assert paper.read_text() == states.paper(), (
        "run: python -c 'from alliance.decisions.count import states; print(states.paper(), end=str())' > docs/states.md"
    )
