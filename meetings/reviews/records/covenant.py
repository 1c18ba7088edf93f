"""The covenant and what was released under it: rows that follow from the log alone."""

from uuid import UUID

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery

from alliance.door.record import Record
from meetings.reviews.rules.methods import Method


class Covenant(Record):
    """One version of what every partner signed by the decision `decision`: what a review is for, and never for."""

    alliance = models.ForeignKey("alliance.Alliance", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    decision = models.CharField(max_length=12)
    adopted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "number"], name="covenant_number_once")]
        ordering = ["number"]


class Release(Record):
    """One version of what a review has released, shown as V-001: the whole of it is in `content`, a JSON text.

    Its stamp is the version, the month and the covenant's number: nobody's name, and no day.
    """

    alliance = models.ForeignKey("alliance.Alliance", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    month = models.CharField(max_length=7)
    covenant = models.PositiveIntegerField()
    subject = models.CharField(max_length=10)
    method = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    content = models.TextField()
    reason = models.TextField(blank=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "number", "version"], name="release_of_review_once")
        ]
        ordering = ["-number", "-version"]

    def __str__(self) -> str:
        return f"V-{self.number:02}"


def latest(alliance: UUID) -> QuerySet[Release]:
    """The latest version of each release."""
    same = Release.objects.filter(alliance=OuterRef("alliance"), number=OuterRef("number"))
    last = same.order_by("-version").values("version")[:1]
    return Release.objects.filter(alliance=alliance, version=Subquery(last))


def for_themes(alliance: UUID) -> QuerySet[Release]:
    """The releases that a thematic review may rest on, by number: not those of other thematic reviews, whose ground would
    count twice."""
    return latest(alliance).exclude(method=Method.THEMATIC).order_by("number")
