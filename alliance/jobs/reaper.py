"""Finds jobs whose worker died: a killed process leaves its task running for ever in the queue's eyes."""

from datetime import datetime, timedelta

from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from alliance.door.clock import now
from alliance.jobs import actions
from alliance.jobs.models import Job, State

PATIENCE = timedelta(seconds=20)  # without a sign of life
QUEUE_PATIENCE = timedelta(minutes=5)  # waiting; longer, because the queue may simply be full
MOST_ATTEMPTS = 3
KEEP_RESULTS = timedelta(days=1)
GAVE_UP = (
    "The work was begun three times and stopped each time before its end. "
    "Please ask for it again; if it stops again, tell whoever runs this server."
)


def reap(patience: timedelta = PATIENCE) -> int:
    """Queue lost jobs again, at most three attempts each; answers how many were lost."""
    lost = _lost(now(), patience)
    for job in lost:
        if job.attempts >= MOST_ATTEMPTS and job.state == State.RUNNING:
            actions.give_up(job.pk, job.attempts, GAVE_UP)
        else:
            actions.requeue(job.pk, job.attempts)
    return len(lost)


def sweep() -> None:
    """Forget the queue's own rows of yesterday: the job record is the truth."""
    old = DBTaskResult.objects.filter(enqueued_at__lt=now() - KEEP_RESULTS)
    if old.exists():  # a delete takes SQLite's write lock even where there is nothing to delete
        old.delete()


def _lost(at: datetime, patience: timedelta) -> list[Job]:
    silent = Q(state=State.RUNNING, heartbeat__lt=at - patience)
    forgotten = Q(state=State.QUEUED, heartbeat__lt=at - QUEUE_PATIENCE)
    return list(Job.objects.filter(silent | forgotten).order_by("heartbeat", "pk")[:100])
