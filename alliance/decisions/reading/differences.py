"""What changed between two wordings, word by word."""

import re
from collections.abc import Iterator

from alliance.decisions.reading.later import Piece
from alliance.decisions.words import steps

WORD = re.compile(r"(?:\A\s+)?\S+\s*")  # with the white space that follows it, which is never compared
KEPT, ADDED, TAKEN = "kept", "added", "taken"


def changes(before: str, after: str) -> tuple[Piece, ...]:
    """The stretches of both texts in reading order: kept (as they stand now), taken out, added."""
    old, new = WORD.findall(before), WORD.findall(after)
    found: list[Piece] = []
    for verb, i, j, k, m in steps([word.strip() for word in old], [word.strip() for word in new]):
        was, now = "".join(old[i:j]), "".join(new[k:m])
        found += [Piece(KEPT, now)] if verb == "equal" else _changed(was, now)
    return tuple(piece for piece in found if piece.text)


def _changed(was: str, now: str) -> Iterator[Piece]:
    """Where words stand in the place of others, the white space behind them is no part of the change."""
    if not (was and now):
        yield from (Piece(TAKEN, was), Piece(ADDED, now))
        return
    plain = now.rstrip()
    yield from (Piece(TAKEN, was.rstrip()), Piece(ADDED, plain), Piece(KEPT, now[len(plain) :]))
