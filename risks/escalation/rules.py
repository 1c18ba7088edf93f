"""How a decision about a risk is drafted: its grounds, a question each, and nobody’s name."""

from collections.abc import Iterable

from risks.register.words import GROUNDS, said

QUESTIONS = {
    "spread": "What does each of us see that the others do not?",
    "outside": "What would bring it back within our appetite, or do we accept it for a time?",
    "near": "What do we do now, before it bites?",
    "asked": "What do we decide about it together?",
}


def draft_title(ref: str, event: str) -> str:
    """The title of the drafted decision; it names the risk."""
    return f"{ref} {event}"[:200]


def draft_text(ref: str, on: Iterable[str], about: str) -> str:
    """The words of the drafted decision: the grounds and a question each, and nobody's name. `about` tells the score."""
    asked = "\n".join(f"{said(GROUNDS, one)}. {QUESTIONS[one]}" for one in on)
    return f"About {ref}: {about}\n\n{asked}\n\nWe decide: "
