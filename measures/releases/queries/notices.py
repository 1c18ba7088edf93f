"""Who is told at once that a release waits for its second seal; that one is out stands in everybody's digest."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from alliance.contract.access import mandates, rights
from alliance.contract.models import Role
from alliance.door import clock
from alliance.ledger.event import Event
from alliance.wings.offers import Addressed, Notice, NoticeKind
from measures.releases.bodies import bodies
from measures.releases.models import Release
from measures.releases.rules import State

Bodies = Mapping[UUID, UUID | None]
VOTER = "voter"


def _second_sealers(alliance: UUID, events: Sequence[Event]) -> Mapping[int, frozenset[UUID]]:
    """Whoever may give the second seal: of another body than the first, of a release that waits for it. Four queries."""
    ids = [event.body["release"] for event in events]
    waiting = {str(one) for one in _sealed(ids).values_list("id", flat=True)}
    sealers = _may_seal(alliance) if waiting else {}
    return {
        event.seq: frozenset(
            one for one, body in sealers.items() if str(body) != event.body.get("org", "None")
        )
        for event in events
        if event.body["release"] in waiting
    }


def _sealed(ids: Sequence[str]) -> QuerySet[Release]:
    return Release.objects.filter(id__in=ids, state=State.SEALED)


def _may_seal(alliance: UUID) -> Bodies:
    """Everybody whose roles or mandate let them seal, with the body that each seals for; None is the team."""
    words: dict[UUID, set[str]] = {}
    for person, name in Role.objects.filter(alliance=alliance, ended_at=None).values_list(
        "person_id", "name"
    ):
        words.setdefault(person, set()).add(name)
    for mandate in mandates(alliance, clock.now()):
        words.setdefault(mandate.person_id, set()).add(VOTER)
    return {
        one: body for one, body in bodies(alliance).items() if "release.seal" in rights(words.get(one, ()))
    }


def _tell(alliance: UUID, addressed: Sequence[Addressed], now: datetime) -> Mapping[Addressed, Notice]:
    """Each release in words; current while it waits for a second seal and another body gave the first."""
    ids = {one.topic for one in addressed}
    rows = Release.objects.filter(id__in=ids).select_related("period", "alliance").prefetch_related("seals")
    found, sealers = {str(row.id): row for row in rows}, _may_seal(alliance)
    return {one: _notice(found[one.topic], one.person, sealers) for one in addressed if one.topic in found}


def _notice(row: Release, person: UUID, sealers: Bodies) -> Notice:
    given = {seal.org_id for seal in row.seals.all() if seal.attempt == row.attempt}
    current = row.state == State.SEALED and person in sealers and sealers[person] not in given
    text = f"Release {row.number}, the figures of {row.period.code}, waits for a second seal"
    detail = "Somebody of another body has sealed it. With yours it goes out at once."
    url = reverse("release", args=[row.alliance.slug, row.number])
    return Notice(f"Release {row.number}", text, url, detail, current)


NOTICES = (
    NoticeKind(
        "release.second_seal",
        "waited for a second seal",
        _tell,
        events=("release.sealed",),
        whom=_second_sealers,
    ),
)
