"""How a decision is named, and how its words are compared."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import takewhile

MOST_PAIRS = 2_000_000  # of places with the same word; two texts of 20,000 letters as people write have a tenth of that
Step = tuple[str, int, int, int, int]


def reference(number: int) -> str:
    """Such as D-012."""
    return f"D-{number:03}"


def steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """From one row of words to another, as difflib's opcodes: ("equal", from, to in `old`, from, to in `new`), "replace",
    "delete" or "insert".

    Where so many words are alike that comparing each with each would take minutes, all between the first difference and
    the last is one step.
    """
    often = Counter(new)
    if sum(count * often[word] for word, count in Counter(old).items()) <= MOST_PAIRS:
        return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    a, b = len(old) - tail, len(new) - tail
    return [("equal", 0, head, 0, head), ("replace", head, a, head, b), ("equal", a, len(old), b, len(new))]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """With how many same words both begin."""
    pairs = zip(old, new, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
