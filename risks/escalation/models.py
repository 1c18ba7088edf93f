"""What is stored when all partners accept a risk for a time: until when, by which decision, and the state that was judged."""

from django.db import models

from risks.register.models import Appended, Risk, ScoreEntry


class Acceptance(Appended):
    """That all partners decided to live with a risk until the end of a day; `entry` is the score that they judged."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="acceptances")
    entry = models.ForeignKey(ScoreEntry, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=12)
    until = models.DateField()
    reason = models.TextField()
    accepted_at = models.DateTimeField()

    class Meta(Appended.Meta):
        ordering = ["-accepted_at", "-id"]
