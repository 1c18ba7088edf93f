"""A review is proposed, two people agree to look after it, and it is opened under the covenant in force."""

import re
from uuid import UUID

from django.db.models import Max

from alliance.contract.access import permission
from alliance.contract.models import Affiliation
from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused, denied, malformed
from meetings.reviews.actions.base import (
    call,
    facilitates,
    facilitators,
    key,
    may,
    members,
    mine,
    move,
    settle,
    takes_part,
    unseat,
)
from meetings.reviews.actions.covenants import in_force
from meetings.reviews.records.covenant import for_themes
from meetings.reviews.records.review import Kind, Review, Seat
from meetings.reviews.rules import facilitators as rules
from meetings.reviews.rules import methods
from meetings.reviews.rules.facilitators import Declared
from meetings.reviews.rules.states import State
from meetings.reviews.rules.themes import check_settings

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 /-]{0,59}")
NOT_ASKED = Refused("not_asked", "You are not asked to look after this review, or you have answered.")
SEATED = Refused(
    "asked", "That person is asked already, or has a seat in this review. Ask somebody who has none."
)


@action("review.propose", needs=permission("review.propose", "propose a review"), first=settle)
def propose_review(
    act: Act, *, title: str, question: str, subject: str, method: str, settings: tuple[UUID, ...] = (),
    rests_on: tuple[str, ...] = (), elsewhere: str = "",
) -> str | Refused:  # fmt: skip
    """Propose a review, which only those seated in it will see; answers its reference. `settings` are the organisations
    that are its main setting, `elsewhere` the reference of a record or inquiry elsewhere: it leads nowhere (V42)."""
    covenant, released = in_force(act), [str(one) for one in for_themes(act.alliance)]
    refused = methods.check_proposed(title, question, method, rests_on, released) or _reference(elsewhere)
    refused = refused or check_settings(settings, members(act.alliance))
    if refused or isinstance(covenant, Refused):
        return refused or covenant  # type: ignore[return-value]  # one of the two is a refusal
    number = Review.objects.filter(alliance=act.alliance).aggregate(top=Max("number"))["top"] or 0
    row = Review(
        alliance_id=act.alliance, number=number + 1, title=title.strip(), question=question.strip(), subject=subject,
        method=method, covenant=covenant, settings=sorted(map(str, settings)),
        rests_on=[ref for ref in released if ref in rests_on], elsewhere=elsewhere.strip(),
    )  # fmt: skip
    row.save()
    if act.by:
        Seat(review=row, person_id=act.by, proposed=True).save()
    act.as_system("review.proposed", key(row))
    return str(row)


@action("review.ask", needs=takes_part, first=settle)
def ask_facilitator(act: Act, *, review: UUID, person: UUID) -> str | Refused:
    """Ask somebody to look after a review: by who proposed it, or later by a facilitator who hands over."""
    seat = mine(act, review)
    row, place = seat.review, _place(act, person)
    if refused := _may_ask(seat) or rules.check_ask(
        _uninvolved(row), member=place.org_id in members(act.alliance)
    ):
        return refused
    if row.seats.filter(person=person).exclude(kind=Kind.CONTRIBUTOR, proposed=True).exists():
        return SEATED  # a seat that is asked away goes with a no, and its ticket and its answers could be had again
    asked, _made = Seat.objects.update_or_create(
        review=row, person_id=person, defaults={"kind": Kind.ASKED, "org_id": place.org_id}
    )
    call(act, row, "asked", asked)
    if row.state != State.PROPOSED:
        call(act, row, "succession")  # nobody loses a place to somebody who was asked behind their back
    return str(row)


@action("review.agree", needs=takes_part, first=settle)
def agree_to_facilitate(
    act: Act, *, review: UUID, involved: bool, manages: bool, main_setting: bool
) -> str | Refused:
    """Agree to look after it, declaring not to be involved, not to manage who was, and not to be from the main setting."""
    seat = mine(act, review)
    row, taken = seat.review, facilitators(seat.review)
    if seat.kind != Kind.ASKED:
        return NOT_ASKED
    if refused := rules.check_declared(
        Declared(involved, manages, main_setting), seat.org_id, _settings(row)
    ):
        return refused
    if row.state != State.PROPOSED:
        seat.kind = Kind.SUCCESSOR
    elif taken.count() == 2 or taken.filter(org=seat.org_id).exists():
        return (
            rules.ONE_PARTNER
            if taken.count() < 2
            else Refused("two_already", "Two people look after this review already. Thank you.")
        )
    else:
        seat.kind, seat.place = Kind.FACILITATOR, 1 + taken.filter(place=1).count()
    seat.save(update_fields=["kind", "place"])
    return str(row)


