"""Which anonymous window belongs to a review, for those seated in it."""

from uuid import UUID

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from meetings.reviews.queries.base import seat


def window_of(viewer: Viewer, number: int) -> UUID:
    """The window of V-`number`; NotFound where there is none, or no seat."""
    found = seat(viewer, number).review.window
    if found is None:
        raise NotFound
    return found
