"""What changed between two wordings, word by word."""

import re

from alliance.decisions.reading.later import Piece
from alliance.decisions.words import steps

WORD = re.compile(r"(?:\A\s+)?\S+\s*")  # with the white space that follows it, which is never compared
KEPT, ADDED, TAKEN = "kept", "added", "taken"


def changes(before: str, after: str) -> tuple[Piece, ...]:
    """The stretches of both texts in reading order: kept (as they stand now), taken out, added."""
    old, new = WORD.findall(before), WORD.findall(after)
    found: list[Piece] = []
    for verb, i, j, k, m in steps([word.strip() for word in old], [word.strip() for word in new]):
        if verb == "equal":
            found.append(Piece(KEPT, "".join(new[k:m])))
        else:
            found += [Piece(TAKEN, "".join(old[i:j])), Piece(ADDED, "".join(new[k:m]))]
    return tuple(piece for piece in found if piece.text)
