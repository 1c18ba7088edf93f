"""What is stored when a risk goes to all partners: a drafted decision, and an acceptance with the state that was judged."""

from django.db import models

from alliance.door.record import Record
from risks.register.models import Appended, Risk, ScoreEntry
from risks.register.words import GROUNDS


class Escalation(Record):
    """A decision that is drafted on one of the grounds, until one that names the risk answers it."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="escalations")
    ground = models.CharField(max_length=8, choices=GROUNDS)
    drafted_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=12, blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "ground"], condition=models.Q(answered_at=None), name="escalation_open_once"
            )
        ]
        ordering = ["drafted_at", "ground"]


class Acceptance(Appended):
    """That all partners decided to live with a risk until the end of a day; `entry` is the score that they judged."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="acceptances")
    entry = models.ForeignKey(ScoreEntry, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=12)
    until = models.DateField()
    reason = models.TextField()
    accepted_at = models.DateTimeField()

    class Meta(Appended.Meta):
        ordering = ["-accepted_at"]
