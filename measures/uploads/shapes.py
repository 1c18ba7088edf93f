"""What programs are shown of sheets: the same findings and previews as on the pages, without the cells around them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from measures.uploads.findings import Level
from measures.uploads.keeping.readings import SheetReading
from measures.uploads.keeping.told import Message, Question
from measures.uploads.models import State
from measures.uploads.queries.drafts import Change
from measures.uploads.queries.others import Seen
from measures.uploads.queries.sheets import Line


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was found: where, what, and what is expected; `found` is empty wherever it could be about a
    person."""

    level: Level
    code: str
    sentence: str
    cell: str
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Something asked once for a whole column; `options` are pairs of value and label. An answer under `together`
    answers every question of its kind in that column at once."""

    key: str
    together: str
    sentence: str
    options: tuple[tuple[str, str], ...]
    count: int


@dataclass(frozen=True, slots=True)
class SheetStatus:
    """A sheet under way.

    `status_url` is where to ask again, until `expires_at`; `step` is what happens now, of which `done` of `total` are
    over, `failed` that the check ended without a result. `answered` are questions with the answers given to this sheet
    or to the last one, `reading` is how own headings and words are read, `copy_url` the sheet with what was found.
    `changes` are rows that are new, changed, same or stopped, `seen_by_others` one's own groups as all will see them,
    `left_out` the places of rows that a commit did not take in, `waits` that it is committed and a small correction
    waits before others see it.
    """

    id: UUID
    status_url: str
    org: str
    period: str
    state: State
    received_at: datetime
    expires_at: datetime
    step: str
    done: int
    total: int
    failed: bool
    copy_url: str
    reading: SheetReading | None
    answered: tuple[str, ...]
    questions: tuple[Asked, ...]
    messages: tuple[Said, ...]
    changes: tuple[Change, ...]
    seen_by_others: tuple[Seen, ...]
    left_out: tuple[str, ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class SheetLines:
    """Periods and who has sent what."""

    results: tuple[Line, ...]


def said(messages: Iterable[Message]) -> tuple[Said, ...]:
    """Messages for programs."""
    return tuple(
        Said(one.level, one.code, one.sentence, one.cell, one.found, one.expected) for one in messages
    )


def asked(questions: Iterable[Question]) -> tuple[Asked, ...]:
    """Questions for programs."""
    return tuple(Asked(one.key, one.together, one.sentence, one.options, one.count) for one in questions)
