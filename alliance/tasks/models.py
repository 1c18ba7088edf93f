"""What was agreed to be done: by whom, by when, and where it was agreed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from alliance.contract.models import Alliance, Organisation
from alliance.door.record import Record


class State(models.TextChoices):
    """How a task stands."""

    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class Task(Record):
    """An action with an owner and a date, shown as A-001.

    An organisation always owns it, so that it outlives a person's move; a person of that organisation or the
    title of a role may be named as well. `source` is the reference of what made it (D-018, MT-003), if any.
    """

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="tasks")
    number = models.PositiveIntegerField()
    what = models.TextField()
    org = models.ForeignKey(Organisation, models.PROTECT, related_name="tasks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=120, blank=True)
    due = models.DateField()
    source = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "number"], name="task_number_once"),
            models.CheckConstraint(
                name="task_ended_when_not_open",
                condition=Q(state="open", ended_at=None) | (~Q(state="open") & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="task_dropped_with_a_reason", condition=~Q(state="dropped", reason="")
            ),
        ]
        indexes = [models.Index(fields=["alliance", "state", "due"], name="task_by_due")]
        ordering = ["due", "number"]

    def __str__(self) -> str:
        return f"A-{self.number:03}"
