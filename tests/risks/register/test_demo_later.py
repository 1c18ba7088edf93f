"""Told on another day, Marlhaven's risks are as alive; in a file of its own, since one database holds one Marlhaven."""

from datetime import UTC, date, datetime

from alliance.demo import story
from risks.register.models import Risk


def test_told_on_a_later_day_the_reviews_are_still_to_come(db) -> None:
    now = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
    story.load("a long enough pass phrase", now)
    assert Risk.objects.order_by("review_on").first().review_on == date(2027, 2, 21)
