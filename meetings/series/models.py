"""A series as a row: the rule by which its meetings are dated."""

from django.db import models
from django.db.models import Q

from alliance.door.record import Record


class Series(Record):
    """Meetings on the `nth` (1 to 4) `weekday` (Monday 0) of every `every`-th month, by the clock on the wall."""

    alliance = models.ForeignKey("alliance.Alliance", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=500)
    every = models.PositiveIntegerField()
    weekday = models.PositiveIntegerField()
    nth = models.PositiveIntegerField()
    begins = models.TimeField()
    ends = models.TimeField()
    begun_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                name="series_has_a_rule",
                condition=Q(every__gte=1, every__lte=12, weekday__lte=6, nth__gte=1, nth__lte=4),
            )
        ]
        ordering = ["begun_at", "id"]
