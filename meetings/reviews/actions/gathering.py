"""What people write unseen: a window of the anonymous door is prepared, opened with both keys, extended once, ended."""

from datetime import date
from uuid import UUID

from alliance.door.action import Act, action
from alliance.door.refusals import Refused, malformed
from alliance.tickets import actions as tickets
from alliance.tickets.queries import window as window_now
from meetings.reviews.actions.base import call, facilitates, key, may, mine, move, settle, takes_part
from meetings.reviews.records.review import Kind, Review, Seat, Tally
from meetings.reviews.rules.counts import FEARS
from meetings.reviews.rules.methods import Method
from meetings.reviews.rules.states import State

PURPOSE, NO_WINDOW = "review", Refused("no_window", "No window was prepared for this review.")


@action("review.prepare_window", needs=facilitates, first=settle)
def prepare_window(act: Act, *, review: UUID, opens: date, closes: date) -> str | Refused:
    """Prepare a window of days in which every seat may write unseen; each facilitator then takes a key part."""
    row = mine(act, review).review
    if refused := may(row, "start_window") or _no_window(row, opens, closes):
        return refused
    row.window = tickets.prepare(PURPOSE, row.id, opens=opens, closes=closes)
    row.save(update_fields=["window"])
    return str(row)


@action("review.start_window", needs=facilitates, first=settle)
def start_window(act: Act, *, review: UUID) -> str | Refused:
    """Let the writing begin: both facilitators have their parts, the seats are set."""
    row = mine(act, review).review
    if row.window is None:
        return NO_WINDOW
    opened = may(row, "start_window") or tickets.open_window(row.window, seats=row.seats.count())
    if isinstance(opened, Refused):
        return opened
    move(row, "start_window")
    act.as_system("review.gathering", key(row))
    call(act, row, "gathering")
    return str(row)


@action("review.extend_window", needs=facilitates, first=settle)
def extend_window(act: Act, *, review: UUID, closes: date) -> str | Refused:
    """Give the window a later last day, once; told to all seats. Nobody knows a count."""
    row = mine(act, review).review
    if row.window is None or row.state != State.GATHERING:
        return NO_WINDOW
    longer = tickets.extend(row.window, closes)
    if isinstance(longer, Refused):
        return longer
    call(act, row, "extended")
    return str(row)


@action("review.end_window", needs=facilitates, first=settle)
def end_window(act: Act, *, review: UUID) -> str | Refused:
    """Go on at once when the last day is over; the worker ends the window by itself."""
    row = mine(act, review).review
    if row.window is None or row.state == State.OPENED:
        return NO_WINDOW
    if row.state == State.GATHERING:
        closed = tickets.close(row.window)
        if isinstance(closed, Refused):
            return closed
        settle(act)
    return str(row)


@action("review.ticket", needs=takes_part, first=settle)
def note_ticket(act: Act, *, review: UUID) -> str | Refused:
    """Note on the seat that its ticket is taken, once (V14); answers the window's id. The ticket itself is drawn apart,
    and neither step is in the log."""
    seat = mine(act, review)
    if seat.review.window is None or seat.review.state != State.GATHERING:
        return Refused("not_open", "Tickets are taken while the window is open.")
    if seat.taken:
        return Refused("taken", "Your ticket has been handed out, and there is no second one: lost is lost.")
    seat.taken = True
    seat.save(update_fields=["taken"])
    return str(seat.review.window)


@action("review.hand_over", needs=facilitates, first=settle)
def hand_over(act: Act, *, review: UUID, sealed_again: bool) -> str | Refused:
    """Leave the place to whoever agreed to take over. With a window, `sealed_again` says that both parts were there;
    otherwise what was gathered is destroyed (V24)."""
    seat = mine(act, review)
    row, next_one = seat.review, seat.review.seats.filter(kind=Kind.SUCCESSOR).first()
    if next_one is None:
        return Refused("no_successor", "Nobody has agreed to take over yet. Ask somebody first.")
    if row.seats.filter(kind=Kind.FACILITATOR, org=next_one.org_id).exclude(id=seat.id).exists():
        return Refused(
            "one_partner", "Both facilitators would come from one partner. Ask somebody of another."
        )
    if row.window and not sealed_again and window_now(row.window).state != "destroyed":
        tickets.destroy(row.window)
    _swap(seat, next_one)
    return str(row)


@action("review.answer_fear", needs=takes_part, first=settle)
def answer_fear(act: Act, *, review: UUID, answer: str) -> str | Refused:
    """Say what might stop people from writing, once; only a count of each answer is kept (V41)."""
    seat = mine(act, review)
    if seat.feared:
        return Refused("answered", "You have answered this. Only the number was kept.")
    if answer not in FEARS:
        return malformed("answer", "Choose one of the answers.")
    seat.feared = True
    seat.save(update_fields=["feared"])
    count(seat.review, "fear", answer)
    return str(seat.review)


def count(row: Review, asks: str, answer: str) -> None:
    """One more of this answer."""
    tally, _made = Tally.objects.get_or_create(review=row, asks=asks, answer=answer)
    tally.count += 1
    tally.save(update_fields=["count"])


def _no_window(row: Review, opens: date, closes: date) -> Refused | None:
    if row.window:
        return Refused("prepared", "A window is prepared already.")
    if row.method == Method.THEMATIC:
        return Refused("thematic", "A thematic review rests on released reviews: nobody is asked to write.")
    return malformed("closes", "The last day comes before the first.") if closes < opens else None


def _swap(seat: Seat, next_one: Seat) -> None:
    place, seat.kind, seat.place = seat.place, Kind.CONTRIBUTOR, 0
    seat.assents.all().delete()
    seat.save(update_fields=["kind", "place"])
    next_one.kind, next_one.place = Kind.FACILITATOR, place
    next_one.save(update_fields=["kind", "place"])
