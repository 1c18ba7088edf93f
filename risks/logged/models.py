"""What is stored of assumptions, issues and dependencies. They belong to the alliance: no owner, no person."""

from django.db import models

from alliance.contract.models import Alliance
from alliance.door.record import Record
from risks.logged.words import CHOICES, STATES, reference


class Logged(Record):
    """One entry, shown as AS-01, IS-01 or DP-01; each kind counts for itself."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="logged")
    kind = models.CharField(max_length=12, choices=CHOICES)
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=200)
    more = models.TextField(blank=True)
    review_on = models.DateField()
    state = models.CharField(max_length=8, choices=STATES, default="open")
    noted_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "kind", "number"], name="logged_number_once"),
            models.CheckConstraint(name="logged_has_words", condition=~models.Q(words="")),
        ]
        ordering = ["kind", "number"]

    def __str__(self) -> str:
        return reference(self.kind, self.number)


class LoggedLink(Record):
    """What an entry hangs together with, by its reference."""

    logged = models.ForeignKey(Logged, models.PROTECT, related_name="links")
    ref = models.CharField(max_length=12)
    made_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["logged", "ref"], name="logged_link_once")]
        ordering = ["made_at", "ref"]
