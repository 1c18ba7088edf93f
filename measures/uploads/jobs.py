"""Checking in the background: the draft holds everything, so a killed worker leaves nothing half done."""

from functools import partial
from uuid import UUID

from alliance.jobs import actions as jobs
from alliance.jobs.progress import work
from measures.uploads.actions import check_draft
from measures.uploads.actions.receiving import KIND

__all__ = ["KIND", "check"]


def check(job: UUID) -> None:
    """Check the draft named in the payload ({"draft": id}); being done twice changes nothing."""
    draft = UUID(work(job).payload["draft"])
    if check_draft(draft, partial(jobs.beat, job), job):
        jobs.finish(job, "The sheet is checked.")
    else:
        jobs.finish(job, "This sheet is no longer there to be checked.")
