"""What can be seen of reviews: a running one by seat alone, a release by everybody."""

from meetings.reviews.queries.base import covenants, on, partners, seat
from meetings.reviews.queries.library import (
    SHELVES,
    call_things,
    references,
    release,
    releases,
    shelf,
    things,
)
from meetings.reviews.queries.lists import hazards, seated, suggested, waits
from meetings.reviews.queries.page import check, correction, people, review

__all__ = [
    "SHELVES", "call_things", "check", "correction", "covenants", "hazards", "on", "partners", "people", "references", "release",
    "releases", "review", "seat", "seated", "shelf", "suggested", "things", "waits",
]  # fmt: skip
