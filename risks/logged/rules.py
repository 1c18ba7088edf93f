"""What must hold for an assumption, an issue or a dependency: said, looked at again in time, closed with a reason."""

import re
from collections.abc import Collection, Mapping
from datetime import date

from alliance.door.refusals import Refused, malformed
from risks.logged.words import KINDS

LONGEST, LONGEST_WORDS = 2000, 200
REFERENCE = re.compile(r"[A-Z]{1,3}-[0-9]{1,5}")
MOVES: Mapping[tuple[str, str], str] = {
    ("open", "review"): "open", ("open", "close"): "closed", ("closed", "reopen"): "open",
}  # fmt: skip


def check_entry(kind: str, words: str, more: str) -> Refused | None:
    """Whether an entry is said whole."""
    if kind not in KINDS:
        return malformed("kind", "Choose an assumption, an issue or a dependency.")
    if not words.strip() or len(words) > LONGEST_WORDS:
        return malformed("words", f"Say it in one sentence of at most {LONGEST_WORDS} characters.")
    return malformed("more", f"Use at most {LONGEST:,} characters.") if len(more) > LONGEST else None


def check_day(review_on: date, today: date) -> Refused | None:
    """It is looked at again today or later."""
    if review_on >= today:
        return None
    return malformed("review_on", "That day has passed. Choose today or a later day.")


def check_reason(reason: str) -> Refused | None:
    """Whatever changes an entry says why."""
    if reason.strip() and len(reason) <= LONGEST:
        return None
    return malformed("reason", f"Say why, in at most {LONGEST:,} characters.")


def check_link(ref: str, own: str, linked: Collection[str]) -> Refused | None:
    """Whether `ref` can be linked to the entry `own`, which is linked to `linked` already."""
    if not REFERENCE.fullmatch(ref):
        return malformed("ref", "Write what it is linked to as a reference such as R-06 or D-004.")
    if ref == own:
        return Refused("linked", "An entry is not linked to itself.")
    return Refused("linked", f"{ref} is linked already.") if ref in linked else None


def moved(state: str, verb: str) -> str | Refused:
    """The state that follows `verb`: review, close or reopen."""
    follows = MOVES.get((state, verb))
    return follows or Refused("wrong_state", f"This is {state}. Look at the page again.")
