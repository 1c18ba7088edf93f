"""One person's answers as they are checked before scoring; what cannot be is told without the answer itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from measures.instruments.shapes import Instrument

Answer = int | float | Decimal | str | None
Answers = Mapping[str, Answer]
WHOLE = re.compile(r"[+-]?[0-9]{1,9}(\.0*)?")
MOST_COUNTED = 10**9


@dataclass(frozen=True, slots=True)
class NoScore:
    """Why there is no score: `word` is stable, `sentence` for people, `item` the column it is about.

    `impossible`: the sheet says what cannot be, and has to be put right. Otherwise the person left questions out, and
    is counted as left out. No sentence holds what the person answered.
    """

    word: str
    sentence: str
    impossible: bool = True
    item: str = ""


class NotScored(Exception):
    """Ends the scoring of one person's answers; `why` is what the caller is told."""

    def __init__(self, why: NoScore) -> None:
        super().__init__(why.sentence)
        self.why = why


def blank(answer: Answer) -> bool:
    """Whether a question was left out. A blank is never a 0."""
    return answer is None or (isinstance(answer, str) and not answer.strip())


def whole(name: str, answer: Answer, low: int, high: int) -> int:
    """An answer as a whole number from `low` to `high`. Raises NotScored for anything else."""
    text = "" if isinstance(answer, bool) else str(answer).strip()
    if not WHOLE.fullmatch(text) or not low <= int(text.partition(".")[0]) <= high:
        raise NotScored(_outside(name, low, high))
    return int(text.partition(".")[0])


def ends(found: Instrument, name: str) -> tuple[int, int]:
    """The least and the most that an answer in this column may be; a count and an unlisted answer only start at 0."""
    items = found.items
    if items is None:
        raise LookupError(f"{found.name} has no answers.")
    if items.kinds:
        return items.kinds[name.rpartition("_")[2]]
    if items.low is None or items.high is None:
        return 0, MOST_COUNTED
    return items.low, max(items.high, items.heavier_max)


def given(found: Instrument, answers: Answers, names: Sequence[str]) -> dict[str, int]:
    """The answers in these columns, blanks left out. Raises NotScored where one is not a whole number in its range."""
    held = {name: answers.get(name) for name in names}
    return {
        name: whole(name, answer, *ends(found, name)) for name, answer in held.items() if not blank(answer)
    }


def _outside(name: str, low: int, high: int) -> NoScore:
    upto = "0 or more" if high == MOST_COUNTED else f"from {low} to {high}"
    return NoScore(
        "out_of_range",
        f"{name} has to be a whole number, {upto}. Put it right, or leave it empty.",
        item=name,
    )
