"""What stands on the home page and on an alliance's front page."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F

from alliance.contract import queries as contract
from alliance.contract.access import enter
from alliance.contract.models import Affiliation
from alliance.contract.queries import ObjectiveLine
from alliance.desk.activity import SAYINGS, Happening, Names, told
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event
from alliance.people import queries as people
from alliance.wings import registry

LATEST = 12


@dataclass(frozen=True, slots=True)
class Place:
    """An alliance that a person belongs to, and for whom they are there."""

    slug: str
    name: str
    orgs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaitLine:
    """Something that waits for this person; `due` is a day where there is one."""

    kind: str
    text: str
    url: str
    due: date | None
    detail: str
    slug: str
    alliance: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that waits, the most pressing first, and the alliances."""

    waits: list[WaitLine]
    places: list[Place]


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
    found: dict[tuple[str, str], list[str]] = {}
    for name, slug, org in rows.order_by("alliance__name", "since").values_list(
        "alliance__name", "alliance__slug", "org__name"
    ):
        found.setdefault((slug, name), []).append(org or contract.TEAM)
    return [Place(slug, name, tuple(orgs)) for (slug, name), orgs in found.items()]


def home(viewer: UUID) -> HomePage:
    """What waits for this person, over all their alliances."""
    mine = places(viewer)
    lines = [line for place in mine for line in _waits(enter(viewer, place.slug))]
    return HomePage(sorted(lines, key=_pressing), mine)


def me(viewer: UUID) -> Me:
    """Who this person is, and what waits for them."""
    mine = people.account(viewer)
    return Me(mine.person, mine.name, mine.email, home(viewer).waits)


def front(viewer: Viewer) -> FrontPage:
    """What waits here, what the alliance is for, and what happened lately."""
    page = contract.agreement(viewer)
    current = [line for line in page.objectives if not line.retired_at]
    return FrontPage(sorted(_waits(viewer), key=_pressing), current, activity(viewer, LATEST), page.zone)


def _waits(viewer: Viewer) -> list[WaitLine]:
    now = clock.now()
    return [
        WaitLine(wait.kind, wait.text, wait.url, wait.due, wait.detail, viewer.slug, viewer.alliance_name)
        for query in registry.waits()
        for wait in query(viewer, now)
    ]


def _pressing(line: WaitLine) -> tuple[bool, date]:
    """Dated things by their day, then the rest in the wings' order: sorting keeps it."""
    return line.due is None, line.due or date.max


def activity(viewer: Viewer, limit: int) -> list[Happening]:
    """The last `limit` things that happened, in plain words. Five queries, however long the log is."""
    events = ledger.latest(viewer.alliance, types=SAYINGS, limit=limit)
    return told(
        events, ledger.texts(viewer.alliance, [event.seq for event in events]), _names(viewer, events)
    )


def news(viewer: Viewer, read: int, limit: int) -> list[Happening]:
    """The first `limit` things that happened after the first `read` entries of the log, in plain words and in order."""
    events = ledger.since(viewer.alliance, read, types=SAYINGS, limit=limit)
    texts = ledger.texts(viewer.alliance, [event.seq for event in events]) if events else {}
    return told(events, texts, _names(viewer, events)) if events else []


def _names(viewer: Viewer, events: list[Event]) -> Names:
    rows = list(
        Affiliation.objects.filter(alliance_id=viewer.alliance)
        .order_by(F("until").asc(nulls_last=True))
        .select_related("person", "org")
    )
    proposals = {str(event.body["proposal"]) for event in events if "proposal" in event.body}
    opened = ledger.events(viewer.alliance, topics=proposals, types=["proposal.opened"]) if proposals else []
    return Names(
        {row.person_id: str(row.person) for row in rows},
        {line.id: line.name for line in contract.orgs(viewer)},
        {row.person_id: row.org.name if row.org else contract.TEAM for row in reversed(rows)},
        {event.body["proposal"]: f"D-{event.body['number']:03}" for event in opened},
    )
