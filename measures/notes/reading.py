"""Notes as they are read from their rows and from the log, and by what a place of the lattice is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alliance.door.access import Viewer
from alliance.door.refusals import Refused
from alliance.ledger import queries as ledger
from measures.notes.events import MORE, WORDS
from measures.notes.models import Note
from measures.notes.rules import TELLERS, wrote
from measures.plan.keys import alliance_key

Texts = Mapping[int, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was written, a story with its `ref`: `more` is what the voice asks, or what will be tried; `earlier` are its first wordings, the
    oldest first. `mine` says that the viewer wrote it. Of what was `taken_back` only the slot is left."""

    id: UUID
    ref: str
    voice: str
    teller: str
    words: str
    more: str
    at: datetime
    release: int
    earlier: tuple[str, ...]
    mine: bool
    taken_back: bool
    disagrees: bool


def read(viewer: Viewer, rows: Iterable[Note]) -> tuple[Said, ...]:
    """The newest wording of each note, the oldest note first, as this viewer may see it. One query more."""
    every = list(rows)
    texts, key = ledger.texts(viewer.alliance, [row.entry for row in every]), alliance_key(viewer.alliance)
    known, superseded = {row.id: row for row in every}, {row.corrects_id for row in every}
    return tuple(_said(viewer, row, known, texts, key) for row in every if row.id not in superseded)


def _said(viewer: Viewer, row: Note, known: Mapping[UUID, Note], texts: Texts, key: bytes | Refused) -> Said:
    said = texts.get(row.entry, {})
    earlier = tuple(texts.get(each.entry, {}).get(WORDS, "") for each in before(row, known))
    mine = isinstance(key, bytes) and wrote(key, row.id, viewer.person, row.writer)
    return Said(
        row.id, row.ref, row.voice, TELLERS[row.voice], said.get(WORDS, ""), said.get(MORE, ""), row.at, row.release.number,
        earlier, mine, row.taken_back_at is not None, row.disagrees,
    )  # fmt: skip


def before(row: Note, known: Mapping[UUID, Note]) -> list[Note]:
    """The notes that this one puts right, the oldest first, as far as they are `known`."""
    found: list[Note] = []
    while row.corrects_id and (earlier := known.get(row.corrects_id)):
        row = earlier
        found.insert(0, row)
    return found


def notes_of(alliance: UUID, **wanted: object) -> QuerySet[Note]:
    """The notes of an alliance, the oldest first, each with its release."""
    return Note.objects.filter(alliance_id=alliance, **wanted).select_related("release")
