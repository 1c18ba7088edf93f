"""What people write unseen: a window of the anonymous door is prepared, opened with both keys, extended once, ended."""

from datetime import date
from uuid import UUID

from alliance.door.action import Act, action
from alliance.door.refusals import Refused, denied, malformed
from alliance.tickets import actions as tickets
from alliance.tickets.queries import takes
from alliance.tickets.rules import tickets_for
from meetings.reviews import safe
from meetings.reviews.actions.base import (
    call,
    facilitates,
    key,
    may,
    mine,
    move,
    settle,
    states_refused,
    takes_part,
    today,
)
from meetings.reviews.records.review import Kind, Review, Seat
from meetings.reviews.rules.counts import FEAR, FEARS
from meetings.reviews.rules.methods import Method
from meetings.reviews.rules.states import State

PURPOSE, NO_WINDOW = "review", Refused("no_window", "No window was prepared for this review.")
NOT_OPEN = Refused(
    "not_open", "Tickets are taken on the days of the window alone. Nothing was noted on your seat."
)
TAKEN = Refused("taken", "Your ticket has been handed out, and there is no second one: lost is lost.")
ANSWER_FIRST = Refused("answer_first", "You are asked to look after this review. Say first whether you do.")
READS = denied(
    "reads_it",
    "You open what people write unseen, so you write none of it: beside your pieces those of others would be known. Write in the stages.",
)
THEMATIC = Refused("thematic", "A thematic review rests on released reviews: nobody is asked to write.")


@action("review.prepare_window", needs=facilitates, first=settle)
def prepare_window(act: Act, *, review: UUID, opens: date, closes: date) -> str | Refused:
    """Prepare a window of days in which every seat may write unseen; each facilitator then takes a key part. Until the
    writing begins, another one may take its place: a part that was lost is no dead end."""
    row = mine(act, review).review
    if refused := may(row, "start_window") or _no_window(row, opens, closes, today(act)):
        return refused
    if row.window:
        tickets.destroy(row.window)
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
    if row.window is None:
        return NO_WINDOW
    longer = tickets.extend(row.window, closes) if row.state == State.GATHERING else states_refused(row)
    if isinstance(longer, Refused):
        return longer
    call(act, row, "extended")
    return str(row)


@action("review.end_window", needs=facilitates, first=settle)
def end_window(act: Act, *, review: UUID) -> str | Refused:
    """Go on at once when the last day is over; the worker ends the window by itself."""
    row = mine(act, review).review
    if row.window is None:
        return NO_WINDOW
    if row.state == State.OPENED:
        return states_refused(row)
    if row.state == State.GATHERING:
        closed = tickets.close(row.window)
        if isinstance(closed, Refused):
            return closed
        settle(act)
    return str(row)


@action("review.ticket", needs=takes_part, first=settle)
def note_ticket(act: Act, *, review: UUID) -> str | Refused:
    """Note on the seat that its ticket is taken, once (V14); answers the window's id. The ticket itself is drawn apart,
    and neither step is in the log. Whoever opens the pieces has none: three pieces protect nobody where the readers wrote two."""
    seat = mine(act, review)
    if refused := _no_ticket(seat):
        return refused
    seat.taken = True
    seat.save(update_fields=["taken"])
    return str(seat.review.window)


@action("review.answer_fear", needs=takes_part, first=settle)
def answer_fear(act: Act, *, review: UUID, answer: str) -> str | Refused:
    """Say what might stop people from writing, once; only a count of each answer is kept, where nobody reads it with the
    database alone (V41)."""
    seat = mine(act, review)
    if seat.kind == Kind.ASKED:
        return ANSWER_FIRST
    if seat.feared:
        return Refused("answered", "You have answered this. Only the number was kept.")
    if seat.review.method == Method.THEMATIC:
        return THEMATIC
    if answer not in FEARS:
        return malformed("answer", "Choose one of the answers.")
    if refused := safe.add(seat.review, {FEAR: answer}):
        return refused
    seat.feared = True
    seat.save(update_fields=["feared"])
    return str(seat.review)


def _no_window(row: Review, opens: date, closes: date, day: date) -> Refused | None:
    if row.method == Method.THEMATIC:
        return THEMATIC
    if closes < max(opens, day):
        return malformed("closes", "The last day comes before the first, or has passed. Choose a later one.")
    writers = row.seats.exclude(
        kind=Kind.FACILITATOR
    )  # seats are set from here on, so too few would be a dead end
    enough = tickets_for(writers.count())
    return enough if isinstance(enough, Refused) else None


def _no_ticket(seat: Seat) -> Refused | None:
    window = seat.review.window
    if seat.kind in (Kind.ASKED, Kind.FACILITATOR):
        return READS if seat.kind == Kind.FACILITATOR else ANSWER_FIRST
    if window is None or seat.review.state != State.GATHERING or not takes(window):
        return NOT_OPEN
    return TAKEN if seat.taken else None
