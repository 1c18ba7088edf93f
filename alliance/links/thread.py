"""What hangs together with a reference, link by link: each thing once, and as many queries however much there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from alliance.door.access import Viewer
from alliance.links.queries import resolve
from alliance.wings import registry
from alliance.wings.offers import Citation, Reference

DEPTH = 3
MOST = 200  # things of one thread


@dataclass(frozen=True, slots=True)
class Knot:
    """Something that a thread leads to: what it is, how it hangs on the thing before, since when, how many links away."""

    ref: str
    title: str
    url: str
    state: str
    how: str
    at: datetime
    links: int


def numbers(refs: Iterable[str], letters: str) -> list[int]:
    """The numbers of those references that stand under these letters: 18 of D-018 under D."""
    return [int(ref.partition("-")[2]) for ref in refs if ref.partition("-")[0] == letters]


def thread(viewer: Viewer, ref: str, depth: int = DEPTH) -> list[Knot]:
    """What `ref` rests on and led to, at most `depth` links away, by date. What this viewer may not see is left out,
    and nothing is reached through it. For each link, each wing's own queries and one for each kind of reference."""
    seen, frontier, found = {ref}, [ref], list[Knot]()
    for links in range(1, depth + 1):
        new = _next(viewer, frontier, seen, MOST - len(found))
        named = resolve(viewer, new)
        found += [_knot(named[key], one, links) for key, one in new.items() if key in named]
        seen |= new.keys()
        frontier = [key for key in new if key in named]
        if not frontier:
            break
    return sorted(found, key=lambda knot: (knot.at, knot.ref))


def _next(viewer: Viewer, frontier: list[str], seen: Iterable[str], most: int) -> dict[str, Citation]:
    """By reference not seen yet, the first citation that leads there."""
    told = [one for query in registry.cites() for one in query(viewer, frontier)]
    known, new = set(seen), dict[str, Citation]()
    for one in sorted(told, key=lambda each: (each.at, each.ref)):
        if one.about in frontier and one.ref not in known and len(new) < most:
            new.setdefault(one.ref, one)
    return new


def _knot(thing: Reference, one: Citation, links: int) -> Knot:
    return Knot(thing.ref, thing.title, thing.url, thing.state, one.how, one.at, links)
