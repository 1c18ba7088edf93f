"""What must hold when seats, roles and objectives change: values in, nothing or a refusal out."""

from collections.abc import Collection, Sequence
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


def check_speaks_for(org: UUID, own: Collection[UUID], manager: bool) -> Refused | None:
    """Only an organisation's own voter, or the alliance manager, settles who speaks for it."""
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
            "The rule-book asks for the team’s agreement before a deputy changes. Propose the change first.",
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
