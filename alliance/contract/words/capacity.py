"""On whose authority a matter is decided, and which members have said that their own board must agree."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alliance.contract.actions import current_rulebook
from alliance.contract.matters import Capacity
from alliance.contract.models import CapacityStatement
from alliance.door.access import Viewer

CAPACITIES = {
    Capacity.ALLIANCE: "An alliance decision: it binds the members once it is in force",
    Capacity.RESERVED: "Reserved: one named member decides",
    Capacity.RECOMMENDATION: "A recommendation: every member’s own board decides for itself",
    Capacity.ADVISORY: "Advice: it is never in force",
}


@dataclass(frozen=True, slots=True)
class CapacityLine:
    """What one member said of itself for one kind of matter, and where its authority comes from."""

    org: UUID
    org_name: str
    delegated: bool
    source: str
    stated_at: datetime


@dataclass(frozen=True, slots=True)
class MatterCapacity:
    """One kind of matter: on whose authority it is decided, and what members said of themselves, in charter order."""

    code: str
    name: str
    capacity: str
    words: str
    stated: tuple[CapacityLine, ...]


def capacities(viewer: Viewer) -> list[MatterCapacity]:
    """Each kind of matter of the rule-book in force. Two queries."""
    rows = CapacityStatement.objects.filter(org__alliance_id=viewer.alliance, org__left_at=None)
    said: dict[str, list[CapacityLine]] = {}
    for row in rows.select_related("org").order_by("org__position"):
        line = CapacityLine(row.org_id, row.org.name, row.delegated, row.source, row.stated_at)
        said.setdefault(row.matter, []).append(line)
    return [
        MatterCapacity(one.code, one.name, one.capacity.value, CAPACITIES[one.capacity], tuple(said.get(one.code, ())))
        for one in current_rulebook(viewer.alliance).matters
    ]  # fmt: skip
