"""The wing's face: the models of its rooms."""

from meetings.meetings.models import AgendaItem, Attendance, Meeting, Minutes, MinutesDraft

__all__ = ["AgendaItem", "Attendance", "Meeting", "Minutes", "MinutesDraft"]
