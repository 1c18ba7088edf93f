"""How a partner's own headings are read: what is remembered, for whoever sends its sheets."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import Refused
from measures.plan.reading import Plan, read_plan
from measures.uploads.actions.gate import NOT_YOURS
from measures.uploads.actions.remembering import own_mapping
from measures.uploads.checking.mapping import mapping_from_json
from measures.uploads.keeping.readings import Heading, Word, reading_of
from measures.uploads.keeping.registers import register_of
from measures.uploads.models import Mapping


@dataclass(frozen=True, slots=True)
class Remembered:
    """A mapping that is remembered: for which headings, since when, and what each means."""

    id: UUID
    org: str
    saved_at: datetime
    headings: tuple[Heading, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Remembereds:
    """Every mapping of one's own organisation, the newest first."""

    results: tuple[Remembered, ...]


def mappings(viewer: Viewer) -> Remembereds | Refused:
    """What is remembered for the viewer's own organisations; refused for those who send nothing."""
    if not viewer.may("upload.send"):
        return NOT_YOURS
    plan = read_plan(viewer.alliance)
    mine = Mapping.objects.filter(org__in=viewer.orgs, org__alliance_id=viewer.alliance).select_related("org")
    return Remembereds(tuple(_remembered(plan, each) for each in mine.order_by("-saved_at", "id")))


def mapping(viewer: Viewer, id: UUID) -> Remembered | Refused:
    """One of them; refused for colleagues who do not send the sheets, NotFound where there is none of one's own."""
    found = own_mapping(viewer.alliance, viewer.person, id, clock.now())
    return found if isinstance(found, Refused) else _remembered(read_plan(viewer.alliance), found)


def _remembered(plan: Plan, held: Mapping) -> Remembered:
    reading = reading_of(mapping_from_json(held.content), register_of(plan, held.org_id))
    return Remembered(held.id, held.org.name, held.saved_at, reading.headings, reading.words)
