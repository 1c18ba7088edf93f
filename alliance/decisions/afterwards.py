"""What may become of a decision after its vote: looked at again, acted upon once. Pure: values in, a refusal or nothing out."""

from dataclasses import dataclass
from datetime import date

from alliance.contract.matters import Rule
from alliance.decisions.count.electorate import EMERGENCY
from alliance.decisions.count.looking import Answer
from alliance.decisions.count.tally import Reason, Result
from alliance.decisions.words import reference
from alliance.door.refusals import Refused, malformed

NEEDS_ACT = (
    "rule_book",
    "members",
    "agreement",
)  # matters whose decision does nothing until somebody acts upon it


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as later actions see it: its number, how its vote ended, what it is about, what became of it; `waiting` to be
    acted upon, `standing` in force."""

    number: int
    result: str
    reason: str
    matter: str
    standing: bool
    used: bool
    waiting: bool = False

    @property
    def agreed(self) -> bool:
        """Whether something was decided that can be looked at again: carried, or agreed by a reserved matter's owner."""
        return self.result == Result.CARRIED or self.reason == Reason.OWNER_AGREED


def check_answer(
    decided: Decided, *, answer: str, seen: str, look_next: date | None, today: date
) -> Refused | None:
    """Whether a member may answer “would you still?” on `decided`."""
    if not decided.agreed or not decided.standing:
        return Refused(
            "not_in_force", "Only a decision in force is looked at again. Choose one from the register."
        )
    if answer not in tuple(Answer):
        return malformed("answer", "Say whether you would still decide so: yes, no or not sure.")
    if not seen.strip():
        return malformed("seen", "Say what you saw, beside what was expected.")
    if look_next is not None and look_next <= today:
        return malformed("look_next", "The next look lies ahead. Choose a day after today, or leave it out.")
    return None


def check_renew(
    decided: Decided, matter: str, rule: Rule | None, first_rule: str, carried: str
) -> Refused | None:
    """Whether a proposal about `matter` may put this one to the vote again; `rule` is the matter's rule now, `first_rule`
    the one this was voted on by, `carried` a later round that was carried."""
    ref = reference(decided.number)
    if decided.result not in (Result.NOT_CARRIED, Result.NOT_REACHED):
        return Refused(
            "not_failed", f"{ref} did not end without agreement, so it is not put to the vote again."
        )
    if decided.matter != matter:
        return Refused(
            "wrong_matter", f"{ref} was about another kind of matter. Choose that kind, or propose it as new."
        )
    if carried:
        return Refused(
            "carried", f"This issue was carried in {carried}. Propose a change to that decision instead."
        )
    if rule != first_rule:
        return Refused("rule_changed", f"Another rule holds for such matters since {ref}. Propose it as new.")
    return None


@dataclass(frozen=True, slots=True)
class Ratifying:
    """An emergency use that all are asked to let stand: its reference, whether it was `used`, is `over` by now, was ratified
    already (`by`), and whether the new vote is one in which `everyone` must agree."""

    ref: str
    category: str
    used: bool
    over: bool
    by: str
    everyone: bool


def check_ratify_use(asked: Ratifying) -> Refused | None:
    """Row 69: an emergency use ends on its day, unless all members, each with one vote, let it stand before."""
    if asked.category != EMERGENCY or not asked.used:
        return Refused(
            "not_emergency", f"{asked.ref} is not an emergency use of a reserved power. Name one, or none."
        )
    if asked.over:
        return Refused(
            "use_over", f"The use in {asked.ref} is over. Propose anew what should hold from now on."
        )
    if asked.by:
        return Refused("ratified", f"All let {asked.ref} stand already, in {asked.by}.")
    if not asked.everyone:
        return Refused(
            "everyone",
            f"{asked.ref} stands longer only if everyone agrees. Choose a matter that needs everyone.",
        )
    return None


def check_use(decided: Decided, matter: str) -> Refused | None:
    """Whether an action that needs a decision about `matter` may rest on this one: carried, in force, not yet used."""
    ref = reference(decided.number)
    if decided.result != Result.CARRIED or not (decided.standing or decided.waiting):
        return Refused("not_carried", f"{ref} is not a carried decision in force. Cite one that is.")
    if decided.matter != matter:
        return Refused("wrong_matter", f"{ref} decided another kind of matter. Cite the decision about this.")
    if decided.used:
        return Refused("used", f"{ref} has been acted upon already, and a decision is used once.")
    return None
