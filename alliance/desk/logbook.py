"""The whole log, page by page, as any member may read it: when, which organisation, what in words, and what proves it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator

from alliance.desk.activity import Known, known, subjects, told_of
from alliance.door.access import Viewer
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event
from alliance.ledger.types import all_types
from alliance.wings import registry
from alliance.wings.sayings import Saying

PAGE = 50
UNSEEN = "Something that is not for you to read"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry: its number, when, the organisation that acted ("" for the register itself), what in words, and where it
    leads. `type`, `leaf` (its hash in the tree, in hex) and `commitments` (by text, the salted hash) are what proves it; of
    what is not for this viewer, only `leaf`."""

    seq: int
    at: datetime
    who: str
    words: str
    url: str
    text: str
    type: str
    leaf: str
    commitments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Entries:
    """What a paginator asks for: how many there are, and a stretch of them, the newest first."""

    viewer: Viewer
    types: tuple[str, ...] | None

    def count(self) -> int:
        """How many there are."""
        return ledger.how_many(self.viewer.alliance, types=self.types)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[LogLine]:
        found = ledger.stretch(self.viewer.alliance, types=self.types, first=part.start or 0, last=part.stop)
        return list(_lines(self.viewer, found))


def kinds() -> list[tuple[str, str]]:
    """What entries may be about: the first word of their types, and how it is said."""
    words = {name.partition(".")[0] for name in all_types()}
    said = {word: word.replace("_", " ").capitalize() for word in words} | registry.chapters()
    return sorted(((word, said[word]) for word in words), key=lambda kind: kind[1].lower())


def logbook(viewer: Viewer, *, number: int = 1, kind: str = "") -> Page[LogLine]:
    """Page `number` of the log as LogLine, the newest first; of one `kind` where it is given, such as vote.

    Seven queries, and one for each kind of thing, however long the log is.
    """
    types = tuple(name for name in all_types() if name.partition(".")[0] == kind) if kind else None
    entries: Any = _Entries(viewer, types)
    return Paginator(entries, PAGE).get_page(number)


def _lines(viewer: Viewer, found: list[tuple[Event, str]]) -> Iterator[LogLine]:
    events = [event for event, _ in found]
    about, texts = known(viewer, events), ledger.texts(viewer.alliance, [event.seq for event in events])
    said, entries = registry.sayings(), registry.entries()
    for event, leaf in found:
        words, url, text = _said(viewer, event, texts.get(event.seq, {}), about, said, entries)
        who, seen = about.placed.get(event.actor, ""), words != UNSEEN
        yield LogLine(
            event.seq, event.at, who if seen else "", words, url, text, event.type if seen else "", leaf,
            tuple(sorted(event.commit.items())) if seen else (),
        )  # fmt: skip


def _said(
    viewer: Viewer, event: Event, texts: Mapping[str, str], about: Known, said: Mapping[str, Saying],
    entries: Mapping[str, Saying],
) -> tuple[str, str, str]:  # fmt: skip
    """Words, where they lead, and the thing's title; what is not news is told where the viewer may see all it is about."""
    line = told_of(viewer, event, texts, about, said)
    if line is None and not _seen(event, about):
        return UNSEEN, "", ""
    line = line or told_of(viewer, event, texts, about, entries)
    return (line.title, line.url, line.text) if line else (_plain(event), "", "")


def _seen(event: Event, about: Known) -> bool:
    return all(one in about.things for one in subjects(event).values())


def _plain(event: Event) -> str:
    """An entry that no room has words for: what kind it is."""
    return event.type.replace(".", " ").replace("_", " ").capitalize()
