"""Minutes as rows, written by the projectors of `events.py` from the log alone; the drafts are nobody's record."""

from django.conf import settings
from django.db import models

from alliance.door.record import Operational, Record


class Minutes(Record):
    """One version of a meeting's minutes: the `record` of what happened, never typed, and the `text` that people wrote.

    `attendees` are the organisations that must accept it, `by_org` the one that amended the version before; `size` and
    `root` are those of the register as it was issued. `official_at` is set once every attendee has accepted.
    """

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="minutes")
    number = models.PositiveIntegerField()
    record = models.TextField(blank=True)
    text = models.TextField()
    reason = models.TextField(blank=True)
    attendees = models.JSONField(default=list)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_org = models.ForeignKey("alliance.Organisation", models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    size = models.PositiveIntegerField(default=0)
    root = models.CharField(max_length=64, blank=True)
    official_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="minutes_number_once")]
        ordering = ["number"]


class Acceptance(Record):
    """An organisation that was there has accepted this version; silence never makes such a row."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="acceptances")
    org = models.ForeignKey("alliance.Organisation", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["minutes", "org"], name="minutes_accepted_once")]
        ordering = ["at", "id"]


class MinutesDraft(Operational):
    """The text of minutes while it is being written; `edition` notices two people writing at once."""

    why = "A draft binds nobody: it becomes a record, and enters the log, when it is issued."

    # An id and no foreign key: a rebuild from the log writes meetings anew, and drafts are not in the log
    meeting_id = models.UUIDField(unique=True)
    text = models.TextField()
    edition = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
