"""Our own record of background work: the queue may forget a killed task, this does not."""

from uuid import uuid4

from django.db import models

from alliance.door.record import Operational


class State(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", "waiting"
    RUNNING = "running", "under way"
    DONE = "done", "done"
    FAILED = "failed", "failed"


class Job(Operational):
    """One piece of background work; `payload` holds ids and words, never anything about a person."""

    why = "A job is machinery; whatever it changes goes through actions, and those are logged."

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=60)
    alliance = models.UUIDField()
    person = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    heartbeat = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    payload = models.JSONField(default=dict)
    sentence = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="job_state_known"),
            models.CheckConstraint(
                condition=models.Q(done__lte=models.F("total")), name="job_done_within_total"
            ),
        ]
        indexes = [models.Index(fields=["state", "heartbeat"], name="job_state_heartbeat")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
