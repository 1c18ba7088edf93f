"""What pages and programs are given of assumptions, issues and dependencies: frozen values, no person and no owner."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from risks.register.shapes import Link, Moment


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
class LoggedPage:
    """One entry, whole; `may` names what this viewer can do with it now."""

    entry: LoggedRow
    links: list[Link]
    story: list[Moment]
    may: list[str]
