"""Meetings as rows: all but the drafts of minutes are written by the projectors of `events.py`, from the log alone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alliance.door.record import Operational, Record
from meetings.meetings.states import WORDS, State


class Meeting(Record):
    """One meeting, shown as MT-001. Members and need are fixed when it is called to order."""

    alliance = models.ForeignKey("alliance.Alliance", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=500)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=list(WORDS.items()), default=State.SCHEDULED)
    announced_at = models.DateTimeField()
    members = models.JSONField(default=list)
    need = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "number"], name="meeting_number_once"),
            models.CheckConstraint(name="meeting_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="meeting_closed_after_opened", condition=~Q(state="closed") | Q(opened_at__isnull=False, closed_at__isnull=False)
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["alliance", "state", "starts_at"], name="meeting_by_time")]

    def __str__(self) -> str:
        return f"MT-{self.number:03}"


class AgendaItem(Record):
    """One item of an agenda: a reference such as D-018, or plain words, or both."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    ref = models.CharField(max_length=12, blank=True)
    text = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(name="agenda_item_says_something", condition=~Q(ref="", text="")),
            models.UniqueConstraint(
                fields=["meeting", "ref"], condition=~Q(ref=""), name="agenda_lists_a_reference_once"
            ),
        ]
        ordering = ["position"]


class Attendance(Record):
    """An organisation was represented: present until recorded as left."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    org = models.ForeignKey("alliance.Organisation", models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "org"], condition=Q(left_at=None), name="attendance_present_once"
            ),
            models.CheckConstraint(
                name="attendance_leaves_after_joining",
                condition=Q(left_at=None) | Q(left_at__gte=F("joined_at")),
            ),
        ]
        ordering = ["joined_at"]


class Minutes(Record):
    """One issued version of a meeting's minutes."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    number = models.PositiveIntegerField()
    text = models.TextField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="minutes_number_once")]
        ordering = ["number"]


class MinutesDraft(Operational):
    """The text of minutes while it is being written; `edition` notices two people writing at once."""

    why = "A draft binds nobody: it becomes a record, and enters the log, when it is issued."

    # An id and no foreign key: a rebuild from the log writes meetings anew, and drafts are not in the log
    meeting_id = models.UUIDField(unique=True)
    text = models.TextField()
    edition = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
