"""What an organisation's people are told about its seats."""

from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse

from alliance.contract.models import Organisation
from alliance.door.access import Viewer
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event
from alliance.people.models import Person
from alliance.wings.offers import Wait

TOLD_DAYS = 30


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """What somebody outside did about the seats of the viewer's organisations; it stands there for 30 days."""
    filled = _filled(viewer, now) if viewer.orgs else []
    if not filled:
        return []
    people = {event.body[name] for event in filled for name in ("person", "filled_by")}
    names = {str(one.id): str(one) for one in Person.objects.filter(id__in=people)}
    names |= {str(org.id): org.name for org in Organisation.objects.filter(id__in=viewer.orgs)}
    reasons = ledger.texts(viewer.alliance, [event.seq for event in filled])
    url = reverse("people", args=[viewer.slug])
    return [
        _wait(event, names, reasons.get(event.seq, {}).get("reason", "erased since"), url) for event in filled
    ]


def _filled(viewer: Viewer, now: datetime) -> list[Event]:
    events = ledger.events(viewer.alliance, topics=map(_text, viewer.orgs), types=["mandate.granted"])
    since = now - timedelta(days=TOLD_DAYS)
    return [event for event in events if "filled_by" in event.body and event.at > since]


def _text(id: UUID) -> str:
    return str(id)


def _wait(event: Event, names: dict[str, str], reason: str, url: str) -> Wait:
    outsider, person, org = (
        names.get(event.body[name], "Somebody") for name in ("filled_by", "person", "org")
    )
    until = (event.at + timedelta(days=TOLD_DAYS)).strftime("%-d %B %Y")
    return Wait(
        "seat_filled", f"{outsider}, from outside, named {person} to cast {org}’s vote", url,
        detail=f"Nobody held its mandate then. The reason given: “{reason}” This stands here until {until}.",
    )  # fmt: skip
