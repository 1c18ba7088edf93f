"""What is stored of a scoring round: who is to give a view, and, once it is revealed, what each partner saw."""

from django.db import models
from django.db.models import Q

from alliance.contract.models import Alliance, Organisation
from alliance.door.record import Operational, Record
from risks.register.models import Appended, Risk


class Round(Record):
    """One scoring of a risk. `partners` are the ids of the bodies that held it when the round began, in charter order.

    Revealed, it keeps the spread on each axis: the highest step less the lowest.
    """

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    partners = models.JSONField()
    matrix = models.PositiveIntegerField()
    steps = models.JSONField()
    reason = models.TextField(blank=True)
    started_at = models.DateTimeField()
    due_on = models.DateField()
    revealed_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=12, blank=True)
    spread_likelihood = models.PositiveSmallIntegerField(null=True)
    spread_consequence = models.PositiveSmallIntegerField(null=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["risk", "number"], name="round_number_once"),
            models.UniqueConstraint(fields=["risk"], condition=Q(revealed_at=None), name="round_open_once"),
        ]
        ordering = ["-number"]


class PartnerView(Appended):
    """What one partner saw, written when the round is revealed and never before."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="views")
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    likelihood = models.PositiveSmallIntegerField()
    consequence = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)

    class Meta(Appended.Meta):
        constraints = [models.UniqueConstraint(fields=["round", "org"], name="partner_view_once")]
        ordering = ["org__position"]


class SealedView(Operational):
    """A view that waits, encrypted. `slot` tells one partner's place in the round from another's, and not whose it is."""

    why = "The log holds the commitment; here waits, encrypted, what it will be opened with."

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="sealed")
    slot = models.CharField(max_length=64)
    seq = models.PositiveBigIntegerField()
    token = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "slot"], name="sealed_view_once")]
