"""What may open, what is pinned as it does, and when: local times, notice and lapse."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alliance.contract.matters import DEFAULT_MATTERS, MatterType, Rule, Share, Side, Venue
from alliance.contract.rulebook import DEFAULTS, RuleBook
from alliance.decisions.count.electorate import opening
from alliance.decisions.count.opening import Opening, check_open, opened_body
from alliance.decisions.count.window import lapses, local_instant
from alliance.ledger.event import Event
from tests.alliance.decisions.stories import OPENS, code

DAY = timedelta(days=1)
MEMBERS = {"C1": Side.COMMISSIONER, "C2": Side.COMMISSIONER, "P1": Side.PROVIDER, "P2": Side.PROVIDER}
WRITTEN = Opening(
    "D", 1, "practice", Venue.WRITTEN, OPENS, OPENS + 7 * DAY, proposed_by="P1", review_on="2026-12-01"
)
MEETING = replace(WRITTEN, venue=Venue.MEETING, closes=OPENS + DAY / 24, represented=frozenset(MEMBERS))
RESERVED = replace(WRITTEN, matter="reserved", owner="C1", category="emergency", closes=OPENS + DAY / 4)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (WRITTEN, None),
        (MEETING, None),
        (RESERVED, None),
        (replace(WRITTEN, matter="other"), None),
        (replace(WRITTEN, matter="holidays"), "unknown_matter"),
        (replace(WRITTEN, venue=Venue.EITHER), "venue"),
        (replace(WRITTEN, owner="C1"), "owner"),
        (replace(RESERVED, owner=None), "owner"),
        (replace(RESERVED, owner="Z9"), "owner"),
        (replace(RESERVED, owner="P1"), "owner"),
        (replace(RESERVED, category="whim"), "category"),
        (replace(WRITTEN, opens=OPENS - DAY), "opens_in_past"),
        (replace(WRITTEN, closes=OPENS), "window"),
        (replace(WRITTEN, closes=OPENS + 4 * DAY), "notice"),
        (replace(WRITTEN, closes=OPENS + 29 * DAY), "lapses"),
        (replace(MEETING, represented=frozenset({"C1", "C2", "P1", "Z9"})), "no_quorum"),
        (replace(WRITTEN, review_on=None), "review_date"),
    ],
)
def test_a_proposal_opens_as_the_rule_book_says(asked, wanted):
    assert code(check_open(DEFAULTS, MEMBERS, asked, OPENS)) == wanted


def test_a_matter_for_meetings_alone_does_not_open_in_writing():
    book = RuleBook(matters=(*DEFAULT_MATTERS, MatterType("budget", Rule.MAJORITY, Venue.MEETING)))
    assert code(check_open(book, MEMBERS, replace(WRITTEN, matter="budget"), OPENS)) == "venue"
    assert check_open(book, MEMBERS, replace(MEETING, matter="budget"), OPENS) is None


def test_opening_pins_the_electorate_the_rule_and_every_setting_the_tally_reads():
    two_thirds = MatterType("budget", Rule.THRESHOLD, threshold=Share(2, 3), notice_days=2)
    book = RuleBook(matters=(*DEFAULT_MATTERS, two_thirds), admitted_declarer_votes=True)
    body = opened_body(book, 3, MEMBERS, replace(WRITTEN, matter="budget"))
    pinned = opening(Event(0, OPENS, "proposal.opened", "someone", body)).electorate
    assert (pinned.sides, pinned.size, pinned.need, pinned.rulebook) == (MEMBERS, 4, 3, 3)
    assert (pinned.rule, pinned.p, pinned.q, pinned.notice_days) == (Rule.THRESHOLD, 2, 3, 2)
    assert pinned.auto_close
    assert pinned.admitted_declarer_votes
    assert not opened_body(book, 3, MEMBERS, MEETING)["auto_close"]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        pytest.param("2026-03-29 17:00", datetime(2026, 3, 29, 16, tzinfo=UTC), id="row-58"),
        pytest.param("2026-10-25 01:30", "ambiguous_time", id="row-58-twice"),
        pytest.param("2026-03-29 01:30", "no_such_time", id="row-58-never"),
        pytest.param("2026-10-25 01:30+01:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), id="row-58-offset"),
        pytest.param("2026-01-15T09:00", datetime(2026, 1, 15, 9, tzinfo=UTC), id="row-58-winter"),
        pytest.param("tomorrow", "bad_time", id="row-58-words"),
    ],
)
def test_a_local_time_is_one_instant_or_refused(typed, wanted):
    found = local_instant(typed, "Europe/London")
    assert getattr(found, "code", found) == wanted


def test_the_refusal_of_a_doubtful_time_says_what_to_write():
    sentence = local_instant("2026-10-25 01:30", "Europe/London").sentence
    assert sentence == (
        "01:30 on 25 October 2026 comes twice: the clocks go back. "
        "Choose another time, or add the offset, as in 2026-10-25 01:30+01:00."
    )


def test_a_written_decision_lapses_after_28_days_its_first_day_counted():
    circulated = datetime(2025, 1, 2, 15, 42, tzinfo=UTC)
    assert lapses(circulated, 28, "Europe/London") == datetime(2025, 1, 30, tzinfo=UTC)
    summer = datetime(2026, 3, 10, 9, tzinfo=UTC)
    assert lapses(summer, 28, "Europe/London") == datetime(2026, 4, 6, 23, tzinfo=UTC)
