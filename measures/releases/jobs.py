"""The audit in the background: everything that it needs is in the database, so being done twice or cut off changes nothing."""

from functools import partial
from uuid import UUID

from alliance.door.access import Caller
from alliance.door.refusals import Refused
from alliance.jobs import actions as jobs
from alliance.jobs.progress import work
from measures.releases.actions import AUDIT, audit_release

__all__ = ["AUDIT", "audit"]


def audit(job: UUID) -> None:
    """Audit the release named in the payload ({"release": id})."""
    asked = work(job)
    answer = audit_release(
        Caller(asked.alliance, None), release=UUID(asked.payload["release"]), beat=partial(jobs.beat, job)
    )
    if isinstance(answer, Refused):
        jobs.fail(job, answer.sentence)
    else:
        jobs.finish(job, f"The audit of release {answer.ref} is done.")
