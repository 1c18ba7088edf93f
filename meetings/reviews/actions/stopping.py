"""The soak, the stop rule, and the end: danger pauses, both keys go on, a hazard leaves alone, withdrawing destroys."""

from uuid import UUID

from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused, malformed
from alliance.nudge.identity import repeats
from alliance.tickets.queries import read
from meetings.reviews.actions.base import (
    HAZARD,
    NOT_YOURS,
    both,
    burn,
    call,
    empty,
    facilitates,
    fingerprint,
    has_pieces,
    key,
    may,
    members,
    mine,
    move,
    other_turned,
    settle,
    soak_until,
    takes_part,
)
from meetings.reviews.records.review import Hazard, Kind, Review
from meetings.reviews.rules.stages import check_soak
from meetings.reviews.rules.states import State

MOST_OF_A_HAZARD = 400
TURNED_BACK = ("withdraw", "resume")
SOMEBODYS_WORDS = Refused(
    "repeats",
    "This repeats six running words of what somebody wrote unseen. Only the danger leaves: write it down anew, in other words.",
)
NOT_TURNED = Refused(
    "not_turned", "Your key is not turned. It may have lapsed, as keys do when a review moves on."
)


@action("review.soak", needs=facilitates, first=settle)
def start_soak(act: Act, *, review: UUID) -> str | Refused:
    """Let it rest for two working days; ideas stay parked until then."""
    row = mine(act, review).review
    if refused := may(row, "soak") or check_soak(row.stage):
        return refused
    move(row, "soak")
    row.soak_until = soak_until(act)
    row.save(update_fields=["soak_until"])
    act.as_system("review.soaking", key(row))
    call(act, row, "soaking")
    return str(row)


@action("review.pause", needs=facilitates, first=settle)
def pause_review(act: Act, *, review: UUID) -> str | Refused:
    """Stop at once: danger, a crime or deliberate harm has another route. Nothing is copied, and no reason is kept (V36)."""
    row = mine(act, review).review
    if refused := move(row, "pause"):
        return refused
    act.as_system("review.paused", key(row))
    call(act, row, "paused")
    return str(row)


@action("review.resume", needs=facilitates, first=settle)
def resume_review(act: Act, *, review: UUID) -> str | Refused:
    """Say that it is safe to go on; it does when both have said so."""
    seat = mine(act, review)
    if refused := may(seat.review, "resume"):
        return refused
    if both(seat, "resume"):
        move(seat.review, "resume")
        act.as_system("review.resumed", key(seat.review))
        call(act, seat.review, "resumed")
    return str(seat.review)


@action("review.withdraw", needs=takes_part, first=settle)
def withdraw_review(act: Act, *, review: UUID) -> str | Refused:
    """End it unreleased and destroy everything: both keys, or before it is opened whoever proposed it."""
    seat = mine(act, review)
    row, alone = seat.review, seat.review.state == State.PROPOSED and seat.proposed
    if not alone and seat.kind != Kind.FACILITATOR:
        return NOT_YOURS
    if refused := may(row, "withdraw"):
        return refused
    if alone or both(seat, "withdraw"):
        _destroy(act, row)
    return str(row)


@action("review.take_key_back", needs=facilitates, first=settle)
def take_key_back(act: Act, *, review: UUID, verb: str) -> str | Refused:
    """Turn one's own key back, to going on (`resume`) or to destroying it (`withdraw`), while the other one is waited for."""
    seat = mine(act, review)
    given = seat.assents.filter(verb=verb)
    if verb not in TURNED_BACK or not given.exists():
        return NOT_TURNED
    given.delete()
    return str(seat.review)


@action("review.write_hazard", needs=facilitates, first=settle)
def write_hazard(act: Act, *, review: UUID, org: UUID, role: str, text: str) -> str | Refused:
    """Write down a danger for a role that can act, and turn the first key: the hazard alone, never anybody's words."""
    seat = mine(act, review)
    if not 0 < len(text.strip()) <= MOST_OF_A_HAZARD or not role.strip():
        return malformed(
            "text",
            f"Say what the danger is, in at most {MOST_OF_A_HAZARD} characters, and which role can act.",
        )
    if org not in members(act.alliance):
        return malformed("org", "Choose the partner whose role can act.")
    if refused := may(seat.review, "withdraw"):
        return refused
    hazard = Hazard(review=seat.review, org_id=org, role=role.strip(), text=text.strip())
    hazard.save()
    both(seat, _verb(hazard), _of(hazard))
    return str(hazard.id)


@action("review.pass_hazard", needs=facilitates, first=settle)
def pass_hazard(act: Act, *, review: UUID, hazard: UUID, first: str = "", second: str = "") -> str | Refused:
    """Turn the second key: the role is told, and so are all seats. `first` and `second` are both parts of a window's key,
    needed while what was gathered is still there."""
    seat = mine(act, review)
    found = Hazard.objects.filter(review=seat.review, id=hazard, passed=False).first()
    if found is None:
        raise NotFound
    if refused := _parts(seat.review, found.text, first, second):
        return refused
    if not other_turned(seat, _verb(found), _of(found)):
        return Refused(
            "one_key", "A hazard is passed on by both keys. The other facilitator turns the second one."
        )
    both(seat, _verb(found), _of(found))
    found.passed = True
    found.save(update_fields=["passed"])
    act.as_system("review.hazard_passed", key(seat.review))
    call(act, seat.review, "hazard")
    return str(found.id)


def _verb(hazard: Hazard) -> str:
    return f"{HAZARD}{hazard.id.hex[:10]}"


def _of(hazard: Hazard) -> str:
    return fingerprint(f"{hazard.id}{hazard.text}")


def _parts(row: Review, text: str, first: str, second: str) -> Refused | None:
    """Where there are pieces, both parts of their key open the way for a hazard as well: the danger alone, and nobody's
    words, whatever their writer allowed of a release (V35)."""
    if row.window is None or not has_pieces(row):
        return None
    pieces = read(row.window, first, second)
    if isinstance(pieces, Refused):
        return pieces
    return SOMEBODYS_WORDS if any(repeats(text, one.text) for one in pieces) else None


def _destroy(act: Act, row: Review) -> None:
    """A hazard that was passed on has left the review, and stays with the role that it was passed to."""
    act.as_system("review.withdrawn", key(row))
    burn(row)
    row.title, row.question, row.elsewhere, row.settings, row.rests_on, row.draft = "", "", "", [], [], {}
    row.save()
    move(row, "withdraw")
    empty(row)
