"""Who looks after a review may go: the place is handed over, or taken where its holder is absent, before the release or after."""

from uuid import UUID

from alliance.door.action import Act, action
from alliance.door.refusals import Refused
from alliance.tickets import actions as tickets
from alliance.tickets.queries import window as window_now
from meetings.reviews.actions.base import (
    HAZARD,
    call,
    facilitates,
    facilitators,
    mine,
    settle,
    states_refused,
    unseat,
)
from meetings.reviews.records.review import Assent, Kind, Review, Seat
from meetings.reviews.rules.facilitators import ONE_PARTNER
from meetings.reviews.rules.states import UNRELEASED, State

NO_SUCCESSOR = Refused("no_successor", "Nobody has agreed to take over yet. Ask somebody first.")
WOULD_BE_LOST = Refused(
    "would_be_lost",
    "What people wrote unseen would be destroyed by this. With both parts of the key, hand over on the page, where it is "
    "sealed again. To go on without them, say that you accept the loss.",
)
LOST_WITH_A_PART = Refused(
    "would_be_lost",
    "What people wrote unseen would be destroyed by this: nobody can open it without the part of the key of who is absent. "
    "To go on, say that you accept the loss.",
)
HOLDS = ("open", "closed")  # how a window stands in which somebody may have written
REPLACED_IN = (*UNRELEASED[1:], State.PAUSED, State.RELEASED)


@action("review.hand_over", needs=facilitates, first=settle)
def hand_over(
    act: Act, *, review: UUID, sealed_again: bool = False, accept_loss: bool = False
) -> str | Refused:
    """Leave the place to whoever agreed to take over. With a window, `sealed_again` says that both parts were there;
    otherwise what was gathered is destroyed (V24), and only where that is accepted."""
    seat = mine(act, review)
    row, next_one = seat.review, _follows(seat)
    if isinstance(next_one, Refused):
        return next_one
    if not sealed_again:
        if may_lose(row) and not accept_loss:
            return WOULD_BE_LOST
        _lose(row)
    _swap(seat, next_one)
    seat.kind, seat.place = Kind.CONTRIBUTOR, 0
    seat.save(update_fields=["kind", "place"])
    next_one.save(update_fields=["kind", "place"])
    return str(row)


@action("review.replace", needs=facilitates, first=settle)
def replace_absent(act: Act, *, review: UUID, accept_loss: bool = False) -> str | Refused:
    """Let whoever agreed to take over have the place of the other facilitator, who is absent: one who fell ill or has left
    holds up nothing for good. Their seat goes, what was gathered is destroyed (V24) where that is accepted, and all are told."""
    row = mine(act, review).review
    gone = facilitators(row).exclude(person=act.by).first()
    if row.state not in REPLACED_IN or gone is None:
        return states_refused(row)
    next_one = _follows(gone)
    if isinstance(next_one, Refused):
        return next_one
    if (lost := may_lose(row)) and not accept_loss:
        return LOST_WITH_A_PART
    _lose(row)
    _swap(gone, next_one)
    unseat(Seat.objects.filter(id=gone.id))
    next_one.save(update_fields=["kind", "place"])
    call(act, row, "replaced_lost" if lost else "replaced")
    return str(row)


def may_lose(row: Review) -> bool:
    """Whether people may have written what only both parts of the key would open."""
    return row.window is not None and window_now(row.window).state in HOLDS


def _lose(row: Review) -> None:
    """Destroy what a window has, or was prepared for; one that had too few pieces has nothing, and goes on saying so."""
    if row.window and window_now(row.window).state not in ("too_few", "destroyed"):
        tickets.destroy(row.window)


def _follows(seat: Seat) -> Seat | Refused:
    """Who agreed to take over, and is of another partner than the facilitator who stays."""
    ready = list(seat.review.seats.filter(kind=Kind.SUCCESSOR).order_by("id"))
    stays = {one.org_id for one in facilitators(seat.review) if one.id != seat.id}
    fit = [one for one in ready if one.org_id not in stays]
    return fit[0] if fit else ONE_PARTNER if ready else NO_SUCCESSOR


def _swap(seat: Seat, next_one: Seat) -> None:
    """Who comes has the place of who goes. Keys lapse, but the one to a danger: the place keeps it, so that no danger is lost."""
    Assent.objects.filter(seat__review=seat.review).exclude(verb__startswith=HAZARD).delete()
    next_one.kind, next_one.place = Kind.FACILITATOR, seat.place
    seat.assents.update(seat=next_one)
