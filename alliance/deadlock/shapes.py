"""What a reader is shown of a deadlock: frozen values, the same for pages and the API."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alliance.decisions.reading.values import Told


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A deadlock in a list, named by the round that opened it. `state` is running, resolved or lapsed; `until` is the last
    day of the rung, `left` the time left in words."""

    ref: str
    number: int
    title: str
    url: str
    state: str
    state_words: str
    step: int
    opened_at: datetime
    until: date | None
    left: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """Something that was noted; `kind` is change, said or helper."""

    kind: str
    rung: str
    org: UUID | None
    org_name: str
    helper: str
    text: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RungLine:
    """One rung of the ladder. `state` is past, now or ahead; `lasts` is how long it may take, in words."""

    step: int
    name: str
    purpose: str
    lasts: str
    state: str
    since: datetime | None
    until: date | None
    left: str
    notes: tuple[NoteLine, ...]


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One vote on the issue; `ended_at` is None while it runs."""

    ref: str
    title: str
    url: str
    state: str
    state_words: str
    opened_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A member that did not agree in the last round: the harm it sees, the smallest change, and what it has added since."""

    org: UUID
    name: str
    words: str
    harm: str
    smallest_change: str
    reason: str
    added: tuple[NoteLine, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """A deadlock as its readers see it. `why_not` says why the issue cannot be put to the vote now, blank where it can;
    `again` is the address at which it is put again, blank where the viewer may not draft; `voices` are the members that the
    viewer may say something for."""

    case: CaseRow
    zone: str
    rule: str
    rungs: tuple[RungLine, ...]
    rounds: tuple[RoundLine, ...]
    standpoints: tuple[Standpoint, ...]
    history: tuple[Told, ...]
    why_not: str
    again: str
    may_note: bool
    voices: tuple[tuple[UUID, str], ...]
