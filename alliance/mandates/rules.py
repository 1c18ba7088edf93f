"""On which decision a change of deputy rests."""

from alliance.contract.matters import OTHER
from alliance.contract.rulebook import RuleBook
from alliance.contract.rules import DEPUTY
from alliance.door.refusals import Refused, malformed

PRACTICE = "practice"


def agreement_matter(book: RuleBook) -> str:
    """The matter by which the team agrees to a change of deputy: how it works together, where the rule-book has it."""
    return PRACTICE if book.matter(PRACTICE) else OTHER


def check_cited(role: str) -> Refused | None:
    """Only a deputy rests on a decision: who represents a member is for that member alone to say."""
    if role == DEPUTY:
        return None
    return malformed(
        "decision",
        "A representative needs nobody’s agreement. Leave the decision out, so that it stays unused.",
    )
