"""What waits for a viewer in reviews, and the reviews in which the viewer is seated."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse

from alliance.contract.access import voices
from alliance.door.access import Viewer
from alliance.wings.offers import Wait
from meetings.reviews.queries.base import address, row, seats, state_now
from meetings.reviews.queries.shapes import HazardShown, ReviewRow
from meetings.reviews.records.review import Hazard, Kind, Seat
from meetings.reviews.rules.methods import Suggestion, suggest
from meetings.reviews.rules.states import State


def seated(viewer: Viewer) -> list[ReviewRow]:
    """The reviews in which the viewer has a seat, the latest first."""
    return [row(viewer, one.review) for one in reversed(seats(viewer))]


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """What a review asks of this viewer, and dangers that reviews have passed to a body that the viewer speaks for."""
    asked = [one for mine in seats(viewer) if (one := _asks(viewer, mine))]
    return asked + [
        Wait(
            "hazard",
            f"A danger for {one.org}: {one.role}",
            reverse("review_hazards", args=[viewer.slug]),
            None,
            one.text,
        )
        for one in hazards(viewer, now)
    ]


def hazards(viewer: Viewer, now: datetime) -> list[HazardShown]:
    """Dangers that reviews have passed to bodies that the viewer speaks for now: the danger alone."""
    orgs = voices(viewer.alliance, viewer.person, now)
    found = Hazard.objects.filter(passed=True, org__in=orgs, review__alliance=viewer.alliance).select_related(
        "org"
    )
    return [
        HazardShown(one.id, one.org.name, one.role, one.text, passed=True, mine=False)
        for one in found.order_by("id")
    ]


def _asks(viewer: Viewer, mine: Seat) -> Wait | None:
    words = _words(mine, state_now(viewer, mine.review))
    if not words:
        return None
    return Wait(
        "review", f"{mine.review} {words}", address(viewer, mine.review.number), None, mine.review.title
    )


def _words(mine: Seat, state: str) -> str:
    if mine.kind == Kind.ASKED:
        return "asks you to look after it"
    if state == State.PROPOSED:
        return "waits for two facilitators" if mine.proposed or mine.kind == Kind.FACILITATOR else ""
    if state == State.GATHERING and not mine.taken and mine.kind != Kind.FACILITATOR:
        return "has a ticket for you: write unseen, or nothing"
    if state == State.RELEASED and not mine.answered:
        return "is released: did it change your work?"
    facilitator = mine.kind == Kind.FACILITATOR
    return _FACILITATORS.get(state, "") if facilitator else ""


_FACILITATORS: Mapping[str, str] = {
    State.OPENED: "is open: take it on from where it stands", State.CLOSED: "has ended its gathering: read it together",
    State.ACTING: "has soaked: what should change?", State.PAUSED: "is paused: is it safe to go on?",
}  # fmt: skip


def suggested(
    viewer: Viewer, *, new: bool, understood: bool, asked: bool, plan: bool, just_happened: bool
) -> Suggestion:
    """The method that the answers suggest, and why."""
    return suggest(new=new, understood=understood, asked=asked, plan=plan, just_happened=just_happened)
