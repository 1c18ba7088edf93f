"""What the queries of meetings give: frozen values, for pages and programs alike."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alliance.decisions.queries.rollcall import RollCall
from alliance.tasks.queries import TaskRow

ASKED = "asked"  # the kind of what comes to the next meeting by itself, until it is on the agenda or settled


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list; `zone` is the clock that its people go by, `held` says when it really ran, where that was
    not as announced."""

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
    held: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda, counted from 1. `listed`: there was still time for notice of it; `now`: it is under
    discussion; `undecided`: the quorum was missing when it was left; `carried` is the meeting it comes from."""

    id: UUID
    position: int
    ref: str
    title: str
    url: str
    state: str
    listed: bool
    now: bool
    undecided: bool
    carried: str
    added_by: str
    votes: list[RollCall]
    may_put: bool
    may_remove: bool

    @property
    def running(self) -> bool:
        """Whether a vote is open under it."""
        return any(vote.open for vote in self.votes)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to put on the agenda with one click: why it is offered, and `carried` where it was left undecided."""

    kind: str
    ref: str
    title: str
    url: str
    why: str
    carried: UUID | None = None
    mine_missing: bool = False
    closes: datetime | None = None

    @property
    def asked(self) -> bool:
        """Whether it comes to this meeting by itself."""
        return self.kind == ASKED


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which an organisation was represented, and how; `left` None: not recorded as left. `recorded` says who
    recorded the arrival, "" where it was one of the organisation's own people."""

    joined: datetime
    left: datetime | None
    how: str
    how_words: str
    recorded: str


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
class MinutesLine:
    """The latest version of the minutes in one line: `accepted` of `attendees` have accepted it."""

    number: int
    issued_at: datetime
    issued_by: str
    accepted: int
    attendees: int
    official_at: datetime | None


@dataclass(frozen=True, slots=True)
class Other:
    """Another meeting, for a link."""

    ref: str
    url: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Everything a meeting's page shows. `day_remark` says that its day is no working day, `agenda_notes` which items
    lacked notice or quorum; `minutes_due` is the day by which minutes are to be out, `may_call_again` whether something
    lacked the quorum twice, so that the adjourned meeting may be called."""

    meeting: MeetingRow
    opened_at: datetime | None
    closed_at: datetime | None
    reason: str
    day_remark: str
    notice_words: str
    notice_kept: bool
    items: list[Item]
    agenda_notes: list[str]
    suggestions: list[Suggestion]
    seats: list[Seat]
    quorum: QuorumShown
    minutes: MinutesLine | None
    minutes_due: date | None
    tasks: list[TaskRow]
    in_series: bool
    adjourned_from: Other | None
    adjourned_to: Other | None
    may_call_again: bool
    verbs: tuple[str, ...]
    may_run: bool
    may_write: bool
