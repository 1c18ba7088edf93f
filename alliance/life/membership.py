"""What must hold when a member changes its name, leaves, or becomes part of another. Pure."""

from alliance.contract.rules import Reach
from alliance.door.refusals import Refused, denied, malformed

LONGEST_NAME = 160


def check_own(reach: Reach, what: str, *, votes: bool) -> Refused | None:
    """Whether the actor may speak for the organisation itself: its representative (its deputy where it has none); of an
    associate, which has no mandate, the alliance manager."""
    if reach.leads or (not votes and reach.manager):
        return None
    whom = " or ".join(reach.voices) or "somebody who holds its mandate"
    return denied("not_your_organisation", f"Only {reach.org} itself can {what}. Ask {whom}.")


def check_name(old: str, new: str) -> Refused | None:
    """Whether `new` can be what an organisation is called."""
    if not new or len(new) > LONGEST_NAME or "\n" in new:
        return malformed("name", f"Write the name in one line of at most {LONGEST_NAME} characters.")
    return malformed("name", "It is called that already. Write the new name.") if new == old else None


def check_confirmed(org: str, confirmed: bool) -> Refused | None:
    """Leaving is done knowingly."""
    if confirmed:
        return None
    return Refused(
        "confirm",
        f"Confirm that {org} leaves: its open votes are void, and its people lose their place here.",
    )


def check_merge(absorbed: str, into: str) -> Refused | None:
    """Two different members become one."""
    return malformed("into", "Choose two different members.") if absorbed == into else None
