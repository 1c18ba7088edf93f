"""Section 5, as far as deadlock goes, and row 63: through the actions, with the worker on and off."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.decisions import actions
from alliance.door import clock
from alliance.door.action import Done
from alliance.door.rebuild import rebuild
from alliance.ladder.models import Case
from alliance.ladder.rules import Step
from alliance.ledger import queries as ledger
from alliance.ledger.event import SYSTEM
from alliance.wings import registry
from meetings.meetings.models import AgendaItem
from tests.alliance.deadlock.acting import DAY, HOUR, case, fails, in_deadlock, log, put, tick, voted
from tests.alliance.decisions.acting import code, row
from tests.cast import START, Cast, clock_at
from tests.meetings.stage import MORNING, put_to_vote, under_way

# START is Monday 2 March 2026, so that the pause ends with Thursday 5 March
PAUSE_ENDS = datetime(2026, 3, 6, tzinfo=UTC)
FACILITATED_ENDS = datetime(2026, 3, 20, tzinfo=UTC)


def test_row_63_the_second_failed_round_opens_a_deadlock_and_its_clock_starts(cast: Cast) -> None:
    fails(cast, START + HOUR)
    assert log(cast) == []
    opened = START + DAY + HOUR
    fails(cast, START + DAY, 1)
    found = case(cast)
    assert log(cast) == ["opened"]
    assert (found.step, found.opened_at, found.limit) == (Step.PAUSE, opened, PAUSE_ENDS)
    event = ledger.events(cast.alliance, types=["deadlock.opened"])[0]
    assert (event.actor, event.body["rounds"]) == (SYSTEM, [str(row(cast, 1).id), str(row(cast, 2).id)])


def test_row_63_a_failed_round_in_a_meeting_counts_like_a_written_one(cast: Cast) -> None:
    meeting = under_way(cast, items=("Calls",))
    with clock_at(hours=MORNING):
        put_to_vote(cast, meeting, AgendaItem.objects.get().id, "kin", "vision")
        for org, position in {"ICB": "agree", "HOM": "agree", "KIN": "agree", "COU": "disagree"}.items():
            voted(cast, 1, org, position)
        actions.close_early(cast.caller("kin"), proposal=1)
    fails(cast, START + 10 * DAY, 1, position="abstain")
    assert (row(cast, 1).venue, row(cast, 2).result) == ("meeting", "not_reached")
    assert log(cast) == ["opened"]


def test_a_failure_that_puts_nothing_again_is_an_issue_of_its_own(cast: Cast) -> None:
    fails(cast, START + HOUR)
    fails(cast, START + DAY)
    assert log(cast) == []


def test_a_withdrawn_round_in_between_counts_for_nothing(cast: Cast) -> None:
    fails(cast, START + HOUR)
    assert isinstance(put(cast, START + DAY, 1), Done)
    with clock.simulated(START + DAY + HOUR):
        actions.withdraw_proposal(cast.caller("kin"), proposal=2, reason="Other words.")
    assert log(cast) == []
    fails(cast, START + 2 * DAY, 1)
    assert log(cast) == ["opened"]


def test_states_deadlock_1_to_6_by_time_alone(cast: Cast) -> None:
    in_deadlock(cast)
    seen = []
    while (found := case(cast)).limit is not None:
        tick(found.limit - timedelta(seconds=1))
        assert case(cast).step == found.step
        tick(found.limit)
        seen.append(case(cast).step)
    assert seen == [2, 3, 4, 5, 6]
    assert log(cast) == ["opened", "moved2", "moved3", "moved4", "moved5", "lapsed"]
    assert case(cast).ended_at == case(cast).since
    assert [row(cast, one).result for one in (1, 2)] == ["not_carried", "not_carried"]


def test_states_a_carried_re_vote_resolves_it(cast: Cast) -> None:
    in_deadlock(cast)
    assert number_of_resolved(cast, PAUSE_ENDS + HOUR) == ["opened", "moved2", "resolved"]
    found = case(cast)
    assert (found.resolved_by, found.limit) == (row(cast, 3).id, None)
    assert row(cast, 3).life == "in_force"


def number_of_resolved(cast: Cast, at: datetime) -> list[str]:
    assert fails(cast, at, 2, position="agree") == 3
    return log(cast)


def test_states_a_re_vote_that_fails_goes_on_to_the_next_rung_at_once(cast: Cast) -> None:
    in_deadlock(cast)
    fails(cast, PAUSE_ENDS + HOUR, 2)
    found = case(cast)
    assert (found.step, found.since) == (Step.EXECUTIVES, PAUSE_ENDS + 2 * HOUR)
    assert (log(cast), Case.objects.count()) == (["opened", "moved2", "moved3"], 1)


def test_states_after_it_has_lapsed_the_issue_begins_anew(cast: Cast) -> None:
    in_deadlock(cast)
    tick(START + 400 * DAY)
    fails(cast, START + 401 * DAY, 2)
    assert Case.objects.count() == 1
    fails(cast, START + 402 * DAY, 3)
    assert [one.ended_at is None for one in Case.objects.all()] == [False, True]


def test_limit_passed_with_the_worker_off_the_next_action_tells_the_log_first(cast: Cast) -> None:
    in_deadlock(cast)
    assert isinstance(put(cast, FACILITATED_ENDS + HOUR, 2), Done)
    assert log(cast) == ["opened", "moved2", "moved3"]
    kinds = [event.type for event in ledger.events(cast.alliance)]
    assert kinds.index("deadlock.moved") < len(kinds) - 1
    assert kinds[-1] == "proposal.opened"


def test_a_deadline_that_passed_with_the_worker_off_opens_it_from_that_deadline(cast: Cast) -> None:
    fails(cast, START + HOUR)
    put(cast, START + DAY, 1)
    closes = row(cast, 2).closes_at
    tick(closes + 3 * DAY)
    assert case(cast).opened_at == closes
    assert log(cast)[0] == "opened"


def test_a_later_file_of_bank_holidays_moves_no_clock_that_runs(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_deadlock(cast)
    monkeypatch.setattr(clock, "holidays", lambda: frozenset({date(2026, 3, 9), date(2026, 3, 10)}))
    tick(PAUSE_ENDS)
    assert case(cast).limit == FACILITATED_ENDS


def test_known_bank_holidays_are_pinned_and_stop_the_clock(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "holidays", lambda: frozenset({date(2020, 1, 1), date(2026, 3, 4)}))
    in_deadlock(cast)
    assert case(cast).pinned["holidays"] == ["2026-03-04"]
    assert case(cast).limit == datetime(2026, 3, 7, tzinfo=UTC)


def test_nobody_puts_it_again_during_the_pause_nor_while_a_vote_runs(cast: Cast) -> None:
    opened = in_deadlock(cast)
    assert code(put(cast, opened + HOUR, 2)) == ("paused", 409)
    assert isinstance(put(cast, PAUSE_ENDS + HOUR, 2), Done)
    assert code(put(cast, PAUSE_ENDS + 2 * HOUR, 2)) == ("vote_running", 409)
    assert code(put(cast, PAUSE_ENDS + 2 * HOUR, 1)) == ("vote_running", 409)


def test_one_vote_on_an_issue_at_a_time_before_any_deadlock_too(cast: Cast) -> None:
    fails(cast, START + HOUR)
    assert isinstance(put(cast, START + DAY, 1), Done)
    assert code(put(cast, START + DAY + HOUR, 1)) == ("vote_running", 409)


@pytest.mark.parametrize(
    ("again", "wanted", "refused"),
    [(1, {"matter": "new_money"}, ("wrong_matter", 409)), (2, {}, ("not_failed", 409))],
)  # fmt: skip
def test_only_what_failed_is_put_again_and_as_the_same_kind_of_matter(
    cast: Cast, again, wanted, refused
) -> None:
    fails(cast, START + HOUR)
    fails(cast, START + DAY, position="agree")
    assert code(put(cast, START + 2 * DAY, again, **wanted)) == refused


def test_what_was_carried_in_a_later_round_is_not_put_again(cast: Cast) -> None:
    fails(cast, START + HOUR)
    fails(cast, START + DAY, 1, position="agree")
    assert code(put(cast, START + 2 * DAY, 1)) == ("carried", 409)


def test_a_matter_that_fewer_than_all_decide_is_never_in_deadlock(cast: Cast) -> None:
    fails(cast, START + HOUR, matter="practice")
    fails(cast, START + DAY, 1, matter="practice")
    assert (row(cast, 2).rule, log(cast)) == ("K", [])


def test_settling_costs_the_same_whether_or_not_a_deadlock_runs(cast: Cast) -> None:
    def cost(at: datetime) -> int:
        with clock.simulated(at), CaptureQueriesContext(connection) as made:
            actions.settle_due(cast.caller("manager"))
        return len(made)

    before = cost(START + HOUR)
    opened = in_deadlock(cast)
    assert (cost(opened + HOUR), log(cast)) == (before, ["opened"])


def test_a_rebuild_from_the_log_gives_the_same_rows(cast: Cast) -> None:
    in_deadlock(cast)
    fails(cast, PAUSE_ENDS + HOUR, 2)
    fails(cast, PAUSE_ENDS + DAY, 3, position="agree")
    found = rebuild(cast.alliance, registry.projected(), check=True)
    assert (found.identical, found.differences) == (True, ())
