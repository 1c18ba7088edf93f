"""What a reader is shown of a decision’s later life: what it hangs together with, and how it was looked at again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text compared with the wording before: kept, added or taken out."""

    kind: str
    text: str


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
class Seen:
    """The last published figure of a measure in one view, as it prints, with what must be said beside it."""

    ref: str
    view: str
    period: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """What was expected of a decision, where and by when to look for it, how sure the proposer was; `now` is what the
    record holds about it today, `figures` what was published of the measures among it."""

    effect: str
    where: str
    by: date | None
    sure: str
    now: tuple[Link, ...]
    figures: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadlocked:
    """The deadlock of a proposal's issue: the round that opened it, its page, where it stands in words, whether it is over."""

    ref: str
    url: str
    words: str
    over: bool


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A member whose own board must agree; `ratified_at` and `note` (which board, when) once somebody has told so; `lifted`
    where it left before its board agreed, and is awaited no longer."""

    org: UUID
    name: str
    ratified_at: datetime | None = None
    note: str = ""
    told_by: str = ""
    lifted: bool = False


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a decision is agreed subject to; `long_stop` is there once it is agreed, `days` how long boards then have."""

    boards: tuple[BoardLine, ...]
    days: int
    long_stop: datetime | None = None

    @property
    def names(self) -> str:
        """The members, in charter order: “Kindling, Lantern”."""
        return ", ".join(one.name for one in self.boards)


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """A member asked for a vote instead of a correction."""

    org: str
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A slip in decided words, put right: `changes` shows both; `state` is open, stands or void."""

    id: UUID
    text: str
    changes: tuple[Piece, ...]
    reason: str
    made_by: str
    made_at: datetime
    until: datetime
    state: str
    objections: tuple[ObjectionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What was reported on a referred matter; `whose` is a member, or blank where a panel reports."""

    whose: str
    text: str
    noted_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty that a member has in the matter, and did not use."""

    org: UUID
    name: str
    legal_basis: str
    reason: str
    noted_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Later:
    """The later life of a decision: on whose authority it rests, whose boards it waits for, what was put right in its
    words, what was reported on it where it was referred, which duties were noted and not used, and what this viewer may do
    about it: the organisations for which it may tell, object or note, or correct."""

    capacity: str = ""
    words: str = ""
    conditions: Conditions | None = None
    corrections: tuple[CorrectionLine, ...] = ()
    standing_text: str = ""
    may_ratify: tuple[tuple[UUID, str], ...] = ()
    may_object: tuple[tuple[UUID, str], ...] = ()
    may_correct: bool = False
    reports: tuple[ReportLine, ...] = ()
    may_report: tuple[tuple[UUID, str], ...] = ()
    may_report_panel: bool = False
    duties: tuple[DutyLine, ...] = ()
    may_note_duty: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reserved:
    """A matter that one member decides. `ratified_by` is the vote in which all let an emergency use stand beyond its day,
    `may_ratify` whether the viewer may draft that vote now."""

    owner: str
    category: str
    legal_basis: str
    expires_on: date | None
    consequence_title: str
    consequence_text: str
    ratified_by: str = ""
    may_ratify: bool = False
