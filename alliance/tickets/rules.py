"""What must hold at the anonymous door."""

THRESHOLD = 3  # fewer pieces protect nobody
CONSENTS = ("theme", "paraphrase", "words")  # from the narrowest to the widest
UNTOLD, STEP = 8, 5  # a count below 8 is not told; from there it is rounded to 5


def told(count: int) -> str:
    """A count as people may read it: `*` below 8, else rounded to the nearest 5 (V25)."""
    return "*" if count < UNTOLD else str((count + STEP // 2) // STEP * STEP)


def narrower(one: str, other: str) -> str:
    """The narrower of two consents."""
    return min(one, other, key=CONSENTS.index)
