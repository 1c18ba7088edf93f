"""What the rules find in a text, and which few of it are worth saying: nothing is counted, kept or held back."""

from collections.abc import Iterable
from dataclasses import dataclass

from alliance.nudge.patterns import compiled, flat, fold
from alliance.nudge.told import CAP, MOST, TIERS, Kind, Names, Rule

NOBODY = Names()


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that found its words in a text, and where: from `start` to before `end`, in characters."""

    rule: Rule
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One question about words of a field, to be taken up or left."""

    field: str
    rule: Rule
    words: str


def look(text: str, kind: Kind = "draft", names: Names = NOBODY, tiers: str = TIERS) -> tuple[Hit, ...]:
    """What rules of these tiers find in the first 20,000 characters, rule by rule in the order of the file."""
    text = text[:CAP]
    shapes = {True: flat(text), False: fold(text)}
    return tuple(
        Hit(rule, found.start(), found.end(), text[found.start() : found.end()])
        for rule, pattern in compiled(names)
        if kind in rule.kinds and rule.tier in tiers
        for found in pattern.finditer(shapes[rule.cased])
    )


def suggest(texts: Iterable[tuple[str, str, Kind]], names: Names = NOBODY) -> tuple[Suggestion, ...]:
    """What is said about a form's texts, each as (field, text, kind): at most three, each rule once, the higher tier first."""
    found: dict[str, Suggestion] = {}
    for field, text, kind in texts:
        for hit in sorted(look(text, kind, names), key=lambda hit: hit.start):
            found.setdefault(hit.rule.id, Suggestion(field, hit.rule, hit.words))
    return tuple(sorted(found.values(), key=lambda one: TIERS.index(one.rule.tier))[:MOST])
