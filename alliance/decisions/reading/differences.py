"""What changed between two wordings, word by word."""

import re
from difflib import SequenceMatcher

from alliance.decisions.reading.later import Piece

WORD = re.compile(r"\s+|[^\s]+")
KEPT, ADDED, TAKEN = "kept", "added", "taken"


def changes(before: str, after: str) -> tuple[Piece, ...]:
    """The stretches of both texts in reading order: kept, taken out, added."""
    old, new = WORD.findall(before), WORD.findall(after)
    found: list[Piece] = []
    for verb, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            found.append(Piece(KEPT, "".join(old[i:j])))
            continue
        found += [Piece(TAKEN, "".join(old[i:j]))] if j > i else []
        found += [Piece(ADDED, "".join(new[k:m]))] if m > k else []
    return tuple(found)
