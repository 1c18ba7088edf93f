"""What a reader is shown of a decision’s later life: what it hangs together with, and how it was looked at again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Link:
    """Another decision, and what it has to do with this one."""

    how: str
    ref: str
    title: str
    url: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class LookAnswer:
    """What a member answered to “would you still?”; `answer` is yes, no, unsure or silent."""

    org: UUID
    name: str
    answer: str
    words: str
    seen: str = ""
    reason: str = ""
    said_by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A look back. `closes` is there once somebody has answered, `ended_at` and `found` (continue or change) once it is
    over; `by` is the vote in which members said it instead."""

    answers: tuple[LookAnswer, ...]
    sum: str
    closes: datetime | None = None
    ended_at: datetime | None = None
    found: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What was expected of a decision, where and by when to look for it, how sure the proposer was; `now` is what the
    record holds about it today."""

    effect: str
    where: str
    by: date | None
    sure: str
    now: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Deadlocked:
    """The deadlock of a proposal's issue: the round that opened it, its page, where it stands in words, whether it is over."""

    ref: str
    url: str
    words: str
    over: bool
