"""What must hold when somebody is invited, and when somebody follows the link."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol
from uuid import UUID

from alliance.door.refusals import Refused, denied, malformed
from alliance.invitations.words import COLLEAGUE, FOR_THE_TEAM, INVITED_AS, MANDATES, SENTENCES, State


class Letter(Protocol):
    """The instants that settle an invitation's state."""

    accepted_at: datetime | None
    withdrawn_at: datetime | None
    expires_at: datetime


def state(letter: Letter, now: datetime) -> State:
    """Accepted counts before withdrawn, withdrawn before expired; it is open until the instant it expires."""
    if letter.accepted_at is not None:
        return State.USED
    if letter.withdrawn_at is not None:
        return State.WITHDRAWN
    return State.EXPIRED if now >= letter.expires_at else State.OPEN


def check_open(letter: Letter, now: datetime) -> Refused | None:
    """Whether the letter can still be answered or withdrawn."""
    found = state(letter, now)
    return None if found is State.OPEN else Refused(f"invitation_{found}", SENTENCES[found])


def check_invite(
    role: str, *, org: bool, votes: bool, manager: bool, inside: bool, waiting: bool
) -> Refused | None:
    """Whether somebody may be invited in `role`.

    `org`: into an organisation, which `votes` or has a voice only; `manager`: the inviter manages the alliance;
    `inside`: the person belongs there already; `waiting`: an open invitation of theirs for the same place exists.
    """
    if role not in INVITED_AS or (not org and role not in FOR_THE_TEAM):
        return malformed("invited_as", "Choose what the person is invited as, and for which organisation.")
    if role not in (*MANDATES, COLLEAGUE) and not manager:
        return denied("not_manager", "Only the alliance manager can invite somebody into this role.")
    if not org and not manager:
        return denied(
            "not_manager", "Only the alliance manager can invite somebody into the alliance’s own team."
        )
    if role in MANDATES and not votes:
        return Refused("no_vote", "An associate has a voice and no vote. Invite them as a colleague.")
    if inside:
        return Refused("inside", "This person belongs there already. Grant a mandate or give a role instead.")
    return (
        Refused("waiting", "This person has an open invitation already. Withdraw it first.")
        if waiting
        else None
    )


def check_letter(voices: Collection[str], written_inside: bool, role: str) -> Refused | None:
    """Whether a letter still gives its ballot: one written from outside fills a seat that stands empty, and no other."""
    if role not in MANDATES or written_inside or not voices:
        return None
    return denied(
        "seat_taken",
        f"Somebody speaks for this organisation by now, so this letter no longer gives its ballot. Ask {' or '.join(voices)} "
        "for a new one.",
    )


def check_withdraw(*, own: bool, manager: bool, written_inside: bool, role: str) -> Refused | None:
    """A member takes its letters back; the manager all others, but never one by which a member names its voice."""
    if own or (manager and not (role in MANDATES and written_inside)):
        return None
    return denied(
        "not_your_organisation",
        "The organisation that wrote this letter takes it back, and nobody else. Ask whoever holds its mandate.",
    )


def check_answer(me: UUID | None, invited: UUID | None) -> Refused | None:
    """Whether the person at the link is the one invited.

    `me` is whoever is signed in, if anybody; `invited` whose account the letter's address belongs to, if anybody's.
    """
    if me is not None and me != invited:
        return denied(
            "another_address",
            "This invitation is for another e-mail address. Sign out, then follow the link again.",
        )
    if me is None and invited is not None:
        return denied("sign_in_first", "You have an account. Sign in with it, then follow the link again.")
    return None
