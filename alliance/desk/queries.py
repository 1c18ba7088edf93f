"""What stands on the home page and on an alliance's front page."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alliance.contract import queries as contract
from alliance.contract.access import enter
from alliance.contract.models import Affiliation
from alliance.contract.queries import ObjectiveLine
from alliance.desk.activity import Happening, lately
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.people import queries as people
from alliance.wings import registry

LATEST, AT_HOME = 12, 5


@dataclass(frozen=True, slots=True)
class Place:
    """An alliance that a person belongs to, for whom they are there, and its time zone."""

    slug: str
    name: str
    orgs: tuple[str, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class WaitLine:
    """Something that waits for this person; `due` is a day where there is one, `late` whether it has passed."""

    kind: str
    text: str
    url: str
    due: date | None
    detail: str
    slug: str
    alliance: str
    late: bool = False

    @property
    def due_words(self) -> str:
        """The day it is or was due, as the home page says it: without the word where the line has it already."""
        said = "" if "due " in self.text else "was due " if self.late else "due "
        return f"{said}{self.due.day} {self.due:%B %Y}" if self.due else ""


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that waits, the most pressing first, and the alliances; what happened lately where there is one alone."""

    waits: list[WaitLine]
    places: list[Place]
    latest: list[Happening]


@dataclass(frozen=True, slots=True)
class Me:
    """You, and what waits for you, the most pressing first."""

    person: UUID
    name: str
    email: str
    waits: list[WaitLine]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """An alliance at a glance."""

    waits: list[WaitLine]
    objectives: list[ObjectiveLine]
    latest: list[Happening]
    zone: str


def places(viewer: UUID) -> list[Place]:
    """The alliances of this person (here the viewer is a person), by name. One query."""
    rows = Affiliation.objects.filter(person_id=viewer, until=None, org__left_at=None)
    found: dict[tuple[str, str, str], list[str]] = {}
    for name, slug, zone, org in rows.order_by("alliance__name", "alliance__slug", "since", "id").values_list(
        "alliance__name", "alliance__slug", "alliance__zone", "org__name"
    ):
        found.setdefault((slug, name, zone), []).append(org or contract.TEAM)
    return [Place(slug, name, tuple(orgs), zone) for (slug, name, zone), orgs in found.items()]


def home(viewer: UUID) -> HomePage:
    """What waits for this person, over all their alliances, and what happened lately in their only one."""
    mine = places(viewer)
    inside = [enter(viewer, place.slug) for place in mine]
    latest = lately(inside[0], AT_HOME) if len(inside) == 1 else []
    return HomePage(_all_waits(inside), mine, latest)


def me(viewer: UUID) -> Me:
    """Who this person is, and what waits for them."""
    mine = people.account(viewer)
    inside = [enter(viewer, place.slug) for place in places(viewer)]
    return Me(mine.person, mine.name, mine.email, _all_waits(inside))


def front(viewer: Viewer) -> FrontPage:
    """What waits here, what the alliance is for, and what happened lately."""
    page = contract.agreement(viewer)
    current = [line for line in page.objectives if not line.retired_at]
    return FrontPage(_all_waits([viewer]), current, lately(viewer, LATEST), page.zone)


def _all_waits(inside: list[Viewer]) -> list[WaitLine]:
    return sorted((line for viewer in inside for line in _waits(viewer)), key=_pressing)


def _waits(viewer: Viewer) -> list[WaitLine]:
    now = clock.now()
    return [
        WaitLine(
            wait.kind,
            wait.text,
            wait.url,
            wait.due,
            wait.detail,
            viewer.slug,
            viewer.alliance_name,
            late=bool(wait.due and wait.due < now.date()),
        )
        for query in registry.waits()
        for wait in query(viewer, now)
    ]


def _pressing(line: WaitLine) -> tuple[bool, date]:
    """Dated things by their day, then the rest in the wings' order: sorting keeps it."""
    return line.due is None, line.due or date.max
