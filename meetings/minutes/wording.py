"""How the text of minutes reads: numbered lines head what follows, dashes make a list, **two stars** make words stand out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

HEADING = re.compile(r"#{1,4} +(?=\S)|(?=\d+\. \S)")
POINT = re.compile(r"[-*•] +(?=\S)")
STRONG = re.compile(
    r"\*\*(?=\S)((?:(?!\*\*).)+)(?<=\S)\*\*"
)  # up to the next stars: else a line full of them takes minutes


class Kind(StrEnum):
    """What a line is; a gap ends a paragraph."""

    HEADING = "heading"
    POINT = "point"
    WORDS = "words"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a line that stand out, or do not."""

    words: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one kind that belong together, each in its runs: a heading alone, the points of a list, a paragraph."""

    kind: Kind
    lines: tuple[tuple[Run, ...], ...]


def blocks(text: str) -> list[Block]:
    """The text of minutes as its writers meant it; every word of it is there, but for the signs that mark it."""
    return list(_together(_line(line.strip()) for line in text.splitlines()))


def _together(lines: Iterable[tuple[Kind, str]]) -> Iterator[Block]:
    for kind, group in groupby(lines, key=lambda line: line[0]):
        said = tuple(runs(words) for _, words in group)
        if kind is Kind.HEADING:
            yield from (Block(kind, (one,)) for one in said)
        elif kind is not Kind.GAP:
            yield Block(kind, said)


def _line(line: str) -> tuple[Kind, str]:
    for kind, mark in ((Kind.HEADING, HEADING), (Kind.POINT, POINT)):
        if found := mark.match(line):
            return kind, line[found.end() :]
    return (Kind.WORDS if line else Kind.GAP), line


def runs(line: str) -> tuple[Run, ...]:
    """A line in its runs: what stands between two stars and two stars stands out."""
    pieces = STRONG.split(line)
    return tuple(Run(words, strong=bool(turn % 2)) for turn, words in enumerate(pieces) if words)
