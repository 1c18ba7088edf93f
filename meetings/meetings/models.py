"""Meetings as rows, written by the projectors of `events.py` from the log alone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alliance.door.record import Record
from meetings.meetings.states import WORDS, State


class Meeting(Record):
    """One meeting, shown as MT-001. Members and need are fixed when it is called to order.

    `adjourned_from` is set for an adjourned meeting: the one at which its items lacked the quorum for the second time.
    """

    alliance = models.ForeignKey("alliance.Alliance", models.PROTECT, related_name="+")
    series = models.ForeignKey("meetings.Series", models.PROTECT, null=True, related_name="meetings")
    adjourned_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="adjourned_to")
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
    """One item of an agenda: a reference such as D-018, or plain words, or both.

    `undecided` is set when the meeting closed and this item had lacked the quorum; `carried_from` is the undecided
    item of an earlier meeting that this one takes up again.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    ref = models.CharField(max_length=12, blank=True)
    text = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    undecided = models.BooleanField(default=False)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_to")

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(name="agenda_item_says_something", condition=~Q(ref="", text="")),
            models.UniqueConstraint(
                fields=["meeting", "ref"], condition=~Q(ref=""), name="agenda_lists_a_reference_once"
            ),
        ]
        ordering = ["position"]


class TakenUp(Record):
    """From `at` on the meeting talked about this item, until the next was taken up."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="taken_up")
    at = models.DateTimeField()

    class Meta(Record.Meta):
        ordering = ["at", "id"]


class ItemVote(Record):
    """A proposal that was opened for votes under an item of the agenda."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="votes")
    proposal = models.OneToOneField("alliance.Proposal", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta(Record.Meta):
        ordering = ["opened_at", "id"]


class How(models.TextChoices):
    """Being there by video or telephone counts like being in the room."""

    ROOM = "room", "In the room"
    REMOTE = "remote", "By video or phone"


class Attendance(Record):
    """An organisation was represented: present until recorded as left."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    org = models.ForeignKey("alliance.Organisation", models.PROTECT, related_name="+")
    how = models.CharField(max_length=6, choices=How.choices, default=How.ROOM)
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
        ordering = ["joined_at", "id"]
