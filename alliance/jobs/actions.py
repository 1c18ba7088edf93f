"""What can be done about jobs. They are operational, so these do not go through the door."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from alliance.door.clock import now
from alliance.jobs import progress
from alliance.jobs.models import Job, State
from alliance.jobs.tasks import run_job


def enqueue(kind: str, alliance: UUID, person: UUID | None, payload: Mapping[str, Any]) -> UUID:
    """Note a job and queue it when the transaction commits; answers its id. `payload`: JSON of ids and words."""
    at = now()
    job = Job.objects.create(
        kind=kind, alliance=alliance, person=person, payload=dict(payload), asked_at=at, heartbeat=at
    )
    _queue_on_commit(job.pk)
    return job.pk


def beat(job: UUID, done: int, total: int) -> None:
    """Say how far the job under way is, in the job's own unit; raises Superseded."""
    progress.change(job, done=min(done, total), total=total, heartbeat=now())


def finish(job: UUID, sentence: str = "") -> None:
    """Close the job under way as done, with what the person should know; raises Superseded."""
    progress.change(job, state=State.DONE, sentence=sentence)


def fail(job: UUID, sentence: str) -> None:
    """Close the job under way as failed, with what happened and what to do; raises Superseded."""
    progress.change(job, state=State.FAILED, sentence=sentence)


def requeue(job: UUID, attempt: int) -> bool:
    """Queue again a job whose attempt number `attempt` is lost; False where it moved on meanwhile."""
    lost = Job.objects.filter(pk=job, attempts=attempt, state__in=[State.QUEUED, State.RUNNING])
    with transaction.atomic():
        changed = lost.update(state=State.QUEUED, heartbeat=now())
        if changed:
            _queue_on_commit(job)
    return bool(changed)


def give_up(job: UUID, attempt: int, sentence: str) -> bool:
    """Close as failed a job that was lost too often; False where it moved on meanwhile."""
    lost = Job.objects.filter(pk=job, attempts=attempt, state=State.RUNNING)
    return bool(lost.update(state=State.FAILED, sentence=sentence))


def _queue_on_commit(job: UUID) -> None:
    transaction.on_commit(partial(run_job.enqueue, str(job)))
