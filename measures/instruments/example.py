"""A worked example of each instrument, worked by the scoring itself: nothing of it is typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from measures.instruments.answers import NoScore
from measures.instruments.columns import columns
from measures.instruments.meaning import bands_of, is_case
from measures.instruments.scoring import Scored, counts_as, score
from measures.instruments.shapes import Instrument, Items
from measures.instruments.words import number

STEP, START = 3, 1  # an invented person's answers wander over the scale
TOP_TWO = (1, 2)


@dataclass(frozen=True, slots=True)
class Answered:
    """A column, the invented answer in it, and what it counts as."""

    column: str
    answer: int
    counts_as: str


@dataclass(frozen=True, slots=True)
class Example:
    """Invented answers, what they come to, and what happens when the last question is left out."""

    answers: tuple[Answered, ...]
    comes_to: tuple[str, ...]
    one_left_out: str


def example(found: Instrument) -> Example | None:
    """An invented person's answers, scored; None for an instrument that is not accepted."""
    if found.items is None or found.score is None:
        return None
    given = _invented(found, found.items)
    if found.score.method == "item_by_item":
        alone = tuple(Answered(name, answer, _alone(found, given, name)) for name, answer in given.items())
        left = {**given, next(reversed(given)): None}
        return Example(
            alone, ("Each question stands alone.",), _said(found, score(found, left, item=[*given][-1]))
        )
    counted = TOP_TWO if found.score.share_words else ()
    turned = counts_as(found, given)
    answers = tuple(Answered(name, answer, str(turned[name])) for name, answer in given.items())
    whole, part = (score(found, given, counted=counted), score(found, _without_last(given), counted=counted))
    stated = ("Here answers 1 and 2 are stated to count.",) if counted else ()
    return Example(answers, (*stated, *_told(found, whole)), _said(found, part))


def _invented(found: Instrument, items: Items) -> dict[str, int]:
    names = columns(found).items
    if items.kinds:
        ends = {kind: high for kind, (_, high) in items.kinds.items()}
        return {f"{found.id}_{at}_{kind}": ends[kind] // 2 for at, kind in enumerate(ends, 1)}
    low, high = items.low or 0, items.high if items.high is not None else 1
    return {name: low + (START + STEP * at) % (high - low + 1) for at, name in enumerate(names)}


def _without_last(given: Mapping[str, int]) -> dict[str, int | None]:
    return {**given, next(reversed([*given])): None}


def _alone(found: Instrument, given: Mapping[str, int], name: str) -> str:
    scored = score(found, given, item=name)
    return number(scored.points) if isinstance(scored, Scored) and scored.points is not None else ""


def _told(found: Instrument, scored: Scored | NoScore) -> tuple[str, ...]:
    """What the answers come to: the score, its band in each set, and whether it reaches the cut-off."""
    if isinstance(scored, NoScore):
        return (scored.sentence,)
    sets = {each.id: each for each in found.bands}
    bands = (
        f"Band: {label}{'' if sets[name].agreed else ' (sources differ)'}"
        for name, label in bands_of(found, scored).items()
    )
    case = {True: "Reaches the clinical cut-off", False: "Below the clinical cut-off", None: ""}[
        is_case(found, scored)
    ]
    return tuple(filter(None, (_said(found, scored), *bands, case)))


def _said(found: Instrument, scored: Scored | NoScore) -> str:
    if isinstance(scored, NoScore):
        return scored.sentence
    if scored.points is None:
        return f"Class: {scored.label}"
    if found.score and found.score.method == "category_share":
        return "Counts" if scored.label else "Does not count"
    name = found.score.name if found.score else ""
    own = f"Score{f' ({name})' if name else ''}: {number(scored.points)}"
    if scored.converted is None or found.conversion is None:
        return own
    return f"{own}, which is {number(scored.converted)} ({found.conversion.name})"
