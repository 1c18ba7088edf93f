"""What may be told of counts: small ones are not, and answers about fear only from ten on. Pure."""

from collections.abc import Mapping
from typing import Final

from alliance.tickets.rules import told

ENOUGH_FOR_FEAR: Final = 10
FEARS: Final[Mapping[str, str]] = {
    "nothing": "Nothing would stop me",
    "blame": "That I or somebody else would be blamed",
    "known": "That I would be known by what I write",
    "no_change": "That nothing would change",
    "no_time": "No time",
}
HIDDEN: Final = "Shown once ten people have answered."


def fear_shown(answers: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    """What might stop people from writing, as (words, count as it may be told); nothing below ten answers (V41)."""
    if sum(answers.values()) < ENOUGH_FOR_FEAR:
        return ()
    return tuple((words, told(answers.get(code, 0))) for code, words in FEARS.items())
