"""What may be told of counts: small ones are not, answers about fear only from ten on, and no answer by itself. Pure."""

from collections.abc import Mapping
from typing import Final

from alliance.tickets.rules import STEP, UNTOLD, told

ENOUGH_FOR_FEAR: Final = 10
FEAR: Final = "fear"
FEARS: Final[Mapping[str, str]] = {
    "nothing": "Nothing would stop me",
    "blame": "That I or somebody else would be blamed",
    "known": "That I would be known by what I write",
    "no_change": "That nothing would change",
    "no_time": "No time",
}
HIDDEN: Final = "Shown once ten people have answered."


def is_told(asks: str, answers: int) -> bool:
    """Whether the numbers of a question are told anew once so many have answered: five answers come out together, so that
    nobody who looks before and after somebody answers sees which number grew."""
    first = ENOUGH_FOR_FEAR if asks == FEAR else UNTOLD
    return answers >= first and (answers - first) % STEP == 0


def fear_shown(answers: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    """What might stop people from writing, as (words, count as it may be told); nothing below ten answers (V41)."""
    if sum(answers.values()) < ENOUGH_FOR_FEAR:
        return ()
    return tuple((words, told(answers.get(code, 0))) for code, words in FEARS.items())
