"""What must hold for a task: a name for the work, an owner who is here, a day that can be kept."""

import re
from collections.abc import Collection
from datetime import date
from uuid import UUID

from alliance.door.refusals import Refused, denied, malformed

SOURCE = re.compile(r"[A-Z]{1,3}-[0-9]{1,5}")
LONGEST = 2000

# state and verb: the state that follows; what is not drawn here is refused
MOVES = {
    ("open", "complete"): "done",
    ("open", "drop"): "dropped",
    ("open", "move"): "open",
    ("done", "reopen"): "open",
    ("dropped", "reopen"): "open",
}
_TOLD = {"open": "still open", "done": "already done", "dropped": "dropped"}


def check_new(*, what: str, due: date, today: date, source: str) -> Refused | None:
    """Whether a task may be made: some words, a day that has not passed, a reference that can be one."""
    if not what.strip() or len(what) > LONGEST:
        return malformed("what", f"Say what is to be done, in at most {LONGEST:,} characters.")
    if source and not SOURCE.fullmatch(source):
        return malformed("source", "Write where it was agreed as a reference such as D-018, or leave it out.")
    return check_due(due, today)


def check_due(due: date, today: date) -> Refused | None:
    """A task is due today or later."""
    if due < today:
        return malformed("due", "That day has passed. Choose today or a later day.")
    return None


def check_owner(
    org: UUID, person: UUID | None, orgs: Collection[UUID], people: Collection[UUID]
) -> Refused | None:
    """Whether `org` is in the alliance (`orgs`), and `person`, where named, is one of its `people`."""
    if org not in orgs:
        return malformed("org", "Choose an organisation of this alliance as the owner.")
    if person is not None and person not in people:
        return malformed("person", "That person is not at the organisation you chose. Choose both again.")
    return None


def check_may(
    *, by: UUID | None, owner: UUID | None, org: UUID, orgs: Collection[UUID], settles: bool
) -> Refused | None:
    """Whether `by` may say how a task stands: its own person, anyone of its organisation, or who `settles` all."""
    if by is None or by == owner or org in orgs or settles:
        return None
    return denied(
        "not_owner", "Only the organisation that owns this action, or your alliance manager, can change it."
    )


def moved(state: str, verb: str, reason: str) -> str | Refused:
    """The state that follows `verb`; all verbs but complete need a reason."""
    follows = MOVES.get((state, verb))
    if follows is None:
        return Refused("wrong_state", f"This action is {_TOLD[state]}. Look at the page again.")
    if verb != "complete" and not reason.strip():
        return malformed("reason", "Say why, in a few words, so that everyone can follow it later.")
    return follows


def due_words(due: date, today: date) -> str:
    """How near a day is, said plainly: “is due today”, “is due in 4 days”, “was due 2 days ago”."""
    days = (due - today).days
    if not days:
        return "is due today"
    count = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"is due in {count}" if days > 0 else f"was due {count} ago"
