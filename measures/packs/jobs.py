"""Making a pack in the background: all that it shows is in the database, so a killed worker leaves nothing half done."""

from functools import partial
from uuid import UUID

from alliance.door.refusals import NotFound
from alliance.jobs import actions as jobs
from alliance.jobs.progress import work
from frontend.charts.packs.pipe import NotMade
from measures.packs.actions import CHANGED, KIND, make_pack

__all__ = ["KIND", "make"]


def make(job: UUID) -> None:
    """Make the pack named in the payload ({"pack": id}) as whoever asked for it would see it."""
    asked = work(job)
    try:
        refused = make_pack(UUID(asked.payload["pack"]), asked.person or UUID(int=0), partial(jobs.beat, job))
    except NotFound:  # the person has left, or what was asked for is not shown any more
        return jobs.fail(job, CHANGED.sentence)
    except NotMade as failed:
        return jobs.fail(job, str(failed))
    return jobs.fail(job, refused.sentence) if refused else jobs.finish(job, "The file is made.")
