"""Who is told at once about a review: every seat alike, by a topic that says nothing once the seats are gone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from alliance.ledger.event import Event
from alliance.wings.offers import Addressed, Notice, NoticeKind
from meetings.reviews.records.review import Call, Kind, Review, Seat
from meetings.reviews.rules.states import State

CAUSES = {
    "asked": "asks whether you would look after it", "seated": "has a seat for you", "gathering": "begins to gather what people write unseen",
    "extended": "gives you more time to write", "gathered": "has ended its gathering",
    "too_few": "had too few pieces to protect anyone: they were destroyed unread", "soaking": "rests for two working days",
    "acting": "has soaked: what should change?", "paused": "is paused", "resumed": "goes on",
    "hazard": "has passed a danger on", "reminded": "would like you to look at it", "released": "is released",
    "succession": "asks somebody to take over from one of the two who look after it",
    "replaced": "has somebody new in the place of a facilitator who is absent",
    "replaced_lost": "has somebody new in the place of a facilitator who is absent: what was written unseen is destroyed",
}  # fmt: skip


def _whom(events: Sequence[Event], cause: str) -> Mapping[int, frozenset[UUID]]:
    """Those seated in the review of each call for this cause, or the one whose seat was called."""
    ids = {event.seq: str(event.body.get("call", "")) for event in events}
    calls = Call.objects.filter(id__in=set(filter(None, ids.values())), cause=cause).select_related("seat")
    people = {str(one.id): _people(one) for one in calls}
    return {seq: people[one] for seq, one in ids.items() if one in people}


def _people(call: Call) -> frozenset[UUID]:
    if call.seat:
        return frozenset([call.seat.person_id])
    seats = Seat.objects.filter(review=call.review_id)
    told = seats.exclude(kind=Kind.ASKED) if call.cause == "succession" else seats  # who is asked knows
    return frozenset(told.values_list("person", flat=True))


def _tell(cause: str) -> NoticeKind:
    def tell(alliance: UUID, addressed: Sequence[Addressed], now: datetime) -> Mapping[Addressed, Notice]:
        calls = Call.objects.filter(id__in={one.topic for one in addressed}).select_related(
            "review__alliance"
        )
        told = {str(one.id): (one.review_id, _notice(one.review, cause)) for one in calls}
        seats = Seat.objects.filter(review__in={review for review, _ in told.values()})
        seated = set(seats.values_list("review", "person"))
        return {
            one: told[one.topic][1]
            for one in addressed
            if one.topic in told and (told[one.topic][0], one.person) in seated
        }

    def whom(alliance: UUID, events: Sequence[Event]) -> Mapping[int, frozenset[UUID]]:
        return _whom(events, cause)

    return NoticeKind(f"review.{cause}", "asked something of you", tell, events=("review.called",), whom=whom)


def _notice(row: Review, cause: str) -> Notice:
    """The reference and what is asked, never the title: letters pass through other machines."""
    url = reverse("review", args=[row.alliance.slug, row.number])
    return Notice(str(row), f"{row} {CAUSES[cause]}", url, current=row.state != State.ENDED)


NOTICES = tuple(_tell(cause) for cause in CAUSES)
