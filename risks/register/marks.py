"""How what a risk is linked to stands: a mark for each, which differs once a measure has moved or an experiment has ended."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256

from alliance.door.access import Viewer
from alliance.links.queries import resolve
from alliance.wings import registry

STATED = ("E",)  # references whose state is their mark: an experiment runs, then ends


def now(viewer: Viewer, refs: Iterable[str]) -> dict[str, str]:
    """By reference, the mark of what it stands for now; without those that have none. Two queries for each letter, at most."""
    found = list(refs)
    resolvers, by_letters = registry.figures(), defaultdict(list)
    for ref in found:
        by_letters[ref.partition("-")[0]].append(ref)
    told: dict[str, list[str]] = defaultdict(list)
    for letters, wanted in by_letters.items():
        for one in resolvers[letters](viewer, wanted) if letters in resolvers else ():
            told[one.reference].append("|".join([one.period, one.view, one.figure, one.cell.text]))
    states = resolve(viewer, [ref for ref in found if ref.partition("-")[0] in STATED])
    return {ref: _mark(lines) for ref, lines in told.items()} | {
        ref: _mark([one.state]) for ref, one in states.items()
    }


def moved(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The references whose mark was another when the score was agreed."""
    return [ref for ref, mark in after.items() if ref in before and before[ref] != mark]


def _mark(lines: list[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()[:16]
