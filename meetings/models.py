"""The wing's face: the models of its rooms."""

from meetings.files.models import Feed
from meetings.meetings.models import AgendaItem, Attendance, ItemVote, Meeting, TakenUp
from meetings.minutes.models import Acceptance, Minutes, MinutesDraft
from meetings.reviews.records.covenant import Covenant, Release
from meetings.reviews.records.lines import Change, Line, Step
from meetings.reviews.records.review import Assent, Call, Hazard, Review, Seat, Tally
from meetings.series.models import Series

__all__ = [
    "Acceptance", "AgendaItem", "Assent", "Attendance", "Call", "Change", "Covenant", "Feed", "Hazard", "ItemVote", "Line", "Meeting",
    "Minutes", "MinutesDraft", "Release", "Review", "Seat", "Series", "Step", "TakenUp", "Tally",
]  # fmt: skip
