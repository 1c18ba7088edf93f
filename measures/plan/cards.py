"""The method card: what a measure is, where it comes from and how its figures are protected, in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from measures.instruments.catalogue import Instrument, sources
from measures.instruments.meaning import is_outcome
from measures.instruments.parts import measured_with, whole_of
from measures.plan.reading import MeasureVersion
from measures.plan.rules import day_words

PROTECTED = (
    "A group of fewer than 10 people is never shown alone: it is joined with its neighbour in the declared order, and "
    "a partner with fewer than 10 in all is left out of every total and named."
)
COUNTS = (
    "Counts are rounded to a multiple of 5, up or down by a draw that stays the same for the same people, so that "
    "asking twice tells nothing more. A per cent is made from the rounded counts, and only where the shown number of "
    "people is 30 or more."
)
MEANS = (
    "Averages are rounded to a step that grows as the group gets smaller, and their 95% interval is widened to "
    "whole steps, so that no single answer can be worked out. An interval is never shown so narrow that all must have "
    "answered alike, nor so wide that all must have answered at the ends: it is wider then than the answers alone would make it."
)
SENSITIVE = " This measure is sensitive, so the steps are twice as wide."
OWN = "The alliance’s own question"
BETTER = {"higher": "A higher figure is better for people.", "lower": "A lower figure is better for people."}
FOUNDING = "The agreement by which the alliance was founded"
TELLS = {
    "proportion": "The share of those who answered that said yes.",
    "count": "How many were counted.",
    "bands": "How many fall in each band.",
}
NO_TARGET = "There is no target and no rank here. Figures are for learning together."

SHARED = (("Small groups", PROTECTED), ("What it is for", NO_TARGET))


@dataclass(frozen=True, slots=True)
class MethodCard:
    """A measure in words: `rows` are (term, words), `versions` one line for each definition, the newest last.

    `instrument` is the id of its page in the catalogue, empty for a measure of the alliance's own; `changes` is whether a
    change of the same people may be shown.
    """

    code: str
    wording: str
    version: int
    in_force: bool
    rows: tuple[tuple[str, str], ...]
    versions: tuple[str, ...]
    instrument: str = ""
    changes: bool = False

    @property
    def own(self) -> tuple[tuple[str, str], ...]:
        """The rows that are not the same for every measure."""
        return tuple(row for row in self.rows if row not in SHARED)


def method_card(
    measure: MeasureVersion, versions: Sequence[MeasureVersion], objectives: Mapping[str, str]
) -> MethodCard:
    """The card of a measure; `objectives` maps codes to titles."""
    found = measured_with(measure.instrument)
    rows = (
        ("How it is counted", sentence(measure.counts_as)),
        ("What the figure is", _tells(measure)),
        ("Which way people are better off", BETTER.get(measure.better, "")),
        ("For the objective", f"{measure.objective} {objectives.get(measure.objective, '')}".strip()),
        ("Agreed in", measure.decision or FOUNDING),
        ("Source", _source(found)),
        ("Licence", _licence(found)),
        ("Not checked yet", _unchecked(found)),
        ("Rounding", f"{MEANS}{SENSITIVE if measure.sensitive else ''}" if measure.kind == "mean" else COUNTS),
        *SHARED,
    )  # fmt: skip
    kept = tuple((term, words) for term, words in rows if words)
    told = tuple(version_words(each, after) for each, after in zip_longest(versions, versions[1:]))
    return MethodCard(
        measure.code,
        measure.wording,
        measure.version,
        measure.ended_on is None,
        kept,
        told,
        whole_of(measure.instrument),
        measure.kind == "mean" and (found is None or is_outcome(found)),
    )


def sentence(words: str) -> str:
    """Words that somebody typed as a sentence: `One whole number each.`"""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '!', '?')) else '.'}" if words else ""


def _unchecked(found: Instrument | None) -> str:
    """What of the catalogue nobody has compared with the owner's document, as a whole sentence."""
    if not found or not found.confirm:
        return ""
    named = "; ".join(
        "the rule for missing answers" if each == "missing rule" else each for each in found.confirm
    )
    return f"Nobody has compared this with its owner’s own document yet: {named}."


def version_words(version: MeasureVersion, after: MeasureVersion | None = None) -> str:
    """`Version 1, from 1 April 2024 to 31 March 2025, then M-03/2: a settled home (D-003)`; `after` is the next version."""
    until = f" to {day_words(version.ended_on)}" if version.ended_on else ""
    span = f"Version {version.version}, {'from' if until else 'since'} {day_words(version.valid_from)}{until}"
    span += f", then {after.ref}" if after else ""
    cited = f" ({version.decision})" if version.decision and version.decision not in version.counts_as else ""
    return f"{span}: {version.counts_as}{cited}" if version.counts_as else span + cited


def _tells(measure: MeasureVersion) -> str:
    if measure.kind == "mean":
        scale = f" on the {_scale(measure)} scale" if measure.scale else ""
        return f"The average score{scale}, from {plain(measure.low)} to {plain(measure.high)}."
    return TELLS[measure.kind]


def _scale(measure: MeasureVersion) -> str:
    """What the instrument itself calls the scale: `metric`, `percentage`, `raw`."""
    found = measured_with(measure.instrument)
    converted = found.conversion if found and measure.scale == "metric" else None
    return converted.name if converted else measure.scale


def plain(number: object) -> str:
    """A number without needless zeros."""
    text = str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _source(found: Instrument | None) -> str:
    if found is None:
        return OWN
    return "; ".join(dict.fromkeys([found.name, *(sources().get(each, each) for each in found.sources)]))


def _licence(found: Instrument | None) -> str:
    if found is None:
        return "Own: the alliance’s words, to use as it likes"
    return f"{found.licence.terms} (owner: {found.licence.owner})"
