"""The matrix and the appetite, as the alliance decides them: what may be adopted."""

import re
from collections.abc import Sequence

from alliance.door.refusals import Refused, malformed
from risks.register.matrix import Band, Matrix, check_matrix, products
from risks.register.words import APPETITES, DOMAINS

STEPS_MOST, BANDS_MOST = 10, 8
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
# A level is a word for a highest score; where an alliance decides no other, these stand beside the words
USUAL = {"averse": 3, "minimal": 4, "cautious": 6, "open": 12, "eager": 25}


def check_appetite(domain: str, level: str, limit: int, matrix: Matrix) -> Refused | None:
    """Whether this can be the appetite of a domain: a level, mapped to a highest score that the matrix has."""
    if domain not in dict(DOMAINS):
        return malformed("domain", "Choose the domain from the list.")
    if level not in dict(APPETITES):
        return malformed("level", "Choose the appetite from the list.")
    if limit not in products(matrix):
        shown = ", ".join(map(str, products(matrix)))
        return malformed("limit", f"Choose the highest score from those that exist: {shown}.")
    return None


def check_steps(
    likelihood: Sequence[str], consequence: Sequence[str], bands: Sequence[Band]
) -> Refused | None:
    """Whether a matrix has steps and bands at all, each with a word of its own."""
    for name, words, most in (
        ("likelihood", likelihood, STEPS_MOST), ("consequence", consequence, STEPS_MOST),
        ("bands", [band.name for band in bands], BANDS_MOST),
    ):  # fmt: skip
        if not 2 <= len(words) <= most or len({word.casefold() for word in words}) < len(words):
            return malformed(name, f"Give 2 to {most} different words, from the lowest up.")
        if any(not WORD.fullmatch(word) for word in words):
            return malformed(
                name, "Each word has plain letters and digits, at most 40; put “-” between two words."
            )
    return None


def check_adoption(matrix: Matrix) -> Refused | None:
    """Whether the alliance can adopt this matrix: each product that exists lies in exactly one band."""
    return check_steps(matrix.likelihood, matrix.consequence, matrix.bands) or check_matrix(matrix)
