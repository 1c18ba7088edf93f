"""What is stored of a treatment: what the holders do about a risk, and on whom it lays a cost."""

from django.db import models
from django.db.models import Q

from alliance.contract.models import Organisation
from alliance.door.record import Record
from risks.register.models import Risk

STATES = (
    ("planned", "Planned"), ("consent", "Moves pain: waits for consent and a decision"),
    ("done", "Done"), ("dropped", "Dropped"),
)  # fmt: skip


class Treatment(Record):
    """One thing done about a risk by its holders together, by the verb that its kind allows.

    `pain_to` is the partner onto which it moves a cost, where it does: then it is planned only with that partner's own
    consent and a decision.
    """

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="treatments")
    verb = models.CharField(max_length=12)
    what = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default="planned")
    pain_to = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    consented_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=12, blank=True)
    made_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                name="pain_moves_by_consent_and_decision",
                condition=Q(pain_to=None) | Q(state__in=["consent", "dropped"])
                | (Q(consented_at__isnull=False) & ~Q(decision="")),
            ),
        ]  # fmt: skip
        ordering = ["due_on", "made_at", "id"]
