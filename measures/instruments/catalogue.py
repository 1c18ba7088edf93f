"""Scoring facts as versioned data: what an instrument's scores range over, how they convert, and what we may not hold."""

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

DATA: Final = Path(__file__).parent / "data" / "instruments.json"
ALTERNATIVES: Final = MappingProxyType(
    {
        "eq5d5l": "ONS4 (four questions on personal well-being)",
        "outcomes_star": "ONS4 and WHO-5, with one open question on what changed",
    }
)


@dataclass(frozen=True, slots=True)
class Bands:
    """Named score ranges by their lower bounds, on `scale` ("score", "raw" or "metric").

    `agreed` is False where sources contradict one another, `verified` where nobody has checked the owner's document.
    """

    id: str
    scale: str
    lower_bounds: tuple[Decimal, ...]
    labels: tuple[str, ...]
    agreed: bool
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How answers become a score; `low` and `high` are the ends in points, None where there is no such scale."""

    method: str
    direction: str
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Conversion:
    """What each person's raw score becomes: name of the new scale, its ends in points, and the table."""

    name: str
    low: Decimal
    high: Decimal
    table: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an instrument is not accepted, who owns it, and what may be used instead."""

    owner: str
    reason: str
    alternative: str

    @property
    def sentence(self) -> str:
        """The refusal in words for the person who tried."""
        return f"This instrument is not accepted: {self.reason}. Its owner is {self.owner}. You could use {self.alternative}."


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of an instrument: facts only, never its wording.

    `status`: built_in (wording may be held), score_only, describe_only (context, never an outcome), refused.
    `accepts` and `publish_as` name forms of data. `confirm` lists what was not checked against the owner's document.
    `owner` and `terms` are of its licence.
    """

    id: str
    name: str
    version: str
    status: str
    family: str
    items: int | None
    score: Score | None
    conversion: Conversion | None
    bands: tuple[Bands, ...]
    accepts: tuple[str, ...]
    publish_as: tuple[str, ...]
    checks: tuple[str, ...]
    sources: tuple[str, ...]
    traps: tuple[str, ...]
    confirm: tuple[str, ...]
    owner: str
    terms: str
    refusal: Refusal | None

    def band(self, bands: str, value: Decimal) -> str:
        """The label of the band that `value` falls in: the last lower bound not above it.

        `bands` is the id of a set of bands. Raises KeyError for an unknown set, ValueError below its lowest bound.
        """
        chosen = next((each for each in self.bands if each.id == bands), None)
        if chosen is None:
            raise KeyError(f"{self.name} has no bands called {bands}.")
        place = bisect_right(chosen.lower_bounds, value)
        if not place:
            raise ValueError(f"{value} lies below the lowest band of {self.name}.")
        return chosen.labels[place - 1]

    def convert(self, raw: int) -> Decimal:
        """One person's raw whole score on the converted scale; a mean is never converted.

        Raises TypeError for anything but a whole number, LookupError where the score or the table does not exist.
        """
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise TypeError("Convert each person's whole score, never a mean.")
        if self.conversion is None or raw not in self.conversion.table:
            raise LookupError(f"{self.name} converts no raw score of {raw}.")
        return self.conversion.table[raw]


def instrument(id: str) -> Instrument:
    """The instrument with this id. Raises KeyError where the catalogue has none."""
    return instruments()[id]


@cache
def instruments() -> Mapping[str, Instrument]:
    """All instruments by id, in the order of the catalogue."""
    held = json.loads(DATA.read_text(encoding="utf-8"), parse_float=Decimal)
    return MappingProxyType({entry["id"]: _instrument(entry) for entry in held["instruments"]})


@cache
def sources() -> Mapping[str, str]:
    """What each source id in the catalogue stands for."""
    return MappingProxyType(json.loads(DATA.read_text(encoding="utf-8"))["sources"])


def _instrument(entry: Mapping[str, Any]) -> Instrument:
    return Instrument(
        id=entry["id"],
        name=entry["name"],
        version=entry["version"],
        status=entry["status"],
        family=entry["family"] or "",
        items=(entry["items"] or {}).get("count"),
        score=_score(entry["score"]),
        conversion=_conversion(entry["transform"], entry["score"]),
        bands=tuple(_bands(each) for each in entry["bands"]),
        owner=entry["licence"]["owner"] or "",
        terms=entry["licence"]["terms"] or "",
        refusal=_refusal(entry) if entry["status"] == "refused" else None,
        **{
            name: tuple(entry[name])
            for name in ("accepts", "publish_as", "checks", "sources", "traps", "confirm")
        },
    )


def _score(entry: Mapping[str, Any] | None) -> Score | None:
    if entry is None:
        return None
    low, high = (Decimal(end) for end in entry["range"]) if entry["range"] else (None, None)
    return Score(entry["method"], entry["direction"], low, high)


def _conversion(entry: Mapping[str, Any] | None, score: Mapping[str, Any] | None) -> Conversion | None:
    if entry is None or score is None:
        return None
    low, high = (Decimal(end) for end in entry["range"])
    return Conversion(entry["name"], low, high, MappingProxyType(_table(entry, score["range"])))


def _table(entry: Mapping[str, Any], ends: tuple[int, int]) -> dict[int, Decimal]:
    if entry["kind"] == "table":
        return {int(raw): Decimal(text) for raw, text in entry["table"].items()}
    return {raw: Decimal(raw * entry["by"]) for raw in range(ends[0], ends[1] + 1)}


def _bands(entry: Mapping[str, Any]) -> Bands:
    return Bands(
        entry["id"],
        entry["on"],
        tuple(Decimal(bound) for bound in entry["lower_bounds"]),
        tuple(entry["labels"]),
        entry["status"] == "agreed",
        entry["source"] or "",
        entry["verified"],
    )


def _refusal(entry: Mapping[str, Any]) -> Refusal:
    return Refusal(entry["licence"]["owner"], entry["licence"]["terms"], ALTERNATIVES[entry["id"]])
