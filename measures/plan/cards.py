"""The method card: what a measure is, where it comes from and how its figures are protected, in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from measures.instruments.catalogue import Instrument, instruments, sources
from measures.plan.reading import MeasureVersion
from measures.plan.rules import day_words

PROTECTED = (
    "A group of fewer than 10 people is never shown alone: it is joined with its neighbour in the declared order, and "
    "a partner with fewer than 10 in all is left out of every total and named."
)
COUNTS = (
    "Counts are rounded to a multiple of 5, up or down by a draw that stays the same for the same people, so that "
    "asking twice tells nothing more. A per cent is made from the rounded counts, and only where at least 30 people "
    "answered."
)
MEANS = (
    "Averages are rounded to a step that grows as the group gets smaller, and their 95% interval is widened to "
    "whole steps, so that no single answer can be worked out."
)
SENSITIVE = " This measure is sensitive, so the steps are twice as wide."
BETTER = {"higher": "A higher figure is better for people.", "lower": "A lower figure is better for people."}
NO_TARGET = "There is no target and no rank here. Figures are for learning together."

SHARED = (("Small groups", PROTECTED), ("What it is for", NO_TARGET))


@dataclass(frozen=True, slots=True)
class MethodCard:
    """A measure in words: `rows` are (term, words), `versions` one line for each definition, the newest last."""

    code: str
    wording: str
    version: int
    in_force: bool
    rows: tuple[tuple[str, str], ...]
    versions: tuple[str, ...]

    @property
    def own(self) -> tuple[tuple[str, str], ...]:
        """The rows that are not the same for every measure."""
        return tuple(row for row in self.rows if row not in SHARED)


def method_card(
    measure: MeasureVersion, versions: Sequence[MeasureVersion], objectives: Mapping[str, str]
) -> MethodCard:
    """The card of a measure; `objectives` maps codes to titles."""
    found = instruments().get(measure.instrument)
    rows = (
        ("How it is counted", sentence(measure.counts_as)),
        ("What the figure is", _tells(measure)),
        ("Which way people are better off", BETTER.get(measure.better, "")),
        ("For the objective", f"{measure.objective} {objectives.get(measure.objective, '')}".strip()),
        ("Agreed in", measure.decision),
        ("Source", _source(found)),
        ("Licence", _licence(found)),
        ("Not checked yet", _unchecked(found)),
        ("Rounding", f"{MEANS}{SENSITIVE if measure.sensitive else ''}" if measure.kind == "mean" else COUNTS),
        *SHARED,
    )  # fmt: skip
    kept = tuple((term, words) for term, words in rows if words)
    told = tuple(version_words(each) for each in versions)
    return MethodCard(measure.code, measure.wording, measure.version, measure.ended_on is None, kept, told)


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


def version_words(version: MeasureVersion) -> str:
    """`Version 2 since 1 April 2025: bed and breakfast does not count (D-013)`."""
    until = f" to {day_words(version.ended_on)}" if version.ended_on else ""
    span = f"Version {version.version}, {'from' if until else 'since'} {day_words(version.valid_from)}{until}"
    cited = f" ({version.decision})" if version.decision and version.decision not in version.counts_as else ""
    return f"{span}: {version.counts_as}{cited}" if version.counts_as else span + cited


def _tells(measure: MeasureVersion) -> str:
    if measure.kind == "mean":
        scale = f" on the {measure.scale} scale" if measure.scale else ""
        return f"The average score{scale}, from {plain(measure.low)} to {plain(measure.high)}."
    return "The share of those who answered that said yes."


def plain(number: object) -> str:
    """A number without needless zeros."""
    text = str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _source(found: Instrument | None) -> str:
    if found is None:
        return "The alliance’s own question"
    return "; ".join(dict.fromkeys([found.name, *(sources().get(each, each) for each in found.sources)]))


def _licence(found: Instrument | None) -> str:
    if found is None:
        return "None needed"
    return f"{found.licence.terms} (owner: {found.licence.owner})"
