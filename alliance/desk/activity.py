"""What happened lately, as any member of the alliance may read it: each room says its own events, here they are merged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import F
from django.urls import reverse

from alliance.contract.models import Affiliation, Organisation
from alliance.contract.queries import TEAM
from alliance.door.access import Viewer
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event
from alliance.ledger.types import type_of
from alliance.wings import registry
from alliance.wings.offers import Naming, Reference
from alliance.wings.sayings import Entry, Saying

SPARE = 3  # entries read for each line that is shown: some say nothing to this viewer


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the list; `who` is the organisation that acted, "" for the system; `text` is the thing's title."""

    at: datetime
    title: str
    who: str = ""
    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What ids are called, where people who act belong, and the things that this viewer may see."""

    called: Mapping[str, str]
    placed: Mapping[str, str]
    things: Mapping[str, Reference]


def lately(viewer: Viewer, limit: int) -> list[Happening]:
    """The last `limit` things that happened. Five queries, and one for each kind of thing, however long the log is."""
    return _told(viewer, ledger.latest(viewer.alliance, types=registry.sayings(), limit=limit * SPARE), limit)


def news(viewer: Viewer, read: int, limit: int) -> list[Happening]:
    """The first `limit` things that happened after the first `read` entries of the log, in their order."""
    events = ledger.since(viewer.alliance, read, types=registry.sayings(), limit=limit * SPARE)
    return _told(viewer, events, limit) if events else []


def _told(viewer: Viewer, events: list[Event], limit: int) -> list[Happening]:
    about = known(viewer, events)
    texts = ledger.texts(viewer.alliance, [event.seq for event in events])
    said = registry.sayings()
    lines = (told_of(viewer, event, texts.get(event.seq, {}), about, said) for event in events)
    return list(islice((line for line in lines if line), limit))


def told_of(
    viewer: Viewer, event: Event, texts: Mapping[str, str], about: Known, sayings: Mapping[str, Saying]
) -> Happening | None:
    """One entry by the words of `sayings`; None where they have none, or it is about something this viewer may not see."""
    saying = sayings.get(event.type)
    return _line(viewer, saying, Entry(event, texts, about.called), about) if saying else None


def _line(viewer: Viewer, saying: Saying, entry: Entry, known: Known) -> Happening | None:
    """None where there is nothing to tell, or where the thing is not for this viewer."""
    words, event = saying.line(entry), entry.event
    thing = known.things.get(event.body[saying.about]) if saying.about in event.body else None
    if not words or (saying.about in event.body and thing is None):
        return None
    url = thing.url if thing else reverse(saying.page, args=[viewer.slug]) if saying.page else ""
    text = thing.title if thing and thing.title not in words else ""
    return Happening(event.at, words, known.placed.get(event.actor, ""), url, text)


def known(viewer: Viewer, events: list[Event]) -> Known:
    """What is needed to tell these entries; three queries, and one for each kind of thing."""
    places = Affiliation.objects.filter(alliance_id=viewer.alliance).select_related("person", "org")
    rows = list(
        places.order_by(F("until").asc(nulls_last=True), F("org__position").desc(nulls_first=True), "id")
    )
    orgs = Organisation.objects.filter(alliance_id=viewer.alliance).values_list("id", "name")
    things = _things(viewer, events)
    people = {str(row.person_id): str(row.person) for row in rows}
    called = people | {str(org): name for org, name in orgs} | {key: one.ref for key, one in things.items()}
    placed = {
        str(row.person_id): row.org.name if row.org else TEAM for row in rows
    }  # where they are now, or were last
    return Known(called, placed, things)


def subjects(event: Event) -> dict[str, str]:
    """By name, the ids of the things that an entry is about. A field that holds a word, such as the code of a measure, is none."""
    fields = type_of(event.type).body
    return {
        name: event.body[name] for name in registry.things() if name in event.body and fields[name].rstrip("?") == "id"
    }  # fmt: skip


def _things(viewer: Viewer, events: list[Event]) -> dict[str, Reference]:
    """By id, what the events are about; one query for each kind."""
    wanted: dict[Naming, set[str]] = {}
    for name, query in registry.things().items():
        wanted.setdefault(query, set()).update(
            subjects(event)[name] for event in events if name in subjects(event)
        )
    found: dict[str, Reference] = {}
    for query, ids in wanted.items():
        found |= query(viewer, ids) if ids else {}
    return found
