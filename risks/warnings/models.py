"""What is stored of an early warning. There is no author, signed in or not, and no field for who should have warned."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from alliance.contract.models import Alliance
from alliance.door.record import Operational, Record
from risks.warnings.words import ANSWERS, TOUCHES, reference


class EarlyWarning(Record):
    """One sentence, shown as W-01, and what became of it. It has a day and no instant."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="early_warnings")
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=200)
    touches = models.CharField(max_length=8, choices=TOUCHES, blank=True)
    heard_on = models.DateField()
    due_on = models.DateField()
    answer = models.CharField(max_length=8, choices=ANSWERS, blank=True)
    reply = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    ref = models.CharField(max_length=12, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "number"], name="warning_number_once"),
            models.CheckConstraint(
                name="warning_answered_with_a_reply",
                condition=Q(answer="", reply="", answered_on=None)
                | ~(Q(answer="") | Q(reply="") | Q(answered_on=None)),
            ),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return reference(self.number)


class WarningPool(Record):
    """The standing tickets of an alliance, by the id of their window, and the day of the last batch. `lost_on` is the day on
    which it could not be read for the first time; empty while it can."""

    alliance = models.OneToOneField(Alliance, models.PROTECT, related_name="+")
    window = models.UUIDField(unique=True)
    gathered_on = models.DateField()
    lost_on = models.DateField(null=True)


class TicketDay(Operational):
    """That a person has taken a ticket on this day: not which, and not whether anything was written with it."""

    why = "It keeps one person from taking all tickets of a day, and is thrown away when the day is over."

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "person", "day"], name="ticket_one_a_day")]
