"""Letters in words, found at the moment of sending: what is over, erased or no longer theirs is not sent."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from alliance.contract import access
from alliance.contract.models import Affiliation, Alliance
from alliance.desk import queries as desk
from alliance.desk.activity import Happening, news
from alliance.desk.queries import WaitLine
from alliance.ledger import queries as ledger
from alliance.notices.models import Letter, Rhythm, State, Subscription
from alliance.notices.rules import DIGEST
from alliance.wings import registry
from alliance.wings.offers import Addressed, Notice

log = logging.getLogger(__name__)
MOST_NEWS = 40  # of one alliance in one digest
Homes = Mapping[UUID, Alliance]


@dataclass(frozen=True, slots=True)
class Part:
    """What a letter says of one alliance; `more` where there was more news than a letter should hold."""

    alliance: str
    url: str
    zone: str
    notices: list[Notice] = field(default_factory=list)
    waits: list[WaitLine] = field(default_factory=list)
    news: list[Happening] = field(default_factory=list)
    more: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A letter in words; `told` is how far each alliance's log is told once this letter is sent."""

    subject: str
    parts: list[Part]
    told: Mapping[UUID, int] = field(default_factory=dict)

    @property
    def waits(self) -> int:
        """How many things wait."""
        return sum(len(part.waits) for part in self.parts)

    @property
    def news(self) -> int:
        """How many things happened."""
        return sum(len(part.news) for part in self.parts)


Written = (
    Words | State | None
)  # what to send; the state of a letter that is not sent; None where writing broke


def written(letters: Iterable[Letter], now: datetime) -> dict[UUID, Written]:
    """By letter, what to send, or the state it ends in unsent. For notices the same queries however many there are
    of a kind in an alliance; a digest costs what its person's home page costs."""
    batch = list(letters)
    places = homes({letter.person_id for letter in batch})
    wishes = _wishes(batch)
    found: dict[UUID, Written] = {}
    for (alliance, kind), group in grouped(batch).items():
        found |= _at_once(alliance, kind, group, now, places, wishes) if alliance else {}
    for letter in batch:
        if letter.alliance is None:
            found[letter.id] = _guarded(letter, places.get(letter.person_id, {}), wishes)
    return found


def homes(people: Iterable[UUID]) -> dict[UUID, dict[UUID, Alliance]]:
    """By person whose account is open, the alliances in which they have a place now. One query."""
    rows = Affiliation.objects.filter(
        person__in=list(people), person__is_active=True, until=None, org__left_at=None
    )
    found: dict[UUID, dict[UUID, Alliance]] = defaultdict(dict)
    for row in rows.select_related("alliance").order_by("alliance__name", "alliance__slug"):
        found[row.person_id][row.alliance_id] = row.alliance
    return found


def grouped(letters: Iterable[Letter]) -> dict[tuple[UUID | None, str], list[Letter]]:
    """The letters of each alliance and kind."""
    found: dict[tuple[UUID | None, str], list[Letter]] = defaultdict(list)
    for letter in letters:
        found[letter.alliance, letter.kind].append(letter)
    return found


def notices(alliance: UUID, kind: str, group: Iterable[Letter], now: datetime) -> dict[UUID, Notice]:
    """By letter of one alliance and kind, what it tells; a letter about what is gone is left out."""
    by_address = {Addressed(one.person_id, one.topic, one.seq): one.id for one in group}
    offered = registry.notices().get(kind)
    told = offered.tell(alliance, list(by_address), now) if offered else {}
    return {by_address[address]: notice for address, notice in told.items()}


def _wishes(batch: Iterable[Letter]) -> dict[tuple[UUID, UUID], Subscription]:
    rows = Subscription.objects.filter(person__in={letter.person_id for letter in batch})
    return {(row.person_id, row.alliance): row for row in rows}


def _at_once(
    alliance: UUID, kind: str, group: list[Letter], now: datetime, places: Mapping[UUID, Homes],
    wishes: Mapping[tuple[UUID, UUID], Subscription],
) -> dict[UUID, Written]:  # fmt: skip
    try:
        told = notices(alliance, kind, group, now)
    except Exception:
        log.exception("notices of the kind %s could not be written", kind)
        return dict.fromkeys(letter.id for letter in group)
    return {
        letter.id: _notice(told.get(letter.id), places.get(letter.person_id, {}).get(alliance), wishes.get((letter.person_id, alliance)))
        for letter in group
    }  # fmt: skip


def _notice(notice: Notice | None, home: Alliance | None, wish: Subscription | None) -> Written:
    if notice is None or home is None or not notice.current:
        return State.NEEDLESS
    if wish and not wish.immediate:
        return State.HERE
    return Words(notice.text, [Part(home.name, _front(home), home.zone, notices=[notice])])


def _guarded(letter: Letter, places: Homes, wishes: Mapping[tuple[UUID, UUID], Subscription]) -> Written:
    rhythms = {Rhythm.DAILY, letter.topic}
    mine = {one: wishes[letter.person_id, one] for one in places if (letter.person_id, one) in wishes}
    wanted = {one: wish.told for one, wish in mine.items() if wish.digest in rhythms}
    try:
        return _digest(letter.person_id, places, wanted) if wanted else State.NEEDLESS
    except Exception:
        log.exception("the %s %s could not be written", DIGEST, letter.id)
        return None


def _digest(person: UUID, places: Homes, wanted: Mapping[UUID, int]) -> Written:
    sizes, waits = ledger.sizes(), desk.home(person).waits
    parts = [_part(person, places[one], waits, told) for one, told in wanted.items()]
    full = [part for part in parts if part.waits or part.news]
    if not full:
        return State.NEEDLESS
    return Words(_subject(full), full, {one: sizes[one] for one in wanted})


def _part(person: UUID, home: Alliance, waits: list[WaitLine], told: int) -> Part:
    told_of = news(access.enter(person, home.slug), told, MOST_NEWS + 1)
    mine = [line for line in waits if line.slug == home.slug]
    return Part(
        home.name,
        _front(home),
        home.zone,
        waits=mine,
        news=told_of[:MOST_NEWS],
        more=len(told_of) > MOST_NEWS,
    )


def _front(home: Alliance) -> str:
    return reverse("alliance_home", args=[home.slug])


def _subject(parts: list[Part]) -> str:
    waits, news = sum(len(part.waits) for part in parts), sum(len(part.news) for part in parts)
    name = parts[0].alliance if len(parts) == 1 else "Your alliances"
    said = [f"{waits} thing{'s wait' if waits > 1 else ' waits'} for you"] if waits else []
    said += [f"{news} thing{'s' if news > 1 else ''} happened"] if news else []
    return f"{name}: {', '.join(said)}"
