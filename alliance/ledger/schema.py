"""What an event's body may hold: ids, words, whole numbers, yes or no, instants. No names, no free text, no floats."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

Kind = Callable[[Any], bool]

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./:+-]{0,63}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
BIGGEST = 2**53 - 1


def identifier(value: Any) -> bool:
    """A UUID as text."""
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def word(value: Any) -> bool:
    """A code or an enum's value: one short ASCII word."""
    return isinstance(value, str) and _WORD.fullmatch(value) is not None


def whole(value: Any) -> bool:
    """A whole number that every JSON reader keeps exact."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= BIGGEST


def boolean(value: Any) -> bool:
    """True or false."""
    return isinstance(value, bool)


def instant(value: Any) -> bool:
    """A UTC instant with microseconds, such as 2026-03-02T09:00:00.000000Z."""
    return isinstance(value, str) and _INSTANT.fullmatch(value) is not None


def day(value: Any) -> bool:
    """A date, such as 2026-03-02."""
    return isinstance(value, str) and _DAY.fullmatch(value) is not None


def many(kind: Kind) -> Kind:
    """A list of `kind`."""
    return lambda value: isinstance(value, list) and all(kind(item) for item in value)


def settings(value: Any) -> bool:
    """An object, nested where need be, of words, whole numbers, booleans, ids and lists of these."""
    if isinstance(value, dict):
        return all(word(key) and settings(item) for key, item in value.items())
    if isinstance(value, list):
        return all(settings(item) for item in value)
    return word(value) or whole(value) or boolean(value) or instant(value)


NAMED: Mapping[str, Kind] = {
    "id": identifier, "ids": many(identifier), "word": word, "words": many(word), "int": whole, "bool": boolean,
    "instant": instant, "date": day, "object": settings, "objects": many(settings),
}  # fmt: skip


def faults(fields: Mapping[str, str], body: Mapping[str, Any]) -> list[str]:
    """What is wrong with `body`: `fields` maps a name to a kind of NAMED, with "?" behind it if it may be absent."""
    found = [f"{name} is not in the schema" for name in body if name not in fields]
    for name, kind in fields.items():
        if name not in body:
            found += [] if kind.endswith("?") else [f"{name} is missing"]
        elif not NAMED[kind.rstrip("?")](body[name]):
            found.append(f"{name} is not of kind {kind}")
    return found
