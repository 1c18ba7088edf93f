"""Publishing in the background: whoever commits a sheet asks for it, and the system does it."""

from uuid import UUID

from alliance.door.access import Caller
from alliance.door.refusals import Refused
from alliance.jobs import actions as jobs
from alliance.jobs.progress import work
from measures.releases.actions import publish_period

KIND = "releases.publish"


def publish(job: UUID) -> None:
    """Publish the period named in the payload ({"period": id}); being done twice changes nothing."""
    asked = work(job)
    answer = publish_period(Caller(asked.alliance, None), period=UUID(asked.payload["period"]))
    if isinstance(answer, Refused):
        jobs.fail(job, answer.sentence)
    else:
        jobs.finish(job, f"Edition {answer.ref} is on the dashboard.")
