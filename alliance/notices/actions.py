"""What people do about their notices. Choices are operational, so these do not go through the door."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID

from django.db import transaction

from alliance.contract.models import Alliance
from alliance.door import clock
from alliance.door.refusals import NotFound, Refused, malformed
from alliance.ledger import queries as ledger
from alliance.notices.links import Stop, read_link
from alliance.notices.models import Letter, Reader, Rhythm, Subscription
from alliance.notices.rules import ZONE, next_digest
from alliance.notices.writing import homes


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to hear from one alliance; `digest` is daily, weekly or none."""

    immediate: bool
    digest: str


def choose(person: UUID, *, hour: time, wishes: Mapping[str, Wish]) -> Refused | None:
    """Keep a person's choices, by the slug of each alliance; what is not named stays as it was."""
    here = {home.slug: home for home in homes([person]).get(person, {}).values()}
    if unknown := [slug for slug in wishes if slug not in here]:
        return malformed("no_place", f"You have no place in “{unknown[0]}”. Name alliances of yours.")
    with transaction.atomic():
        for slug, wish in wishes.items():
            _keep(person, here[slug].id, immediate=wish.immediate, digest=wish.digest)
        _set_hour(person, hour, next(iter(here.values()), None))
    return None


def _set_hour(person: UUID, hour: time, home: Alliance | None) -> None:
    zone = home.zone if home else ZONE
    at = {"hour": hour, "zone": zone, "next_at": next_digest(clock.now(), hour, zone)}
    Reader.objects.update_or_create(person_id=person, defaults=at)


def seen(person: UUID) -> None:
    """Mark all notices of this person as seen."""
    Letter.objects.filter(person=person, seen_at=None).update(seen_at=clock.now())


def forget(topics: Iterable[str], person: UUID) -> None:
    """Delete every letter about these topics to a person, sent or not: for what must leave no trace of whom it concerned."""
    Letter.objects.filter(topic__in=list(topics), person=person).delete()


def stop(link: str) -> None:
    """End what the link in a letter ends, and nothing else; NotFound where we did not write it."""
    ends = read_link(link)
    if ends is None:
        raise NotFound
    if ends.alliance:
        _keep(ends.person, ends.alliance, immediate=False)
    else:
        _end_digests(ends)


def _end_digests(ends: Stop) -> None:
    with transaction.atomic():
        for alliance in homes([ends.person]).get(ends.person, {}):
            _keep(ends.person, alliance, digest=Rhythm.NONE)
        Subscription.objects.filter(person=ends.person).update(digest=Rhythm.NONE)


def _keep(person: UUID, alliance: UUID, **wish: Any) -> None:
    """Change what is chosen; a choice made before the worker's welcome counts news from now on."""
    new = wish | {"told": ledger.sizes().get(alliance, 0)}
    Subscription.objects.update_or_create(
        person_id=person, alliance=alliance, defaults=wish, create_defaults=new
    )
