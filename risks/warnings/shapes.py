"""What pages and programs are given of early warnings: frozen values. Nobody is among them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alliance.wings.offers import Reference


@dataclass(frozen=True, slots=True)
class WarningRow:
    """One warning, and what became of it. `due_on` is the day by which it is answered, or looked at again while it is
    watched; `due_words` say how near that is, empty once it is answered for good. `became` is what it led to."""

    id: UUID
    ref: str
    number: int
    words: str
    touches: str
    touches_words: str
    heard_on: date
    open: bool
    answer: str
    answer_words: str
    reply: str
    answered_on: date | None
    became: Reference | None
    due_on: date
    due_words: str
    url: str


@dataclass(frozen=True, slots=True)
class WarningPage:
    """One warning, whole; `domain` is what a risk made of it would touch, `may` what this viewer can do: answer, raise."""

    warning: WarningRow
    domain: str
    may: list[str]


@dataclass(frozen=True, slots=True)
class WarningTickets:
    """Whether tickets for warnings without a name wait, and the address where one is spent."""

    window: UUID | None
    address: str


@dataclass(frozen=True, slots=True)
class OverdueWarning:
    """A warning that nobody has answered in time, or that was to be looked at again."""

    ref: str
    title: str
    what: str
    due_on: date
    url: str