@action("review.decline", needs=takes_part, first=settle)
def decline_to_facilitate(act: Act, *, review: UUID) -> str | Refused:
    """Decline to look after it: nothing of it stays, no reason either (V6)."""
    seat = mine(act, review)
    if seat.kind != Kind.ASKED:
        return NOT_ASKED
    if seat.proposed:
        Seat.objects.filter(id=seat.id).update(kind=Kind.CONTRIBUTOR, org=None)
    else:
        unseat(Seat.objects.filter(id=seat.id))
    return str(seat.review)


@action("review.open", needs=facilitates, first=settle)
def open_review(act: Act, *, review: UUID) -> str | Refused:
    """Open it under the covenant in force, with its two facilitators (V1 to V5)."""
    row = mine(act, review).review
    covenant, partners = in_force(act), members(act.alliance)
    pair = [rules.Asked(seat.org_id, seat.org_id in partners) for seat in facilitators(row)]
    refused = may(row, "open") or rules.check_pair(pair, _uninvolved(row))
    if refused or isinstance(covenant, Refused):
        return refused or covenant  # type: ignore[return-value]  # one of the two is a refusal
    row.covenant = covenant
    row.save(update_fields=["covenant"])
    Seat.objects.filter(review=row, kind=Kind.ASKED, proposed=True).update(kind=Kind.CONTRIBUTOR)
    unseat(Seat.objects.filter(review=row, kind=Kind.ASKED))
    move(row, "open")
    act.as_system("review.opened", key(row))
    return str(row)


@action("review.seat", needs=facilitates, first=settle)
def seat_person(act: Act, *, review: UUID, person: UUID) -> str | Refused:
    """Give somebody a seat: whoever has one sees the review, and nobody else."""
    row = mine(act, review).review
    _place(act, person)
    if row.state != State.OPENED or row.window:
        return Refused(
            "seats_are_set", "Seats are set while the review is opened, before a window is prepared."
        )
    if row.seats.filter(person=person).exists():
        return Refused("seated", "That person has a seat already.")
    seat = Seat(review=row, person_id=person)
    seat.save()
    call(act, row, "seated", seat)
    return str(row)


@action("review.unseat", needs=takes_part, first=settle)
def leave_seat(act: Act, *, review: UUID) -> str | Refused:
    """Leave one's own seat, while nobody has a ticket; those who look after the review hand over instead."""
    seat = mine(act, review)
    if seat.kind != Kind.CONTRIBUTOR or seat.review.window:
        return Refused("stays", "Facilitators hand over, and seats stay once a window is prepared.")
    if seat.proposed and seat.review.state == State.PROPOSED:
        return Refused(
            "stays", "You proposed this review, and nobody else could end it yet. Withdraw it instead."
        )
    unseat(Seat.objects.filter(id=seat.id))
    return str(seat.review)


@action("review.remind", needs=facilitates, first=settle)
def remind(act: Act, *, review: UUID) -> str | Refused:
    """Remind every seat, those that have done everything as well (V40)."""
    row = mine(act, review).review
    call(act, row, "reminded")
    return str(row)


def _may_ask(seat: Seat) -> Refused | None:
    if seat.review.state == State.PROPOSED:
        allowed = seat.proposed or seat.kind == Kind.FACILITATOR
    else:
        allowed = seat.kind == Kind.FACILITATOR  # after the release too: a correction takes two
    return (
        None
        if allowed
        else denied(
            "not_yours", "Who proposed this review asks its facilitators, and they ask who takes over."
        )
    )


def _place(act: Act, person: UUID) -> Affiliation:
    """A person's place: in a partner first, then anywhere else in the alliance; NotFound where there is none."""
    places = Affiliation.objects.filter(alliance=act.alliance, person=person, until=None, org__left_at=None)
    partners = members(act.alliance)
    ordered = places.order_by("org__position", "id")
    found = sorted(ordered, key=lambda one: (one.org_id not in partners, one.org_id is None))
    if not found:
        raise NotFound
    return found[0]


def _uninvolved(row: Review) -> int:
    return len(members(row.alliance_id).keys() - _settings(row))


def _settings(row: Review) -> set[UUID]:
    return {UUID(one) for one in row.settings}


def _reference(elsewhere: str) -> Refused | None:
    if not elsewhere.strip() or REFERENCE.fullmatch(elsewhere.strip()):
        return None
    return malformed(
        "elsewhere", "Write the reference alone, such as LFPSE 12345: letters, digits, spaces, - and /."
    )
