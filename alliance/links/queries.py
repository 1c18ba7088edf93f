"""What a reference such as D-018 or R-12 stands for: each wing resolves its own letters, for this viewer."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import islice
from typing import Any

from alliance.door.access import Viewer
from alliance.wings import registry
from alliance.wings.offers import Reference

IN_TEXT = re.compile(r"(?<![\w-])[A-Z]{1,3}-[0-9]{1,6}(?![\w-])")
MOST = 200  # different references of one page that are looked up


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


def mentioned(viewer: Viewer, *pages: Any) -> dict[str, Reference]:
    """By reference, what the running text of these pages names (values as queries give them), as far as this viewer may see.

    One query for each kind of reference, however much text there is; none where nothing is named.
    """
    found = dict.fromkeys(ref for page in pages for text in _texts(page) for ref in _named(text))
    spelt: dict[tuple[str, int], list[str]] = defaultdict(list)
    for ref in islice(found, MOST):
        letters, _, number = ref.partition("-")
        spelt[letters, int(number)].append(ref)
    known = resolve(viewer, [max(same, key=len) for same in spelt.values()])
    return {
        ref: known[one] for same in spelt.values() for ref in same if (one := max(same, key=len)) in known
    }


def _named(text: str) -> list[str]:
    """The references in a text; a text that is nothing but a reference is the name of a thing, not about it."""
    refs: list[str] = IN_TEXT.findall(text)
    return [] if refs == [text] else refs


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        yield from _texts([getattr(value, each.name) for each in fields(value)])
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, Sequence):
        for item in value:
            yield from _texts(item)
