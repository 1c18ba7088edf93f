"""What must hold when seats, roles and objectives change: values in, nothing or a refusal out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alliance.contract.rulebook import RuleBook
from alliance.door.refusals import Refused, denied, malformed

REPRESENTATIVE, DEPUTY = "representative", "deputy"
MANDATES = {REPRESENTATIVE: "Representative", DEPUTY: "Deputy"}


@dataclass(frozen=True, slots=True)
class Seat:
    """One mandate: who may cast whose ballot, and in which role."""

    org: UUID
    person: UUID
    role: str


@dataclass(frozen=True, slots=True)
class Grant:
    """A mandate that somebody wants to grant; `until` is the instant it ends by itself, if it does."""

    seat: Seat
    org_votes: bool
    belongs: bool
    begins: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """Who reaches for an organisation's seats: whether they lead it, hold the seat in question, manage the alliance.

    `org` is what the organisation is called, `voices` who speaks for it now: nobody where its seats stand empty.
    """

    org: str
    leads: bool = False
    own: bool = False
    manager: bool = False
    voices: tuple[str, ...] = ()


def leads(in_force: Iterable[Seat], person: UUID | None) -> frozenset[UUID]:
    """The organisations whose seats this person settles: as representative, or as deputy while nobody represents."""
    seats = list(in_force)
    represented = {seat.org for seat in seats if seat.role == REPRESENTATIVE}
    mine = (seat for seat in seats if seat.person == person)
    return frozenset(seat.org for seat in mine if seat.role == REPRESENTATIVE or seat.org not in represented)


def check_names(reach: Reach, reason: str = "") -> Refused | None:
    """A member names its own voices; the manager fills a seat that stands empty, and says why."""
    if reach.leads:
        return None
    if reach.voices or not reach.manager:
        return _own_affair(reach)
    if not reason.strip():
        return malformed(
            "reason",
            f"Nobody speaks for {reach.org} now, so you may fill its seat from outside. Say why: its people read it.",
        )
    return None


def check_ends(reach: Reach, *, leaves_nobody: bool = False, confirmed: bool = False) -> Refused | None:
    """A mandate is laid down by its holder or ended by its member, never from outside; a seat is emptied knowingly."""
    if not (reach.leads or reach.own):
        return _own_affair(reach)
    if leaves_nobody and not confirmed:
        return Refused(
            "leaves_nobody",
            f"Nobody could cast {reach.org}’s vote then. Name a successor first, or confirm that its seat stands empty.",
        )
    return None


def _own_affair(reach: Reach) -> Refused:
    whom = " or ".join(reach.voices) or "your alliance manager, who may fill a seat that stands empty"
    return denied(
        "not_your_organisation", f"Who casts {reach.org}’s vote is for {reach.org} to settle. Ask {whom}."
    )


def check_speaks_for(org: UUID, own: Collection[UUID], manager: bool) -> Refused | None:
    """Only an organisation's own voter, or the alliance manager, brings in people who have no ballot."""
    if manager or org in own:
        return None
    return denied(
        "not_your_organisation",
        "Only somebody who holds this organisation’s mandate, or the alliance manager, can do that.",
    )


def check_grant(
    book: RuleBook, grant: Grant, in_force: Sequence[Seat], ever: Sequence[Seat], agreed: bool = False
) -> Refused | None:
    """Whether the mandate may be granted beside those `in_force`; `ever` also holds the ones that ended.

    `agreed` tells that a carried decision of the team stands behind a change of deputy.
    """
    checks = (_capable(grant), _free(book, grant.seat, in_force), _deputy(book, grant.seat, ever, agreed))
    return next((refused for refused in checks if refused), None)


def _capable(grant: Grant) -> Refused | None:
    if grant.seat.role not in MANDATES:
        return malformed(
            "mandate_role", "A mandate is a representative’s or a deputy’s. Choose one of these."
        )
    if not grant.org_votes:
        return Refused("no_vote", "An associate has a voice and no vote, so nobody holds its mandate.")
    if not grant.belongs:
        return Refused(
            "not_of_org", "This person does not belong to the organisation yet. Invite them first."
        )
    if grant.until is not None and grant.until <= grant.begins:
        return malformed("ends_first", "The mandate would end before it begins. Choose a later day.")
    return None


def _free(book: RuleBook, seat: Seat, in_force: Sequence[Seat]) -> Refused | None:
    own = [held for held in in_force if held.person == seat.person]
    if any(held.org == seat.org for held in own):
        return Refused("already", "This person holds a mandate of the organisation already.")
    if own and not book.several_mandates:
        return Refused(
            "second_mandate",
            "This person casts another organisation’s ballot, and the rule-book allows one mandate a person.",
        )
    return None


def _deputy(book: RuleBook, seat: Seat, ever: Sequence[Seat], agreed: bool) -> Refused | None:
    if seat.role != DEPUTY:
        return None
    if not book.deputies:
        return Refused("no_deputies", "The rule-book has no deputies.")
    before = any(held.org == seat.org and held.role == DEPUTY and held.person != seat.person for held in ever)
    if before and book.deputy_changes_need_agreement and not agreed:
        return Refused(
            "needs_agreement",
            "Another deputy stood here before, and the rule-book asks for the team’s agreement to a change of deputy. "
            "Propose it as a matter of how you work together, and cite the carried decision on the People page. "
            "A representative is changed without asking anybody.",
        )
    return None


def check_fits(book: RuleBook, in_force: Sequence[Seat]) -> Refused | None:
    """Whether a rule-book may come into force over these mandates: nobody's is ended for them."""
    if not book.deputies and any(seat.role == DEPUTY for seat in in_force):
        return Refused(
            "deputies_stand",
            "This rule-book has no deputies, and some are named. Each member ends its deputies’ mandates first.",
        )
    people = [seat.person for seat in in_force]
    if not book.several_mandates and len(set(people)) < len(people):
        return Refused(
            "second_mandate",
            "This rule-book allows one mandate a person, and somebody holds two. They lay one of them down first.",
        )
    return None


def check_revoke(in_force: bool) -> Refused | None:
    """A mandate ends once."""
    return None if in_force else Refused("ended", "This mandate has ended already.")


def check_role(name: str, known: Collection[str], inside: bool, held: Collection[str]) -> Refused | None:
    """Whether the role `name` may be given to a person who is `inside` the alliance and has the roles `held`."""
    if name not in known:
        return malformed("role", f"There is no such role. Choose one of: {', '.join(sorted(known))}.")
    if not inside:
        return Refused("outside", "This person has no place in the alliance yet. Invite them first.")
    return Refused("already", "This person has that role already.") if name in held else None


def check_role_end(name: str, ended: bool, others: int) -> Refused | None:
    """Whether a role may end while `others` more people hold the same; an alliance keeps one manager."""
    if ended:
        return Refused("ended", "This role has ended already.")
    if name == "manager" and not others:
        return Refused(
            "last_manager", "This is the only alliance manager. Give the role to somebody else first."
        )
    return None


def check_objective(retired: bool) -> Refused | None:
    """A retired objective stays as it was."""
    return Refused("retired", "This objective was retired. Set a new one instead.") if retired else None
