"""What can be seen of reviews: a running one by seat alone, a release by everybody."""

from meetings.reviews.queries.base import covenants, on, partners, seat
from meetings.reviews.queries.library import (
    LINES,
    SHELVES,
    call_things,
    lines,
    references,
    release,
    releases,
    shelf,
    things,
)
from meetings.reviews.queries.lists import hazards, seated, suggested, waits
from meetings.reviews.queries.page import check, correction, people, review
from meetings.reviews.queries.thematic import may_rest_on

__all__ = [
    "LINES", "SHELVES", "call_things", "check", "correction", "covenants", "hazards", "lines", "may_rest_on", "on", "partners", "people", "references", "release",
    "releases", "review", "seat", "seated", "shelf", "suggested", "things", "waits",
]  # fmt: skip
