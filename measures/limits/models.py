"""The ledger of limits: each step that moved them, for ever."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from alliance.contract.models import Alliance
from alliance.door.record import Record
from measures.plan.models import Period


class LimitStep(Record):
    """Where the limits of one series (a measure in one view) start anew, are frozen or freed, or which chart of shares it keeps,
    why, and by which decision.

    `number` counts the steps of the series from 1, so that an address can say up to which step limits are replayed.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="limit_steps")
    measure = models.CharField(max_length=12)
    view = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    first = models.ForeignKey(Period, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    baseline = models.PositiveIntegerField(null=True)
    reason = models.TextField()
    cites = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "measure", "view", "number"], name="limit_step_once"),
            models.CheckConstraint(
                name="limit_kind_known",
                condition=Q(kind__in=["rebase", "freeze", "unfreeze", "p", "p_prime"]),
            ),
            models.CheckConstraint(name="limit_has_a_reason", condition=~Q(reason="") & ~Q(cites="")),
        ]
        ordering = ["at", "number", "measure", "view"]
