"""What can be seen of meetings: every query, by the name the rest of the wing calls it."""

from meetings.meetings.queries.base import minutes_due, of, one, row
from meetings.meetings.queries.lists import meetings, next_day, of_series, references, waits
from meetings.meetings.queries.page import meeting

__all__ = [
    "meeting", "meetings", "minutes_due", "next_day", "of", "of_series", "one", "references", "row", "waits",
]  # fmt: skip
