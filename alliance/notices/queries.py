"""What people see of their own notices; here the viewer is the person."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Count

from alliance.contract.models import Alliance
from alliance.door import clock
from alliance.door.refusals import NotFound
from alliance.ledger.prepared import Prepared
from alliance.notices.envelope import on_file
from alliance.notices.links import Stop, read_link
from alliance.notices.models import Letter, Reader, Rhythm, State, Subscription
from alliance.notices.rules import DIGEST, HOUR, SHOWN, ZONE
from alliance.notices.writing import Homes, grouped, homes, notices
from alliance.people.models import Person
from alliance.wings import registry
from alliance.wings.offers import Notice

MOST = 200


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice of the last 30 days: its reference and kind, for its words are not kept, and what it was about may
    stand otherwise by now. `url` leads there, "" for a digest, of which `detail` says how much it told; `state` is a
    stable word, `problem` why it failed."""

    id: UUID
    at: datetime
    kind: str
    alliance: str
    text: str
    detail: str
    url: str
    state: str
    state_words: str
    problem: str
    seen: bool


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """What a person wants to hear from one alliance; `digest` is daily, weekly or none."""

    slug: str
    name: str
    immediate: bool
    digest: str


@dataclass(frozen=True, slots=True)
class Choices:
    """When a digest goes out (07:30 for instance, on the clocks of `zone`), and what each alliance may send."""

    hour: str
    zone: str
    places: tuple[PlaceChoice, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """What a link in a letter ends, and whether it has ended already; `alliance` is "" for digests."""

    link: str
    alliance: str
    ended: bool


def unseen(viewer: UUID) -> int:
    """How many notices of the last 30 days this person has not marked as seen. One query, which every page asks."""
    return _unseen.one(viewer=viewer, since=clock.now() - SHOWN) or 0


_unseen: Prepared[int] = Prepared(
    lambda viewer, since: Letter.objects.filter(person_id=viewer, seen_at=None, made_at__gt=since)
    .order_by().values("person_id").values_list(Count("id"), flat=True),
    viewer=UUID(int=1), since=datetime(1, 1, 2, tzinfo=UTC),
)  # fmt: skip


def list_notices(viewer: UUID) -> list[NoticeLine]:
    """This person's notices of the last 30 days, the newest first, from alliances in which they still have a place.

    The same queries however many there are of a kind in an alliance.
    """
    now, here = clock.now(), homes([viewer]).get(viewer, {})
    rows = [
        row
        for row in Letter.objects.filter(person=viewer, made_at__gt=now - SHOWN).order_by("-made_at", "id")[
            :MOST
        ]
        if row.alliance is None or row.alliance in here
    ]
    told: dict[UUID, Notice] = {}
    for (alliance, kind), group in grouped(rows).items():
        told |= notices(alliance, kind, group, now) if alliance else {}
    return [_line(row, told.get(row.id), here) for row in rows if row.id in told or _was_sent(row)]


def _was_sent(row: Letter) -> bool:
    """A digest stands here once it has gone out, or could not."""
    return row.kind == DIGEST and row.state in {State.SENT, State.GIVEN_UP}


def _line(row: Letter, told: Notice | None, here: Homes) -> NoticeLine:
    text, url = (f"{told.ref} {registry.notices()[row.kind].said}", told.url) if told else ("Your digest", "")
    digest = row.kind == DIGEST and row.state == State.SENT
    counts = f"Waiting for you: {row.waits}. New: {row.news}." if digest else ""
    alliance = here[row.alliance].name if row.alliance else ""
    return NoticeLine(
        row.id, row.made_at, row.kind, alliance, text, counts, url, row.state,
        _told_state(row.state), row.problem if row.state == State.GIVEN_UP else "", row.seen_at is not None,
    )  # fmt: skip


def _told_state(state: str) -> str:
    """Where a letter stands, in words; none has gone out by e-mail where no mail server is set."""
    return "Written, no mail server is set" if state == State.SENT and on_file() else State(state).label


def choices(viewer: UUID) -> Choices:
    """What this person chose, or the usual where they have not. Three queries."""
    here = homes([viewer]).get(viewer, {})
    chosen = {row.alliance: row for row in Subscription.objects.filter(person=viewer)}
    reader = Reader.objects.filter(person=viewer).first()
    places = tuple(_place(home, chosen.get(home.id)) for home in here.values())
    zone = next((home.zone for home in here.values()), ZONE)
    hour = reader.hour if reader else HOUR
    return Choices(f"{hour:%H:%M}", reader.zone if reader else zone, places)


def _place(home: Alliance, chosen: Subscription | None) -> PlaceChoice:
    if chosen is None:
        return PlaceChoice(home.slug, home.name, True, Rhythm.DAILY.value)
    return PlaceChoice(home.slug, home.name, chosen.immediate, chosen.digest)


def ending(viewer: UUID | None, link: str) -> Ending:
    """What stands behind a link, for whoever holds it; NotFound where we did not write it."""
    stop = read_link(link)
    if stop is None or not Person.objects.filter(id=stop.person).exists():
        raise NotFound
    home = Alliance.objects.filter(id=stop.alliance).first() if stop.alliance else None
    return Ending(link, home.name if home else "", _ended(stop))


def _ended(stop: Stop) -> bool:
    mine = Subscription.objects.filter(person=stop.person)
    if stop.alliance:
        return mine.filter(alliance=stop.alliance, immediate=False).exists()
    return mine.exists() and not mine.exclude(digest=Rhythm.NONE).exists()
