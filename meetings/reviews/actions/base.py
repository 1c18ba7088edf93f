"""How actions find a review, know who is seated, and turn two keys. What is logged is logged by the system, without a person."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alliance.contract import access
from alliance.contract.access import local_day
from alliance.door import clock
from alliance.door.action import Act
from alliance.door.refusals import NotFound, Refused, denied
from alliance.notices.actions import forget
from alliance.tickets import actions as tickets
from alliance.tickets.queries import window as window_now
from meetings.reviews.records.lines import Change, Line, Step
from meetings.reviews.records.review import Assent, Call, Kind, Review, Seat, Tally
from meetings.reviews.rules import methods, states
from meetings.reviews.rules.states import State

HAZARD = "h-"  # how the verb of a key to passing a danger on begins
OVER = ("closed", "too_few", "destroyed")  # how a window stands that takes nothing any more
NOT_YOURS = denied(
    "not_facilitator", "Only the two people who look after this review can do this. Ask one of them."
)


ANSWER_FIRST = denied("answer_first", "You are asked to look after this review. Say yes or no to that first.")


def takes_part(act: Act, arguments: Mapping[str, Any]) -> Refused | None:
    """A door predicate: whoever is seated in the review; for everybody else there is no such review."""
    mine(act, arguments["review"])
    return None


def seated(act: Act, arguments: Mapping[str, Any]) -> Refused | None:
    """A door predicate: whoever takes part, and not those who are only asked to and have not answered."""
    return ANSWER_FIRST if mine(act, arguments["review"]).kind == Kind.ASKED else None


def facilitates(act: Act, arguments: Mapping[str, Any]) -> Refused | None:
    """A door predicate: whoever looks after the review; a contributor is told so, everybody else sees no review."""
    return None if mine(act, arguments["review"]).kind == Kind.FACILITATOR else NOT_YOURS


def mine(act: Act, review: UUID) -> Seat:
    """The seat of who acts in this review; NotFound, the same for a review that is not there."""
    seat = (
        Seat.objects.filter(review=review, review__alliance=act.alliance, person=act.by)
        .select_related("review")
        .first()
    )
    if seat is None or seat.review.state == State.ENDED:
        raise NotFound
    return seat


def settle(act: Act) -> None:
    """Before anything is asked: windows whose end has passed are closed, soaks whose last day has passed are over."""
    for row in Review.objects.filter(alliance=act.alliance, state=State.GATHERING):
        if row.window and window_now(row.window).state in OVER:
            _ended(act, row)
    soaked = Review.objects.filter(alliance=act.alliance, state=State.SOAKING, soak_until__lt=today(act))
    for row in soaked:
        move(row, "wake")
        call(act, row, "acting")


def _ended(act: Act, row: Review) -> None:
    too_few = row.window is not None and window_now(row.window).state == "too_few"
    move(row, "end_too_few" if too_few else "end")
    act.as_system("review.gathered", key(row))
    call(act, row, "too_few" if too_few else "gathered")


def move(row: Review, event: str) -> Refused | None:
    """Let `event` move the review; refused, and nothing written, where the table has no such way."""
    end = states.moved(row.state, event, row.previous)
    if isinstance(end, Refused):
        return end
    if end != row.state:
        _lapse(row)
    row.previous = row.state if end == State.PAUSED else ""
    row.state = end
    row.save(update_fields=["state", "previous"])
    return None


def _lapse(row: Review) -> None:
    """A key is turned to what stands now: one from before a pause or a soak is turned no more. A danger stays a danger."""
    Assent.objects.filter(seat__review=row).exclude(verb__startswith=HAZARD).delete()


def may(row: Review, event: str) -> Refused | None:
    """Whether the table has such a way from here."""
    end = states.moved(row.state, event, row.previous or State.OPENED)
    return end if isinstance(end, Refused) else None


def working(row: Review) -> Refused | None:
    """Whether the review is at its stages."""
    return None if row.state in states.WORKING else states_refused(row)


def states_refused(row: Review) -> Refused:
    """That this cannot be done as the review stands."""
    return Refused(
        "wrong_state",
        f"This cannot be done now: the review stands at “{states.WORDS[State(row.state)].lower()}”.",
    )


def has_pieces(row: Review) -> bool:
    """Whether the gathering has ended, and what it brought can be opened."""
    return row.window is not None and window_now(row.window).state == "closed"


def key(row: Review) -> dict[str, str]:
    """The review, as an event's body names it."""
    return {"review": str(row.id)}


def call(act: Act, row: Review, cause: str, seat: Seat | None = None) -> None:
    """Let every seat be told that the review asks something, or this one alone: one entry in the log, with neither the
    cause nor the number of seats (V40)."""
    made = Call(review=row, cause=cause, seat=seat)
    made.save()
    act.as_system("review.called", {"call": str(made.id)})


def facilitators(row: Review) -> QuerySet[Seat]:
    """The seats of those who look after it."""
    return row.seats.filter(kind=Kind.FACILITATOR)


def other_turned(seat: Seat, verb: str, digest: str = "") -> bool:
    """Whether the other facilitator has turned the key to `verb` on exactly `digest`."""
    others = Assent.objects.filter(seat__review=seat.review, seat__kind=Kind.FACILITATOR).exclude(seat=seat)
    return others.filter(verb=verb, digest=digest).exists()


def both(seat: Seat, verb: str, digest: str = "") -> bool:
    """Turn this facilitator's key to `verb` on exactly `digest`; whether both are turned now. Turned keys are used up."""
    if other_turned(seat, verb, digest):
        Assent.objects.filter(seat__review=seat.review, verb=verb).delete()
        return True
    Assent.objects.update_or_create(seat=seat, verb=verb, defaults={"digest": digest})
    return False


def fingerprint(text: str) -> str:
    """What a key is given for, as 64 letters."""
    return sha256(text.encode()).hexdigest()


def today(act: Act) -> date:
    """The day on the alliance's wall."""
    return local_day(act.alliance, act.at)


def soak_until(act: Act) -> date:
    """The last day of a soak that begins now."""
    return methods.soak_ends(today(act), frozenset(clock.holidays()))


def members(alliance: UUID) -> dict[UUID, str]:
    """The partners by id, in charter order."""
    return dict(access.members(alliance).values_list("id", "name"))


def unseat(seats: QuerySet[Seat]) -> None:
    """Let these seats go, and every letter to them: beside the log, a letter would still tell who sat here."""
    for review, person in list(seats.values_list("review", "person")):
        forget(map(str, Call.objects.filter(review=review).values_list("id", flat=True)), person)
    Call.objects.filter(seat__in=seats).delete()
    seats.delete()


def empty(row: Review) -> None:
    """Let all seats go, and with them what was asked of them and counted of it: nobody could see it any more."""
    unseat(Seat.objects.filter(review=row))
    row.calls.all().delete()
    Tally.objects.filter(review=row).delete()


def burn(row: Review) -> None:
    """Destroy what was written, gathered and agreed to in a review; its seats stay."""
    if row.window:
        tickets.destroy(row.window)
    for model in (Step, Line, Change):
        model.objects.filter(review=row).delete()
    row.hazards.filter(passed=False).delete()
    Assent.objects.filter(seat__review=row).delete()
