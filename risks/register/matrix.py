"""The matrix as data: how likely times how much, and what each product is called. Only L and C are ever typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alliance.door.refusals import Refused, malformed


@dataclass(frozen=True, slots=True)
class Band:
    """Products from `low` to `high`, both counted."""

    name: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """One version: `likelihood` and `consequence` name the steps from 1 up, `bands` go from the lowest up."""

    number: int
    likelihood: tuple[str, ...]
    consequence: tuple[str, ...]
    bands: tuple[Band, ...]


# NPSA 2008, 5 by 5; labels and bands to be confirmed by each alliance
DEFAULT = Matrix(
    1,
    ("rare", "unlikely", "possible", "likely", "almost-certain"),
    ("negligible", "minor", "moderate", "major", "catastrophic"),
    (Band("Low", 1, 3), Band("Moderate", 4, 6), Band("High", 8, 12), Band("Extreme", 15, 25)),
)


def products(matrix: Matrix) -> list[int]:
    """Each product that exists, once, in order."""
    rows, columns = range(1, len(matrix.likelihood) + 1), range(1, len(matrix.consequence) + 1)
    return sorted({row * column for row in rows for column in columns})


def check_matrix(matrix: Matrix) -> Refused | None:
    """Whether each product that exists lies in exactly one band, from the lowest up."""
    for product in products(matrix):
        held = [band.name for band in matrix.bands if band.low <= product <= band.high]
        if len(held) != 1:
            found = f"is in {' and '.join(held)}" if held else "is in no band"
            return malformed(
                "bands", f"The product {product} {found}. Each product belongs to exactly one band."
            )
    lows = [band.low for band in matrix.bands]
    return None if lows == sorted(lows) else malformed("bands", "Give the bands from the lowest up.")


def level(matrix: Matrix, likelihood: int, consequence: int) -> int:
    """Which band the product lies in, counted from 0; ValueError outside the matrix."""
    product = likelihood * consequence
    for at, band in enumerate(matrix.bands):
        if band.low <= product <= band.high:
            return at
    raise ValueError(f"{likelihood} times {consequence} is in no band.")


def same_steps(one: Matrix, other: Matrix) -> bool:
    """Whether a score under one matrix can be read under the other: as many steps on each axis. Nothing is ever rescaled."""
    return len(one.likelihood) == len(other.likelihood) and len(one.consequence) == len(other.consequence)


def to_body(matrix: Matrix) -> dict[str, Any]:
    """The matrix as the log and the database keep it."""
    return {
        "likelihood": list(matrix.likelihood),
        "consequence": list(matrix.consequence),
        "bands": [{"name": band.name, "low": band.low, "high": band.high} for band in matrix.bands],
    }


def from_body(number: int, body: Mapping[str, Any]) -> Matrix:
    """The matrix that was kept as `body`."""
    bands = tuple(Band(band["name"], band["low"], band["high"]) for band in body["bands"])
    return Matrix(number, tuple(body["likelihood"]), tuple(body["consequence"]), bands)
