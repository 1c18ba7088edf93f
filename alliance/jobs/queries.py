"""What a person may see of the work done for them."""

from dataclasses import dataclass
from uuid import UUID

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.jobs.models import Job, State


@dataclass(frozen=True, slots=True)
class JobStatus:
    """How far a job is: `done` of `total` in the job's own unit, `percent` of 100, `over` when it has ended."""

    id: UUID
    kind: str
    state: str
    done: int
    total: int
    percent: int
    over: bool
    failed: bool
    sentence: str


def job(viewer: Viewer, id: UUID) -> JobStatus:
    """A job that this viewer asked for in this alliance; raises NotFound."""
    row = Job.objects.filter(pk=id, alliance=viewer.alliance, person=viewer.person).first()
    if row is None:
        raise NotFound
    return _status(row)


def shared(viewer: Viewer, id: UUID) -> JobStatus:
    """A job of this alliance whose outcome is for all its people, whoever asked first; raises NotFound."""
    row = Job.objects.filter(pk=id, alliance=viewer.alliance).first()
    if row is None:
        raise NotFound
    return _status(row)


def _status(row: Job) -> JobStatus:
    percent = 100 if row.state == State.DONE else row.done * 100 // max(row.total, 1)
    over, failed = row.state in {State.DONE, State.FAILED}, row.state == State.FAILED
    return JobStatus(row.pk, row.kind, row.state, row.done, row.total, percent, over, failed, row.sentence)
