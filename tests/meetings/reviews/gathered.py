"""A review that gathers today, for the hunt for its authors."""

from datetime import timedelta
from uuid import UUID

from alliance.tickets import actions as tickets
from alliance.tickets import writing
from alliance.tickets.windows import today
from meetings.reviews.actions import gathering, opening
from meetings.reviews.records.review import Review
from tests.cast import Cast, done
from tests.meetings.reviews import stage


def gathering_today(cast: Cast) -> Review:
    """Five seats with the manager’s, who proposed it, the homes' among them; its window opens today, and two others have written."""
    stage.covenant(cast)
    review = stage.proposed(cast)
    stage.looked_after(cast, review, "icb", "kin")
    done(opening.open_review(cast.caller("icb"), review=review.id))
    for part in ("council", "homes"):
        done(opening.seat_person(cast.caller("icb"), review=review.id, person=cast.people[part].id))
    _started(cast, review)
    for text in ("Somebody else", "And another"):
        writing.write(str(tickets.take(window(review))), text, "theme")
    return stage.again(review)


def _started(cast: Cast, review: Review) -> None:
    day, icb = today(), cast.caller("icb")
    done(gathering.prepare_window(icb, review=review.id, opens=day, closes=day + timedelta(days=1)))
    for place in (1, 2):
        tickets.keep_part(window(review), place)
    done(gathering.start_window(icb, review=review.id))


def window(review: Review) -> UUID:
    """The id of its window."""
    found = stage.again(review).window
    assert found is not None
    return found
