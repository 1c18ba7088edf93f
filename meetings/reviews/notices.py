"""Who is told at once about a review: every seat alike, by a topic that says nothing once the seats are gone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from alliance.ledger.event import Event
from alliance.wings.offers import Addressed, Notice, NoticeKind
from meetings.reviews.records.review import Seat
from meetings.reviews.rules.states import State

CAUSES = {
    "asked": "asks whether you would look after it", "seated": "has a seat for you", "gathering": "has a ticket for you",
    "extended": "gives you more time to write", "gathered": "has ended its gathering",
    "too_few": "had too few pieces to protect anyone: they were destroyed unread", "soaking": "rests for two working days",
    "acting": "has soaked: what should change?", "paused": "is paused", "resumed": "goes on",
    "hazard": "has passed a danger on", "reminded": "would like you to look at it", "released": "is released",
    "replaced": "has somebody new in the place of a facilitator who is absent",
    "replaced_lost": "has somebody new in the place of a facilitator who is absent: what was written unseen is destroyed",
}  # fmt: skip


def _whom(alliance: UUID, events: Sequence[Event]) -> Mapping[int, frozenset[UUID]]:
    """The person of each seat, where the seat is still there."""
    found = dict(
        Seat.objects.filter(id__in={event.body["seat"] for event in events}).values_list("id", "person")
    )
    called = {event.seq: found.get(UUID(str(event.body["seat"]))) for event in events}
    return {seq: frozenset([person]) for seq, person in called.items() if person}


def _tell(cause: str) -> NoticeKind:
    def tell(alliance: UUID, addressed: Sequence[Addressed], now: datetime) -> Mapping[Addressed, Notice]:
        seats = Seat.objects.filter(id__in={one.topic for one in addressed}).select_related(
            "review__alliance"
        )
        told = {str(one.id): _notice(one, cause) for one in seats}
        return {one: told[one.topic] for one in addressed if one.topic in told}

    def whom(alliance: UUID, events: Sequence[Event]) -> Mapping[int, frozenset[UUID]]:
        return _whom(alliance, [event for event in events if event.body["cause"] == cause])

    return NoticeKind(f"review.{cause}", "asked something of you", tell, events=("review.called",), whom=whom)


def _notice(seat: Seat, cause: str) -> Notice:
    """The reference and what is asked, never the title: letters pass through other machines."""
    row = seat.review
    url = reverse("review", args=[row.alliance.slug, row.number])
    return Notice(str(row), f"{row} {CAUSES[cause]}", url, current=row.state != State.ENDED)


NOTICES = tuple(_tell(cause) for cause in CAUSES)
