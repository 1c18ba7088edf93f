"""Before a review is released: who could be recognised in its words, and what repeats an unquoted piece."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from alliance.nudge.look import Hit, look
from alliance.nudge.patterns import flat
from alliance.nudge.told import Names

RUN = 6
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_STEP, _AROUND = 18_000, 900  # with what stands around it, one step is less than a look reads


def identity(text: str, names: Names) -> tuple[Hit, ...]:
    """Names of members, titles with a name, contacts, numbers and rare roles in the whole text, in its order.

    Facilitators clear each before a release; writers are never stopped by it.
    """
    found = [
        hit for start in range(0, max(len(text), 1), _STEP) for hit in _within(text, start, names)
        if start <= hit.start < start + _STEP
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda hit: (hit.start, hit.rule.id)))


def _within(text: str, start: int, names: Names) -> Iterator[Hit]:
    """What is found in one step and around it, at its places in the whole text."""
    before = max(start - _AROUND, 0)
    for hit in look(text[before : start + _STEP + _AROUND], "draft", names, tiers="i"):
        yield replace(hit, start=before + hit.start, end=before + hit.end)


def repeats(text: str, piece: str, run: int = RUN) -> tuple[str, ...]:
    """The longest stretches of at least `run` running words that stand in both, as `text` writes them.

    Capitals, accents' spelling and whatever stands between words make no difference. ValueError for a run below 1.
    """
    if run < 1:
        raise ValueError("A run is at least one word.")
    text = unicodedata.normalize("NFKC", text)
    ours, theirs = list(_WORD.finditer(flat(text))), _words(piece)
    known = {tuple(theirs[at : at + run]) for at in range(len(theirs) - run + 1)}
    words = [one[0].casefold() for one in ours]
    starts = [at for at in range(len(words) - run + 1) if tuple(words[at : at + run]) in known]
    return tuple(text[ours[first].start() : ours[last + run - 1].end()] for first, last in _stretches(starts))


def _words(text: str) -> list[str]:
    return [one.casefold() for one in _WORD.findall(flat(unicodedata.normalize("NFKC", text)))]


def _stretches(starts: list[int]) -> list[tuple[int, int]]:
    """Starts that follow one another, as (first, last)."""
    found: list[tuple[int, int]] = []
    for at in starts:
        if found and found[-1][1] == at - 1:
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return found
