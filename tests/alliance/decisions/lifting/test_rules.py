"""How long it took from the first objection to agreement: read from the log alone."""

from datetime import timedelta

import pytest

from alliance.decisions.count.agreeing import agreement, taken_up
from alliance.decisions.reading.agreed import agreed, lasting
from tests.alliance.decisions.sealed.test_rules import Sealed
from tests.alliance.decisions.stories import CLOSES, OPENS, Story

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def took(*stories: Story, now=CLOSES + 365 * DAY):
    found = agreement([story.events for story in stories], now)
    return found.took if found else None


def test_an_objection_that_new_words_lift_is_measured_from_its_vote_to_the_close() -> None:
    story = Story(auto_close=True).until(OPENS).disagree("P1").until(OPENS + 2 * DAY).amended(CLOSES)
    story.until(OPENS + 4 * DAY).agree("C1", "C2", "P1").agree("P2")
    assert took(story) == 4 * DAY + 3 * MINUTE
    assert agreed(agreement([story.events], CLOSES)).words == "4 days from the first objection to agreement"


def test_the_first_objection_counts_and_not_a_later_one() -> None:
    story = Story(auto_close=True).until(OPENS).disagree("P1").until(OPENS + DAY).disagree("P2")
    assert took(story.until(OPENS + 2 * DAY).agree()) == 2 * DAY + 3 * MINUTE


@pytest.mark.parametrize(
    "story",
    [
        Story(auto_close=True).agree(),
        Story().disagree("P1").agree("C1", "C2", "P2"),
        Story("M").disagree("P1").agree("C1", "C2", "P2"),
        Story().disagree("P1").withdrawn(),
    ],
    ids=["nobody objected", "not carried", "carried over an objection", "withdrawn"],
)
def test_where_nobody_objected_or_one_still_does_there_is_nothing_to_measure(story: Story) -> None:
    assert took(story.until(CLOSES)) is None


def test_a_refused_objection_is_none() -> None:
    story = Story(auto_close=True).until(OPENS - DAY).disagree("P1").until(OPENS).agree()
    assert took(story) is None


def test_a_sealed_objection_begins_when_it_is_opened() -> None:
    story = Sealed(auto_close=True).all("P1")
    last = story.events[-1].at
    story.until(last + HOUR).reveal()
    story.until(last + DAY).agree("P1")
    assert took(story) == DAY


def linked(name: str, **names) -> Story:
    story = Story(auto_close=True)
    for event in story.events:
        event.body.update({"proposal": name, **names})
    return story


def cast_in(story: Story, name: str, orgs: tuple[str, ...], position: str) -> Story:
    for org in orgs:
        body = {"proposal": name, "ballot": f"{name}{org}", "org": org, "revision": 1, "position": position}
        story.log("vote.cast", body, f"rep-{org}")
    return story


def test_a_proposal_that_takes_up_a_fallen_one_is_one_matter_with_it() -> None:
    fallen = cast_in(linked("D1").until(OPENS), "D1", ("P1",), "disagree")
    again = cast_in(linked("D2", renews="D1").until(OPENS + 9 * DAY), "D2", ("C1", "C2", "P1", "P2"), "agree")
    other = cast_in(linked("D3").until(OPENS), "D3", ("P2",), "disagree")
    stories = {"D1": fallen.events, "D2": again.events, "D3": other.events}
    for name in ("D1", "D2"):
        assert agreement(taken_up(stories, name), CLOSES + 99 * DAY).took == 9 * DAY + 3 * MINUTE
    assert taken_up(stories, "D3") == [other.events]


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=5), "Less than a minute"), (MINUTE, "1 minute"), (HOUR - MINUTE, "59 minutes"),
        (HOUR, "1 hour"), (DAY - MINUTE, "23 hours"), (DAY, "1 day"), (4 * DAY + 9 * HOUR, "4 days"),
    ],
)  # fmt: skip
def test_a_span_is_said_in_its_largest_whole_unit(span: timedelta, words: str) -> None:
    assert lasting(span) == words
