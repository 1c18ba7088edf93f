"""What may be noted on the way: what would change an objection, what was said, who helps. Nothing of it binds anybody."""

from collections.abc import Collection
from enum import StrEnum

from alliance.door.refusals import Refused, denied, malformed

LONGEST, LONGEST_NAME = 20_000, 200


class Kind(StrEnum):
    """What a note is about."""

    CHANGE = "change"
    SAID = "said"
    HELPER = "helper"


def check_note(
    kind: str, *, text: str, helper: str, org: str | None, held: Collection[str], over: bool
) -> Refused | None:
    """Whether a note may be taken; `held` are the organisations that its author speaks for, `over` whether the ladder
    has come to its end."""
    if over:
        return Refused("over", "This deadlock is over. What was said stays here to be read.")
    if kind not in tuple(Kind):
        return malformed(
            "kind", "Say whether it is what would change an objection, what was said, or who helps."
        )
    return _check_words(kind, text, helper) or _check_org(kind, org, held)


def _check_words(kind: str, text: str, helper: str) -> Refused | None:
    if kind == Kind.HELPER and not helper.strip():
        return malformed("helper", "Name who helps: the facilitator, or the expert.")
    if kind != Kind.HELPER and not text.strip():
        return malformed("text", "Write down what was said.")
    if len(text) > LONGEST or len(helper) > LONGEST_NAME:
        return malformed("text", f"Keep it to {LONGEST:,} characters, and a name to {LONGEST_NAME}.")
    return None


def _check_org(kind: str, org: str | None, held: Collection[str]) -> Refused | None:
    if kind != Kind.CHANGE:
        return (
            None
            if org is None
            else malformed("org", "Only what would change an objection is said for a member.")
        )
    if org not in held:
        return denied(
            "no_mandate", "What would change a member’s objection is said by those who hold its mandate."
        )
    return None
