"""When a risk goes to all partners, how a decision about it is drafted, and what an acceptance needs."""

from collections.abc import Iterable
from datetime import date

from alliance.door.refusals import Refused, malformed
from risks.register.words import GROUNDS, said

HIGH = 2  # counted from the top of the matrix: its two highest levels
QUESTIONS = {
    "spread": "What does each of us see that the others do not?",
    "outside": "What would bring it back within our appetite, or do we accept it for a time?",
    "near": "What do we do now, before it bites?",
    "asked": "What do we decide about it together?",
}


def grounds(*, kind: str, proximity: str, level: int, bands: int, product: int, limit: int | None) -> list[str]:
    """Why a threat that is scored so should go to all partners; nothing for an opportunity. `level` counts from 0."""
    if kind != "threat":
        return []
    near = proximity == "now" and level >= bands - HIGH
    return ["near"] * near + ["outside"] * (limit is not None and product > limit)


def check_until(until: date | None, today: date) -> Refused | None:
    """An acceptance ends: it names the last day on which it holds."""
    if until is None or until <= today:
        return malformed("until", "Name the last day on which this holds, tomorrow or later. Nothing is accepted for ever.")
    return None


def draft_title(ref: str, event: str) -> str:
    """The title of the drafted decision; it names the risk."""
    return f"{ref} {event}"[:200]


def draft_text(ref: str, on: Iterable[str], about: str) -> str:
    """The words of the drafted decision: the grounds and a question each, and nobody's name. `about` tells the score."""
    asked = "\n".join(f"{said(GROUNDS, one)}. {QUESTIONS[one]}" for one in on)
    return f"About {ref}: {about}\n\n{asked}\n\nWe decide: "
