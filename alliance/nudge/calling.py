"""How a person or a body may be called in a text: the whole name, and the parts that stand for it alone."""

import re
from collections.abc import Iterable

from alliance.nudge.told import TOLD, Names

_NOT_ALONE = frozenset(TOLD["not_alone"])
_SHORTEST = {"person": 3, "body": 5}
_TITLE = re.compile(r"^(?:dr|mr|mrs|ms|miss|prof|professor|cllr|councillor)\.? +", re.IGNORECASE)


def called(people: Iterable[str], bodies: Iterable[str]) -> Names:
    """Every way in which they may be written; a word that is common in English never stands for somebody alone."""
    return Names(_sorted(_person(name) for name in people), _sorted(_body(name) for name in bodies))


def _person(name: str) -> list[str]:
    plain = _TITLE.sub("", name.strip())
    words = plain.split()
    return [plain, *_alone([words[0], words[-1]], "person")] if words else []


def _body(name: str) -> list[str]:
    words = name.split()
    return [name.strip(), *(_alone(words[:1], "body") if len(words) > 1 else [])]


def _alone(words: list[str], kind: str) -> list[str]:
    return [
        word for word in words
        if len(word) >= _SHORTEST[kind] and word.lower() not in _NOT_ALONE and word[0].isupper()
    ]  # fmt: skip


def _sorted(found: Iterable[list[str]]) -> tuple[str, ...]:
    return tuple(sorted({name for names in found for name in names if name}))
