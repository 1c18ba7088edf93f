"""Where every query about a review starts: at the viewer's seat. No role opens one, and a superuser has none."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from alliance.calendar.rules import day_of
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.tickets.queries import window
from meetings.reviews.actions.base import members
from meetings.reviews.queries.shapes import CovenantShown, Keys, ReviewRow
from meetings.reviews.records.covenant import Covenant
from meetings.reviews.records.review import Assent, Review, Seat
from meetings.reviews.rules import methods
from meetings.reviews.rules.states import WORDS, State


def seats(viewer: Viewer) -> QuerySet[Seat]:
    """The viewer's own seats, in reviews that have not ended."""
    mine = Seat.objects.filter(person=viewer.person, review__alliance=viewer.alliance)
    return (
        mine.exclude(review__state=State.ENDED)
        .select_related("review__alliance", "review__covenant")
        .order_by("review__number")
    )


def seat(viewer: Viewer, number: int) -> Seat:
    """The viewer's seat in V-`number`; NotFound, the same where there is no seat and where there is no review."""
    found = seats(viewer).filter(review__number=number).first()
    if found is None:
        raise NotFound
    return found


def on(viewer: Viewer, number: int) -> dict[str, UUID]:
    """The review that an address names, as the actions take it."""
    return {"review": seat(viewer, number).review_id}


def state_now(viewer: Viewer, review: Review) -> str:
    """Where it stands: a soak that is over, or a window that has ended, counts before anybody has acted on it."""
    if (
        review.state == State.SOAKING
        and review.soak_until
        and methods.soaked(review.soak_until, today(viewer, review))
    ):
        return State.ACTING
    if review.state == State.GATHERING and review.window and window(review.window).state != "open":
        return State.CLOSED
    return review.state


def today(viewer: Viewer, review: Review) -> date:
    """The day on the alliance's wall."""
    return day_of(clock.now(), review.alliance.zone)


def row(viewer: Viewer, review: Review) -> ReviewRow:
    """A review in a line."""
    state = state_now(viewer, review)
    return ReviewRow(
        review.number, str(review), review.title, methods.SUBJECTS[methods.Subject(review.subject)],
        methods.METHODS[methods.Method(review.method)], str(state), WORDS[State(state)], address(viewer, review.number),
    )  # fmt: skip


def address(viewer: Viewer, number: int) -> str:
    """Where the page of a running review stands."""
    return reverse("review", args=[viewer.slug, number])


def keys(viewer: Viewer, mine: Seat, digest: str = "") -> Keys:
    """Which keys are turned in this review; with a `digest`, to exactly that text alone."""
    turned = Assent.objects.filter(seat__review=mine.review)
    given = list((turned.filter(digest=digest) if digest else turned).values_list("verb", "seat"))
    return Keys(
        tuple(sorted(verb for verb, whose in given if whose == mine.id)),
        tuple(sorted(verb for verb, whose in given if whose != mine.id)),
    )


def partners(viewer: Viewer) -> dict[UUID, str]:
    """The partners by id, in charter order."""
    return members(viewer.alliance)


def covenants(viewer: Viewer) -> list[CovenantShown]:
    """Every version of the covenant, the latest first."""
    rows = list(Covenant.objects.filter(alliance=viewer.alliance).order_by("-number"))
    return [covenant(viewer, one, latest=one is rows[0]) for one in rows]


def covenant(viewer: Viewer, one: Covenant, *, latest: bool = False) -> CovenantShown:
    """One version."""
    return CovenantShown(one.number, one.text, one.decision, latest and one.withdrawn_at is None)
