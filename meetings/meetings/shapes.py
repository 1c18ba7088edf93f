"""What the queries of meetings give: frozen values, for pages and programs alike."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alliance.decisions.reading.values import OpenDecision
from alliance.tasks.queries import TaskRow


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list; `zone` is the clock that its people go by."""

    id: UUID
    number: int
    ref: str
    title: str
    place: str
    starts: datetime
    ends: datetime
    zone: str
    state: str
    state_words: str
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda, counted from 1. `listed`: there was still time for notice of it."""

    id: UUID
    position: int
    ref: str
    title: str
    url: str
    state: str
    listed: bool
    added_by: str
    may_remove: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which an organisation was represented; `left` None: not recorded as left."""

    joined: datetime
    left: datetime | None


@dataclass(frozen=True, slots=True)
class Seat:
    """An organisation at the meeting: whether it counts for the quorum, is here now, and when it was."""

    org: UUID
    name: str
    side: str
    counts: bool
    here: bool
    spans: list[Span]
    may_record: bool


@dataclass(frozen=True, slots=True)
class QuorumShown:
    """The quorum sum: numbers, words, and how it came and went once the meeting was called to order."""

    need: int
    present: int
    base: int
    met: bool
    words: str
    verdict: str
    story: list[str]


@dataclass(frozen=True, slots=True)
class MinutesShown:
    """One issued version of the minutes."""

    number: int
    text: str
    issued_at: datetime
    issued_by: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Everything a meeting's page shows. `minutes_due` is the day by which minutes are to be out."""

    meeting: MeetingRow
    reason: str
    notice_words: str
    notice_kept: bool
    items: list[Item]
    open_decisions: list[OpenDecision]
    seats: list[Seat]
    quorum: QuorumShown
    minutes: list[MinutesShown]
    minutes_due: date | None
    tasks: list[TaskRow]
    verbs: tuple[str, ...]
    may_run: bool
    may_write: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """Minutes as they are being written; `edition` goes back with the text."""

    meeting: MeetingRow
    text: str
    edition: int
    may_issue: bool
