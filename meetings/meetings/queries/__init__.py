"""What can be seen of meetings: every query, by the name the rest of the wing calls it."""

from meetings.meetings.queries.base import minutes_due, of, one, row
from meetings.meetings.queries.lists import again_words, meetings, next_day, references, things, waits
from meetings.meetings.queries.page import meeting

__all__ = [
    "again_words", "meeting", "meetings", "minutes_due", "next_day", "of", "one", "references", "row", "things", "waits",
]  # fmt: skip
