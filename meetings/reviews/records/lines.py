"""What is written in a review: without authors, times or versions; all of it goes at the release."""

from django.db import models

from alliance.door.record import Record
from meetings.reviews.records.review import Review


class Step(Record):
    """A line of the timeline: how far from the start (minutes, rounded), which role, what it saw, what it did; `turn` keeps
    the order of those that are rounded to the same offset. `from_pieces` here as in a line."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="steps")
    offset = models.IntegerField()
    turn = models.PositiveIntegerField()
    role = models.CharField(max_length=120)
    saw = models.TextField(blank=True)
    did = models.TextField(blank=True)
    from_pieces = models.BooleanField(default=False)

    class Meta(Record.Meta):
        ordering = ["offset", "turn"]


class Line(Record):
    """What is written in a stage, under a `heading` (a role, a factor) where the stage has those.

    A theme has the organisations whose `settings` it is from, or in a thematic review the releases it `rests_on` (“V-01”).
    `from_pieces` where it rests on what was gathered: no link to a piece.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="lines")
    stage = models.CharField(max_length=10)
    heading = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    settings = models.JSONField(default=list)
    rests_on = models.JSONField(default=list)
    from_pieces = models.BooleanField(default=False)

    class Meta(Record.Meta):
        ordering = ["heading", "id"]


class Change(Record):
    """An action on a condition: the factor, the partners that hold it together, the role that leads, the day."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="changes")
    what = models.TextField()
    factor = models.CharField(max_length=12)
    orgs = models.JSONField()
    role = models.CharField(max_length=120)
    due = models.DateField()
    measure = models.CharField(max_length=120, blank=True)
    from_pieces = models.BooleanField(default=False)

    class Meta(Record.Meta):
        ordering = ["due", "id"]
