"""What may become of a decision after its vote: looked at again, acted upon once. Pure: values in, a refusal or nothing out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from alliance.decisions.count.tally import Reason, Result
from alliance.door.refusals import Refused, malformed

CONTINUE, AMEND, END = "continue", "amend", "end"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as later actions see it: its number, how its vote ended, what it is about, what became of it."""

    number: int
    result: str
    reason: str
    matter: str
    standing: bool
    used: bool

    @property
    def agreed(self) -> bool:
        """Whether something was decided that can be looked at again: carried, or agreed by a reserved matter's owner."""
        return self.result == Result.CARRIED or self.reason == Reason.OWNER_AGREED


def check_review(
    decided: Decided,
    *,
    finding: str,
    seen: str,
    review_on: date | None,
    would_not: Collection[str],
    today: date,
) -> Refused | None:
    """Whether a look back at `decided` may be noted; one member who would not decide so again is reason to propose."""
    if not decided.agreed or not decided.standing:
        return Refused(
            "not_in_force", "Only a decision in force is looked at again. Choose one from the register."
        )
    if finding not in (CONTINUE, AMEND, END):
        return malformed("finding", "Say whether to carry on, to change it or to end it.")
    if not seen.strip():
        return malformed("seen", "Say what you saw, beside what you had expected.")
    if finding == CONTINUE and would_not:
        return Refused(
            "somebody_would_not",
            "At least one member would not decide this again. Open a proposal to change or to end it.",
        )
    return _next_look(finding, review_on, today)


def _next_look(finding: str, review_on: date | None, today: date) -> Refused | None:
    if finding == END:
        return (
            malformed("review_on", "What has ended is not looked at again. Leave the day out.")
            if review_on
            else None
        )
    if review_on is None or review_on <= today:
        return malformed("review_on", "Say when to look again: a day after today.")
    return None


def check_use(decided: Decided, matter: str) -> Refused | None:
    """Whether an action that needs a decision about `matter` may rest on this one: carried, in force, not yet used."""
    ref = f"D-{decided.number:03}"
    if decided.result != Result.CARRIED or not decided.standing:
        return Refused("not_carried", f"{ref} is not a carried decision in force. Cite one that is.")
    if decided.matter != matter:
        return Refused("wrong_matter", f"{ref} decided another kind of matter. Cite the decision about this.")
    if decided.used:
        return Refused("used", f"{ref} has been acted upon already, and a decision is used once.")
    return None
