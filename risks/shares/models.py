"""What is stored of gain and pain: the terms as they were agreed, version by version. No result, and no payment."""

from django.db import models
from django.db.models import Q

from alliance.contract.models import Alliance
from alliance.door.record import Record


class ShareTerms(Record):
    """One version of the terms, in force from `from_at` until the next; `settings` as `words.to_body` writes them.

    It leads to nothing but its alliance: no review, score or measure can reach a sum of money through it.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="share_terms")
    number = models.PositiveSmallIntegerField()
    settings = models.JSONField()
    decision = models.CharField(max_length=12)
    from_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "number"], name="share_terms_number_once"),
            models.CheckConstraint(name="share_terms_by_decision", condition=~Q(decision="")),
        ]
        ordering = ["number"]
