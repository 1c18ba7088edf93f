"""What pages and programs are given of assumptions, issues and dependencies: frozen values, no person and no owner."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alliance.wings.offers import Reference


@dataclass(frozen=True, slots=True)
class LoggedRow:
    """One entry in a list; `review_words` says how near its day is (empty once closed)."""

    id: UUID
    ref: str
    letters: str
    number: int
    kind: str
    kind_words: str
    words: str
    more: str
    state: str
    state_words: str
    review_on: date
    review_words: str
    overdue: bool
    url: str


@dataclass(frozen=True, slots=True)
class LoggedLinkLine:
    """What an entry hangs together with; `found` is None where this viewer sees nothing under the reference."""

    ref: str
    found: Reference | None


@dataclass(frozen=True, slots=True)
class LoggedMoment:
    """Something that happened to an entry."""

    at: datetime
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class LoggedPage:
    """One entry, whole; `may` names what this viewer can do with it now."""

    entry: LoggedRow
    links: list[LoggedLinkLine]
    story: list[LoggedMoment]
    may: list[str]
