"""The wing's face: the models of its rooms."""

from meetings.files.models import Feed
from meetings.meetings.models import AgendaItem, Attendance, Meeting, Minutes, MinutesDraft

__all__ = ["AgendaItem", "Attendance", "Feed", "Meeting", "Minutes", "MinutesDraft"]
