"""What is stored of an early warning. There is no author, signed in or not, and no field for who should have warned."""

from django.db import models
from django.db.models import Q

from alliance.contract.models import Alliance
from alliance.door.record import Record
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
    """The standing tickets of an alliance, by the id of their window, and the day of the last batch."""

    alliance = models.OneToOneField(Alliance, models.PROTECT, related_name="+")
    window = models.UUIDField(unique=True)
    gathered_on = models.DateField()
