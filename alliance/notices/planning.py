"""Who is to be told of what: reads each log by a cursor, looks at the clock, and writes letters that the post takes up.

Everything here may be done twice, by two workers or after a crash: a letter's cause makes it one.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from alliance.calendar.rules import day_of
from alliance.contract.models import Affiliation
from alliance.door import clock
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event
from alliance.ledger.types import type_of
from alliance.notices.models import Cursor, Letter, Reader, Rhythm, Subscription
from alliance.notices.rules import DIGEST, STALE, holds_monday, next_digest
from alliance.wings import registry
from alliance.wings.offers import Addressed, NoticeKind

log = logging.getLogger(__name__)
CLOCK = "clock"
MOST_EVENTS, MOST_READERS, MOST_PLACES = 200, 50, 500
STEP = timedelta(
    minutes=10
)  # the clock's cursor moves so often at least, not at each look: each move is a write
KEEP = timedelta(days=180)


def read_logs() -> None:
    """Write a letter for each person whom something new in a log concerns; one log that fails holds up no other."""
    now, sizes = clock.now(), ledger.sizes()
    read = dict(Cursor.objects.values_list("name", "read"))
    for alliance, size in sizes.items():
        if read.get(str(alliance), 0) < size:
            try:
                _read_on(alliance, read.get(str(alliance), 0), size, now)
            except Exception:
                log.exception("the log of %s could not be read for notices", alliance)


def _read_on(alliance: UUID, read: int, size: int, now: datetime) -> None:
    kinds = registry.notices().values()
    types = [name for kind in kinds for name in kind.events]
    events = ledger.since(alliance, read, types=types, limit=MOST_EVENTS)
    fresh = [event for event in events if event.at > now - STALE]
    letters = [letter for kind in kinds for letter in _told_by(kind, alliance, fresh, now)]
    upto = size if len(events) < MOST_EVENTS else events[-1].seq + 1
    with transaction.atomic():
        _write(letters)
        Cursor.objects.update_or_create(name=str(alliance), defaults={"read": upto, "at": now})


def _told_by(kind: NoticeKind, alliance: UUID, fresh: list[Event], now: datetime) -> list[Letter]:
    events = [event for event in fresh if event.type in kind.events]
    whom = kind.whom(alliance, events) if events else {}
    return [
        _letter(kind, alliance, Addressed(person, _topic(event), event.seq), now)
        for event in events
        for person in sorted(whom.get(event.seq, ()))
    ]


def _topic(event: Event) -> str:
    name = type_of(event.type).topic
    return str(event.body.get(name, "")) if name else ""


def _letter(kind: NoticeKind, alliance: UUID, to: Addressed, now: datetime) -> Letter:
    cause = f"{kind.word}:{to.topic if to.seq is None else to.seq}"
    return Letter(
        person_id=to.person, alliance=alliance, cause=cause, kind=kind.word, topic=to.topic, seq=to.seq,
        made_at=now, due_at=now,
    )  # fmt: skip


def look_at_clock() -> None:
    """Write a letter for each person whom something that the clock brings concerns."""
    now = clock.now()
    cursor = Cursor.objects.filter(name=CLOCK).first()
    since = max(cursor.at, now - STALE) if cursor else now
    letters = [
        _letter(kind, coming.alliance, Addressed(person, coming.topic), now)
        for kind in registry.notices().values()
        for coming in kind.coming(since, now)
        for person in sorted(coming.people)
    ]
    if letters or cursor is None or now - cursor.at > STEP:
        with transaction.atomic():
            _write(letters)
            Cursor.objects.update_or_create(name=CLOCK, defaults={"at": now})


def welcome() -> None:
    """Whoever has a new place begins with the usual choices, and with the news from now on."""
    now = clock.now()
    known = Subscription.objects.filter(person=OuterRef("person"), alliance=OuterRef("alliance_id"))
    places = Affiliation.objects.filter(~Exists(known), until=None, org__left_at=None)
    new = list(
        places.order_by("since", "id").values_list("person_id", "alliance_id", "alliance__zone")[:MOST_PLACES]
    )
    if not new:
        return
    sizes, zones = ledger.sizes(), {person: zone for person, _, zone in reversed(new)}
    rows = [Subscription(person_id=one, alliance=alliance, told=sizes[alliance]) for one, alliance, _ in new]
    readers = [_reader(person, zone, now) for person, zone in zones.items()]
    with transaction.atomic():
        Subscription.objects.bulk_create(rows, ignore_conflicts=True)
        Reader.objects.bulk_create(readers, ignore_conflicts=True)


def _reader(person: UUID, zone: str, now: datetime) -> Reader:
    made = Reader(person_id=person, zone=zone)
    made.next_at = next_digest(now, made.hour, zone)
    return made


def plan_digests() -> None:
    """Write a digest for each person whose hour has come, and forget letters of half a year ago."""
    now = clock.now()
    due = list(Reader.objects.filter(next_at__lte=now).order_by("next_at", "pk")[:MOST_READERS])
    if not due:
        return
    wishes = _wishes(reader.person_id for reader in due)
    letters = [
        letter for reader in due for letter in _digest(reader, wishes.get(reader.person_id, set()), now)
    ]
    for reader in due:
        reader.next_at = next_digest(now, reader.hour, reader.zone)
    with transaction.atomic():
        _write(letters)
        Reader.objects.bulk_update(due, ["next_at"])
        Letter.objects.filter(made_at__lt=now - KEEP).delete()


def _wishes(people: Iterable[UUID]) -> dict[UUID, set[str]]:
    """By person, how often a digest is wanted from any alliance in which they have a place."""
    here = Affiliation.objects.filter(
        person=OuterRef("person"), alliance_id=OuterRef("alliance"), until=None, org__left_at=None
    )
    found: dict[UUID, set[str]] = {}
    rows = Subscription.objects.filter(Exists(here), person__in=list(people))
    for person, digest in rows.values_list("person_id", "digest"):
        found.setdefault(person, set()).add(digest)
    return found


def _digest(reader: Reader, wishes: set[str], now: datetime) -> list[Letter]:
    rhythm = Rhythm.WEEKLY if holds_monday(reader.next_at, now, reader.zone) else Rhythm.DAILY
    if not wishes & {Rhythm.DAILY, rhythm}:
        return []
    cause = f"{DIGEST}:{day_of(now, reader.zone)}"
    return [
        Letter(
            person_id=reader.person_id, cause=cause, kind=DIGEST, topic=rhythm, made_at=now, due_at=now, seen_at=now
        )
    ]  # fmt: skip


def _write(letters: list[Letter]) -> None:
    Letter.objects.bulk_create(letters, ignore_conflicts=True, batch_size=200)


PLANNING = (read_logs, look_at_clock, welcome, plan_digests)
