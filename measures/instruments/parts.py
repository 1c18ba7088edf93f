"""Instruments that give several figures: each figure is adopted, taken and scored by itself, as an instrument of one figure.

The ladder gives three classes and two means, the Treatment Outcomes Profile a mean for each question. What differs is made
from the facts of the whole, so that whatever takes an instrument takes these as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final

from measures.instruments.answers import ends
from measures.instruments.catalogue import instruments
from measures.instruments.columns import columns
from measures.instruments.shapes import Instrument, Items, JointClass, Score

MARK: Final = "."  # between the id of the whole and what is taken of it: `cantril.thriving`, `top.1_days`
OTHER_WAY: Final = MappingProxyType({"higher_better": "lower_better", "lower_better": "higher_better"})
UNSAID: Final = "per_item"


def measured_with(id: str) -> Instrument | None:
    """The instrument, or the part of one, that a measure is taken with; None for a question of the alliance's own."""
    return instruments().get(id) or _parts().get(id)


def parts_of(found: Instrument) -> tuple[Instrument, ...]:
    """Each figure that an instrument gives, where these are several; else none."""
    return tuple(each for each in _parts().values() if whole_of(each.id) == found.id)


def whole_of(id: str) -> str:
    """The id in the catalogue of an instrument or of a part."""
    return id.partition(MARK)[0]


@cache
def _parts() -> Mapping[str, Instrument]:
    return MappingProxyType({each.id: each for found in instruments().values() for each in _made(found)})


def _made(found: Instrument) -> Iterator[Instrument]:
    if found.score is None or found.items is None:
        return
    if found.score.method == "joint_class":
        yield from (_of_class(found, found.items, found.score, each) for each in found.score.classes)
    if found.score.method in {"joint_class", "item_by_item"}:
        yield from (_of_question(found, found.score, name) for name in columns(found).items)


def _of_class(found: Instrument, items: Items, score: Score, each: JointClass) -> Instrument:
    """The share of people in one class."""
    way = score.direction if each.least else OTHER_WAY.get(score.direction, UNSAID) if each.most else UNSAID
    return replace(
        found, id=f"{found.id}{MARK}{each.label}", name=f"{found.name}: {each.label}",
        items=replace(items, codes=columns(found).items), score=replace(score, share_of=(each.label,), direction=way),
        accepts=("numerator_denominator", *_by_response(found)),
    )  # fmt: skip


def _of_question(found: Instrument, score: Score, name: str) -> Instrument:
    """The mean of one question."""
    low, high = ends(found, name)
    short = name.removeprefix(f"{found.id}_")
    words = f"question {short.replace('_', ', ')}" if short[:1].isdigit() else short
    return replace(
        found, id=f"{found.id}{MARK}{short}", name=f"{found.name}: {words}", items=Items(1, low, high, codes=(name,)),
        score=_single(score, low, high), accepts=("mean_sd", *_by_response(found)),
    )  # fmt: skip


def _single(score: Score, low: int, high: int) -> Score:
    return replace(score, method="single_item", low=Decimal(low), high=Decimal(high), classes=())


def _by_response(found: Instrument) -> tuple[str, ...]:
    return tuple(form for form in found.accepts if form == "responses")
