"""Both facilitators and the worker at once: a window ends once, and a review is released or destroyed, never both."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest

from alliance.door.refusals import NotFound
from alliance.ledger import queries as ledger
from alliance.ledger.verify import verify
from alliance.tasks.models import Task
from alliance.tickets.queries import window as window_now
from alliance.tickets.sweep import tend
from meetings.reviews import queries
from meetings.reviews.actions import gathering, releasing, stopping
from meetings.reviews.records.covenant import Release
from meetings.reviews.records.lines import Line
from meetings.reviews.records.review import Assent, Call, Review
from tests import cast as cast_of
from tests.alliance.decisions.test_races import at_once
from tests.cast import Cast, clock_at
from tests.meetings.reviews import stage
from tests.meetings.reviews.test_keepers import HOUR, gathering_now


@pytest.fixture
def cast(transactional_db: None, settings, tmp_path) -> Cast:
    """The cast under a covenant, by the real clock that threads see, with a store of its own."""
    settings.TICKETS_DIR = tmp_path / "tickets"
    made = cast_of.build(at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    stage.covenant(made)
    return made


def test_two_facilitators_and_the_worker_end_a_window_at_once_and_two_release_while_two_withdraw(
    cast: Cast,
) -> None:
    with clock_at(hours=HOUR):
        review, _parts = gathering_now(cast)
    acting = stage.acting_now(cast)
    ends = [
        lambda part=part: gathering.end_window(cast.caller(part), review=review.id)
        for part in ("icb", "homes")
    ]
    at_once(lambda place: [*ends, tend][place](), 3)
    assert (stage.again(review).state, window_now(review.window).state) == ("closed", "too_few")
    assert Call.objects.filter(review=review, cause="too_few").count() == 1
    both(cast, acting)
    found = Counter(event.type for event in ledger.events(cast.alliance))
    assert found["review.gathered"] == 1
    assert found["review.released"] + found["review.withdrawn"] == 1
    assert verify(cast.alliance, deep=True).whole


def both(cast: Cast, review: Review) -> None:
    """Whichever pair of keys is whole first wins, and nothing of the review is left but what it leaves."""
    page = queries.check(cast.viewer("icb"), review.number)
    told: dict[str, Any] = {
        "digest": page.digest,
        "cleared": tuple(one.words for one in page.found),
        "no_person": True,
    }

    def turn(place: int) -> None:
        caller = cast.caller(("icb", "homes")[place % 2])
        try:
            if place < 2:
                releasing.turn_release_key(caller, review=review.id, **told)
            else:
                stopping.withdraw_review(caller, review=review.id)
        except NotFound:  # it was destroyed meanwhile
            assert stage.again(review).state == "ended"

    at_once(turn, 4)
    ended = stage.again(review)
    released = ended.state == "released"
    assert ended.state in ("released", "ended")
    assert (Release.objects.count(), Task.objects.count()) == ((1, 1) if released else (0, 0))
    assert not Line.objects.filter(review=review).exists()
    assert not Assent.objects.filter(seat__review=review, verb="release").exists()
