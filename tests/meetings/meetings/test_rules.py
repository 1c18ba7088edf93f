"""Quorum, notice and times: pure sums over organisations and instants."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.contract.matters import Rule, Share
from alliance.contract.rulebook import DEFAULTS
from alliance.door.refusals import Refused
from meetings.meetings import course, rules
from meetings.meetings.course import Talk
from meetings.meetings.rules import Presence

TEN = datetime(2026, 3, 10, 10, tzinfo=UTC)
ORGS = tuple(UUID(int=n) for n in range(1, 8))
NAMES = dict(zip(ORGS, ("Council", "ICB", "Lantern", "Tideway", "Trust", "Kindling", "Voices"), strict=True))
ALL = [Presence(org, TEN) for org in ORGS]


def at(minutes: int) -> datetime:
    return TEN + timedelta(minutes=minutes)


@pytest.mark.parametrize("row", [pytest.param(60, id="row-60")])
def test_when_the_quorum_goes_at_item_five_the_first_four_stand_and_the_time_is_known(row: int) -> None:
    record = [replace(one, left=at(45)) if one.org == ORGS[5] else one for one in ALL]
    items = [at(10 * n) for n in range(8)]  # items 1 to 8, ten minutes each; item 5 runs from 40 to 50
    ends = [rules.quorum_at(ORGS, 7, record, item + timedelta(minutes=9)) for item in items]
    verdicts = [rules.may_decide(one, Rule.UNANIMITY) for one in ends]
    assert [verdict.code if verdict else "may decide" for verdict in verdicts] == ["may decide"] * 4 + [
        "inquorate"
    ] * 4
    changes = rules.quorum_changes(ORGS, 7, record, at(0), at(80))
    assert [(one.at, one.met) for one in changes] == [(at(0), True), (at(45), False)]
    ids = [UUID(int=100 + n) for n in range(8)]
    talks = [Talk(item, start) for item, start in zip(ids, items, strict=True)]
    places = {item: place for place, item in enumerate(ids, 1)}
    assert course.story_words(changes, talks, places, "UTC")[1] == (
        "At 10:45, at item 5, the quorum was lost: items 1 to 4 stand, nothing could be decided from item 5 on."
    )
    assert course.undecided(ids, (), talks, changes, at(80)) == ids[4:]
    assert course.undecided(ids, {ids[4]}, talks, changes, at(80)) == ids[5:]  # its vote had ended before


@pytest.mark.parametrize("row", [pytest.param(61, id="row-61")])
def test_a_remote_attendee_who_drops_is_present_until_recorded_as_left(row: int) -> None:
    dropped = ALL  # the line fell at 30, and nobody recorded it
    assert rules.quorum_at(ORGS, 7, dropped, at(59)).met
    recorded = [replace(one, left=at(60)) if one.org == ORGS[6] else one for one in ALL]
    assert rules.quorum_at(ORGS, 7, recorded, at(59)).met
    assert not rules.quorum_at(ORGS, 7, recorded, at(60)).met


@pytest.mark.parametrize(
    ("here", "rule", "verdict"),
    [
        pytest.param(4, Rule.CONSENT, None, id="row-62-half-is-enough-for-consent"),
        pytest.param(3, Rule.CONSENT, "inquorate", id="row-62-less-than-half-is-not"),
        pytest.param(7, Rule.UNANIMITY, "never_unanimous", id="row-62-never-for-unanimity"),
    ],
)
def test_an_adjourned_meeting_needs_half_and_is_never_for_unanimity(
    here: int, rule: Rule, verdict: str | None
) -> None:
    need = rules.need(DEFAULTS, 7, adjourned=True)
    found = rules.may_decide(rules.quorum_at(ORGS, need, ALL[:here], at(1)), rule, adjourned=True)
    assert (need, found.code if found else None) == (4, verdict)


def test_every_member_must_be_represented_unless_the_rule_book_says_less() -> None:
    assert rules.need(DEFAULTS, 7) == 7
    assert rules.need(replace(DEFAULTS, meeting_quorum=Share(1, 2, more_than=True)), 8) == 5


@pytest.mark.parametrize(
    ("missing", "over", "words"),
    [
        ((), False, "7 of 7 represented."),
        (tuple(range(7)), False, "0 of 7 represented."),
        ((5,), False, "6 of 7 represented; Kindling is missing."),
        ((2, 5), False, "5 of 7 represented; Lantern and Kindling are missing."),
        ((0, 2, 5), True, "4 of 7 represented; Council, Lantern and Kindling were missing."),
    ],
)
def test_the_sum_is_said_in_words(missing: tuple[int, ...], over: bool, words: str) -> None:
    record = [one for position, one in enumerate(ALL) if position not in missing]
    assert rules.quorum_words(rules.quorum_at(ORGS, 7, record, at(1)), NAMES, over=over) == words


@pytest.mark.parametrize(
    ("need", "over", "words"),
    [
        (7, False, "All 7 members must be represented for the meeting to decide."),
        (4, True, "4 of 7 members had to be represented for the meeting to decide."),
    ],
)
def test_the_need_is_said_in_words(need: int, over: bool, words: str) -> None:
    assert rules.need_words(rules.quorum_at(ORGS, need, ALL, at(1)), over=over) == words


SPANS = st.lists(
    st.tuples(
        st.sampled_from((*ORGS, UUID(int=99))), st.integers(0, 100), st.one_of(st.none(), st.integers(0, 100))
    ),
    max_size=25,
)


@given(SPANS, st.integers(1, 7), st.integers(0, 100))
def test_a_quorum_counts_each_member_once_and_nobody_else(spans: list, need: int, moment: int) -> None:
    record = [Presence(org, at(start), None if end is None else at(start + end)) for org, start, end in spans]
    found = rules.quorum_at(ORGS, need, record, at(moment))
    assert sorted((*found.present, *found.missing)) == sorted(ORGS)
    assert found.met == (
        len({one.org for one in record if one.covers(at(moment)) and one.org in ORGS}) >= need
    )


@given(SPANS, st.integers(1, 7), st.integers(0, 200))
def test_the_story_of_a_quorum_agrees_with_the_sum_at_every_instant(
    spans: list, need: int, moment: int
) -> None:
    record = [Presence(org, at(start), None if end is None else at(start + end)) for org, start, end in spans]
    changes = rules.quorum_changes(ORGS, need, record, at(0), at(201))
    told = [one.met for one in changes if one.at <= at(moment)][-1]
    assert told == rules.quorum_at(ORGS, need, record, at(moment)).met
    assert all(one.met != after.met for one, after in pairwise(changes))


@pytest.mark.parametrize(
    ("announced", "enough", "given_"),
    [(date(2026, 3, 4), True, 5), (date(2026, 3, 5), False, 4), (date(2026, 3, 10), False, 0)],
)
def test_five_clear_days_leave_out_the_day_of_notice_and_of_meeting(
    announced: date, enough: bool, given_: int
) -> None:
    kept = rules.notice(datetime.combine(announced, time(23), UTC), TEN, "Europe/London", 5)
    assert (kept.enough, kept.given, kept.latest) == (enough, given_, date(2026, 3, 4))
    assert ("cannot decide" in rules.notice_words(kept)) is not enough


def test_what_comes_after_notice_may_be_talked_about_and_not_decided() -> None:
    kept = rules.notice(at(-60 * 24 * 20), TEN, "UTC", 5)
    assert rules.listed_in_time(datetime(2026, 3, 4, 23, tzinfo=UTC), kept, "UTC")
    assert not rules.listed_in_time(datetime(2026, 3, 5, 1, tzinfo=UTC), kept, "UTC")
    refused = rules.may_decide(rules.quorum_at(ORGS, 7, ALL, at(1)), Rule.CONSENT, listed=False)
    assert refused is not None
    assert refused.code == "unlisted"


@pytest.mark.parametrize(
    ("day", "begins", "ends", "code"),
    [
        pytest.param(date(2026, 3, 10), time(12), time(10), "ends", id="ends-before-it-begins"),
        pytest.param(date(26, 3, 10), time(10), time(12), "day", id="a-year-in-two-figures"),
        pytest.param(date(9999, 12, 31), time(10), time(12), "day", id="the-end-of-the-calendar"),
        pytest.param(date(2026, 3, 29), time(1, 30), time(3), "clocks", id="row-58-an-hour-that-is-skipped"),
        pytest.param(
            date(2026, 10, 25), time(1, 30), time(3), "clocks", id="row-58-an-hour-that-comes-twice"
        ),
    ],
)
def test_times_that_are_not_clear_are_refused(day: date, begins: time, ends: time, code: str) -> None:
    answer = rules.times(day, begins, ends, "Europe/London")
    assert isinstance(answer, Refused)
    assert answer.code == code


@given(st.lists(st.uuids(), min_size=1, max_size=9, unique=True), st.data())
def test_moving_an_item_keeps_the_others_in_their_order(items: list, data: st.DataObject) -> None:
    item, position = data.draw(st.sampled_from(items)), data.draw(st.integers(1, len(items)))
    order = rules.reordered(items, item, position)
    assert not isinstance(order, Refused)
    assert order[position - 1] == item
    assert [one for one in order if one != item] == [one for one in items if one != item]
