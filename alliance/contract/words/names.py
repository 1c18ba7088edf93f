"""What organisations were called: a vote is shown under the names of its time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alliance.contract.models import FormerName, Organisation
from alliance.door.access import Viewer


@dataclass(frozen=True, slots=True)
class FormerLine:
    """A name that an organisation had until an instant, and what it is called today."""

    org: UUID
    name: str
    until: datetime
    today: str


def former_names(viewer: Viewer) -> list[FormerLine]:
    """Every name that was given up, the earliest first. One query."""
    rows = FormerName.objects.filter(org__alliance_id=viewer.alliance).select_related("org")
    return [FormerLine(row.org_id, row.name, row.until, row.org.name) for row in rows]


def called(orgs: Iterable[Organisation], former: Iterable[FormerLine], at: datetime) -> dict[UUID, str]:
    """By id, the name at the instant `at`, with today's where that is another: “Homes (now Threshold)”."""
    then: dict[UUID, str] = {}
    for line in former:
        if line.until > at:
            then.setdefault(line.org, line.name)
    return {org.id: f"{then[org.id]} (now {org.name})" if org.id in then else org.name for org in orgs}
