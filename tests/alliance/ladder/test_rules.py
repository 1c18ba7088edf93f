"""The ladder climbed in every way: by votes, by time, past holidays; nothing is stored that could be computed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.contract.rulebook import DEFAULTS
from alliance.ladder.rules import (
    Ending,
    Limits,
    Round,
    Step,
    check_put_again,
    deadlocked,
    limit_of,
    pinned_holidays,
    standing,
)
from alliance.ledger.schema import faults

LIMITS = Limits.of(DEFAULTS)
MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECOND = timedelta(seconds=1)


def ended(ending, opened, after=DAY, name="D"):
    return Round(name, opened, opened + after, ending)


def where(now, *rounds, holidays=()):
    return standing(MONDAY, LIMITS, rounds, now, holidays)


def midnight(year, month, day):
    return datetime(year, month, day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("endings", "needed", "found"),
    [
        ("F", 2, None), ("FF", 2, 1), ("FVF", 2, 2), ("FCF", 2, None), ("FCFF", 2, 3), ("FFF", 3, 2), ("", 2, None), ("F", 1, 0),
    ],
)  # fmt: skip
def test_row_63_the_second_failure_in_a_row_opens_a_deadlock(endings, needed, found):
    kinds = {"F": Ending.FAILED, "C": Ending.CARRIED, "V": Ending.VOID}
    rounds = [ended(kinds[letter], MONDAY + n * 7 * DAY) for n, letter in enumerate(endings)]
    seen = deadlocked(reversed(rounds), needed)
    assert (seen[-1] if seen else None) == (None if found is None else rounds[found])
    assert len(seen) == (0 if found is None else needed)


def test_row_63_a_round_still_open_opens_none():
    assert deadlocked([ended(Ending.FAILED, MONDAY), Round("D", MONDAY + DAY)], 2) == ()


def test_by_time_alone_each_rung_lasts_its_working_days_and_the_sixth_changes_nothing():
    seen = [where(MONDAY)]
    while seen[-1].limit:
        assert where(seen[-1].limit - SECOND) == seen[-1]
        seen.append(where(seen[-1].limit))
    ends = [one.limit for one in seen]
    assert [one.step for one in seen] == list(Step)
    # Monday 2 March + 2 working days, then 10, 20, 20, and 31 days; summer time begins on 29 March
    assert ends == [
        midnight(2026, 3, 5), midnight(2026, 3, 19), datetime(2026, 4, 15, 23, tzinfo=UTC),
        datetime(2026, 5, 13, 23, tzinfo=UTC), datetime(2026, 6, 13, 23, tzinfo=UTC), None,
    ]  # fmt: skip


def test_bank_holidays_stop_the_clock():
    easter = {date(2026, 4, 3), date(2026, 4, 6)}
    maundy_thursday = datetime(2026, 4, 2, 9, tzinfo=UTC)
    assert limit_of(Step.PAUSE, maundy_thursday, LIMITS, easter) == datetime(2026, 4, 8, 23, tzinfo=UTC)
    assert limit_of(Step.PAUSE, maundy_thursday, LIMITS, ()) == datetime(2026, 4, 6, 23, tzinfo=UTC)


def test_what_is_pinned_comes_back_as_it_was():
    holidays = {date(2026, 4, 3), date(2026, 4, 6)}
    body = LIMITS.to_body(holidays)
    assert faults({"limits": "object"}, {"limits": body}) == []
    assert (Limits.pinned(body), pinned_holidays(body)) == (LIMITS, holidays)


def test_a_carried_vote_resolves_it_on_whatever_rung():
    vote = ended(Ending.CARRIED, midnight(2026, 3, 10), name="D-9")
    found = where(MONDAY + 90 * DAY, vote)
    assert (found.step, found.resolved_by, found.over) == (Step.FACILITATED, "D-9", True)


def test_a_failed_vote_ends_its_rung_at_once():
    vote = ended(Ending.FAILED, midnight(2026, 3, 10))
    found = where(midnight(2026, 3, 11) + HOUR, vote)
    assert (found.step, found.since) == (Step.EXECUTIVES, vote.ended_at)


def test_a_vote_that_runs_past_the_limit_holds_its_rung():
    vote = Round("D-9", midnight(2026, 3, 18), midnight(2026, 4, 10), Ending.FAILED)
    during, after = where(midnight(2026, 4, 1), vote), where(midnight(2026, 4, 10), vote)
    assert (during.step, during.vote) == (Step.FACILITATED, "D-9")
    assert (after.step, after.since) == (Step.EXECUTIVES, vote.ended_at)


def test_a_withdrawn_vote_leaves_the_rung_where_it_was():
    early = ended(Ending.VOID, midnight(2026, 3, 10))
    assert where(midnight(2026, 3, 12), early) == where(midnight(2026, 3, 12))
    late = Round("D-9", midnight(2026, 3, 18), midnight(2026, 3, 25), Ending.VOID)
    assert where(midnight(2026, 3, 24), late).vote == "D-9"
    assert where(midnight(2026, 3, 26), late).since == late.ended_at


def test_the_fifth_failure_lapses():
    votes = [ended(Ending.FAILED, midnight(2026, 3, 6) + n * 2 * DAY) for n in range(4)]
    found = where(midnight(2026, 3, 20), *votes)
    assert (found.step, found.limit) == (Step.LAPSED, None)


def test_nobody_puts_it_again_during_the_pause_or_beside_a_running_vote():
    paused = check_put_again(where(MONDAY), LIMITS.time_zone)
    assert (paused.code, "the end of 4 March 2026" in paused.sentence) == ("paused", True)
    assert check_put_again(where(midnight(2026, 3, 6)), LIMITS.time_zone) is None
    running = where(midnight(2026, 3, 10), Round("D-9", midnight(2026, 3, 9)))
    assert check_put_again(running, LIMITS.time_zone).code == "vote_running"
    assert check_put_again(where(MONDAY + 400 * DAY), LIMITS.time_zone) is None


@given(
    st.lists(st.tuples(st.integers(0, 200), st.integers(1, 30), st.sampled_from(list(Ending))), max_size=8),
    st.integers(0, 400),
)
def test_time_only_ever_climbs_and_what_is_over_stays_over(told, days):
    start, rounds = MONDAY, []
    for gap, length, ending in told:  # one vote after the other, as the rules allow
        start += gap * HOUR
        rounds.append(ended(ending, start, length * HOUR))
        start += length * HOUR
    before, after = where(MONDAY + days * DAY, *rounds), where(MONDAY + (days + 1) * DAY, *rounds)
    assert before.step <= after.step
    assert before.since <= MONDAY + days * DAY
    assert after == before if before.over else True
