"""Actions act on conditions, and are held by two partners: pure. A weak one is prompted and saved all the same."""

import re
from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from alliance.door.refusals import Refused, malformed
from meetings.reviews.rules.stages import FACTORS, LONGEST

_WEAK: Final = re.compile(
    r"\b(remind|refresh|retrain|re-train|tell|warn|email|e-mail|brief|be (?:more )?(?:careful|vigilant|mindful)|take care|"
    r"awareness|follow the (?:policy|procedure)|training)", re.IGNORECASE,
)  # fmt: skip
WEAK: Final = "This only reminds people. Which change to the work would make it easier to go right?"
NONE: Final = "There is no action yet. Is there a condition that could be changed? A review may end with learning alone."
ASKS: Final = "Does any action act on a person? Actions change conditions: HR has its own route."


def check_action(
    *,
    what: str,
    factor: str,
    orgs: Collection[UUID],
    members: Collection[UUID],
    role: str,
    due: date,
    today: date,
) -> Refused | None:
    """Whether an action may stand: a condition, two partners that hold it, a role that leads, a day that can be kept."""
    if not what.strip() or len(what) > LONGEST:
        return malformed("what", "Say what is to change.")
    if factor not in FACTORS:
        return malformed("factor", "Choose the factor that it changes.")
    if len(set(orgs)) < 2 or not set(orgs) <= set(members):
        return malformed("orgs", "Choose at least two partners that hold it together.")
    if not role.strip():
        return malformed("role", "Say which role leads: what it is called, not who has it.")
    return malformed("due", "That day has passed. Choose today or a later day.") if due < today else None


def weak(what: str) -> bool:
    """Whether an action only reminds (V32)."""
    return bool(_WEAK.search(what))


def prompts(actions: Collection[str]) -> tuple[str, ...]:
    """What is asked of the actions before a release; none of it stops one."""
    if not actions:
        return (NONE,)
    return (WEAK,) if any(weak(what) for what in actions) else ()
