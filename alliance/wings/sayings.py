"""How an entry of the log is said in a line of plain words: each room has the words of its own events."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alliance.ledger.event import Event
from alliance.ledger.types import type_of

ERASED, UNKNOWN = "(erased)", "(unknown)"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with its free texts, and by id what people, organisations and things are called."""

    event: Event
    texts: Mapping[str, str]
    called: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """What stands under `name`, as it is said: an id by its name, a day in words, a free text as it was typed."""
        if name not in self.event.body:
            return self.texts.get(name, ERASED)
        return self._said(type_of(self.event.type).body[name].rstrip("?"), self.event.body[name])

    def get(self, name: str, otherwise: str = "") -> str:
        """The same, and `otherwise` where the body does not have it."""
        return self[name] if name in self.event.body else otherwise

    def _said(self, kind: str, value: Any) -> str:
        if kind == "id":
            return self.called.get(value, UNKNOWN)
        return day_words(date.fromisoformat(value)) if kind == "date" else str(value)


Words = Callable[[Entry], str]


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of one type of event: names in braces are filled from the entry, or a function says it.

    The line leads to the thing whose id stands under `about` in the body (and is left out where the reader may not
    see that thing), or else to the route `page` of the alliance. Empty words: nothing to tell.
    """

    words: str | Words
    about: str = ""
    page: str = ""

    def line(self, entry: Entry) -> str:
        """The line in plain words."""
        return self.words.format_map(_Filling(entry)) if isinstance(self.words, str) else self.words(entry)


class _Filling(dict[str, str]):
    """What `format_map` asks for."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def __missing__(self, name: str) -> str:
        return self.entry[name]


def day_words(day: date) -> str:
    """`9 July 2024`."""
    return f"{day.day} {day:%B %Y}"


def by_decision(entry: Entry) -> str:
    """` by D-002` where the act cites a decision."""
    decision = entry.get("decision")
    return f" by {decision}" if decision else ""
