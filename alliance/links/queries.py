"""What a reference such as D-018 or R-12 stands for: each wing resolves its own letters, for this viewer."""

from collections import defaultdict
from collections.abc import Iterable

from alliance.door.access import Viewer
from alliance.wings import registry
from alliance.wings.offers import Reference


def resolve(viewer: Viewer, refs: Iterable[str]) -> dict[str, Reference]:
    """By reference, what it stands for; those that do not exist or that this viewer may not see are absent.

    One query for each kind of reference, however many there are.
    """
    by_letters: dict[str, list[str]] = defaultdict(list)
    for ref in refs:
        by_letters[ref.partition("-")[0]].append(ref)
    resolvers = registry.resolvers()
    found = [
        item for letters, wanted in by_letters.items() if letters in resolvers
        for item in resolvers[letters](viewer, wanted)
    ]  # fmt: skip
    return {item.ref: item for item in found}
