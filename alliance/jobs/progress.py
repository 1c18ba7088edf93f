"""What happens to a job once a worker has it; each step holds only for the attempt that took the job."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F

from alliance.door.clock import now
from alliance.jobs.models import Job, State


class Superseded(Exception):
    """This attempt was thought dead and another one has the job: stop, and change nothing more."""


@dataclass(frozen=True, slots=True)
class Work:
    """One attempt at a job. Its function acts as `person`, or as the system where that is None."""

    job: UUID
    kind: str
    alliance: UUID
    person: UUID | None
    payload: Mapping[str, Any]
    attempt: int


_mine: dict[UUID, Work] = {}  # what this process has under way


def claim(job: UUID) -> Work | None:
    """Take a waiting job; None where another worker has it, or where it is over."""
    waiting = Job.objects.filter(pk=job, state=State.QUEUED)
    if not waiting.update(state=State.RUNNING, attempts=F("attempts") + 1, heartbeat=now()):
        return None
    row = Job.objects.get(pk=job)
    work = Work(row.pk, row.kind, row.alliance, row.person, row.payload, row.attempts)
    _mine[job] = work
    return work


def release(job: UUID) -> None:
    """This process is no longer busy with the job."""
    _mine.pop(job, None)


def work(job: UUID) -> Work:
    """The attempt that this process has under way; KeyError where it has none."""
    return _mine[job]


def is_open(job: UUID) -> bool:
    """Whether this process's attempt is neither closed nor superseded."""
    return Job.objects.filter(pk=job, state=State.RUNNING, attempts=work(job).attempt).exists()


def change(job: UUID, **values: Any) -> None:
    """Update the record of the attempt under way; raises Superseded."""
    attempt = work(job)
    mine = Job.objects.filter(pk=job, state=State.RUNNING, attempts=attempt.attempt)
    if not mine.update(**values):
        raise Superseded(f"{attempt.kind} {job} is over, or another worker has taken it.")


def pulse_all() -> None:
    """Say of each job this process has under way that the process lives."""
    for job, attempt in list(_mine.items()):
        Job.objects.filter(pk=job, state=State.RUNNING, attempts=attempt.attempt).update(heartbeat=now())
