"""The wing's face: the models of its rooms."""

from meetings.files.models import Feed
from meetings.meetings.models import AgendaItem, Attendance, ItemVote, Meeting, TakenUp
from meetings.minutes.models import Acceptance, Minutes, MinutesDraft
from meetings.series.models import Series

__all__ = [
    "Acceptance", "AgendaItem", "Attendance", "Feed", "ItemVote", "Meeting", "Minutes", "MinutesDraft", "Series", "TakenUp",
]  # fmt: skip
