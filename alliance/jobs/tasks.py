"""The one task in the queue: it looks up what a job's kind means among what the wings offer."""

import logging
from uuid import UUID

from django_tasks import task

from alliance.jobs import progress
from alliance.jobs.models import State
from alliance.jobs.progress import Superseded, Work
from alliance.wings import registry

log = logging.getLogger(__name__)
FAULT = (
    "The work stopped because of a fault in Alliance, which is noted in the server's log. "
    "Please ask for it again; if it stops again, tell whoever runs this server."
)


@task()
def run_job(job: str) -> None:
    """Do one job, unless it is over or in other hands: being called twice changes nothing."""
    work = progress.claim(UUID(job))
    if work is None:
        return
    try:
        _perform(work)
    except Superseded as lost:
        log.warning("%s", lost)
    finally:
        progress.release(work.job)


def _perform(work: Work) -> None:
    """Call the function of this kind; a job that it leaves open is done, one that it throws out of has failed."""
    try:
        registry.jobs()[work.kind](work.job)
    except Superseded:
        raise
    except Exception:
        log.exception("job %s (%s) failed", work.job, work.kind)
        progress.change(work.job, state=State.FAILED, sentence=FAULT)
    else:
        if progress.is_open(work.job):
            progress.change(work.job, state=State.DONE)
