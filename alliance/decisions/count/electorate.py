"""What a tally rests on: who may vote and under which settings, pinned at opening, and what has happened since."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from alliance.contract.matters import Rule, Side, Venue
from alliance.contract.rulebook import Abstention
from alliance.ledger.canonical import parse_instant
from alliance.ledger.event import Event

EMERGENCY = "emergency"


class Position(StrEnum):
    """What an organisation says."""

    AGREE = "agree"
    DISAGREE = "disagree"
    ABSTAIN = "abstain"


class Ending(StrEnum):
    """How a vote ended before its deadline."""

    WITHDRAWN = "withdrawn"
    ADJOURNED = "adjourned"
    UNANIMOUS = "auto_closed"
    CLOSED_EARLY = "closed_early"


@dataclass(frozen=True, slots=True)
class Electorate:
    """The members at opening, by id, each with its side, and every setting of the rule-book that the tally needs.

    `need` is the vote quorum as a whole number of ballots; `size`, the quorum base, never changes. `owner` is
    the member that decides a reserved matter. `represented` lists those present when a vote opens in a meeting.
    `p` and `q` are the threshold of rule Q; `sealed` says that the first round is. `boards` are the members whose own
    board must agree within `long_stop_days` of the outcome.
    """

    proposal: str
    sides: Mapping[str, Side]
    rule: Rule
    need: int
    rulebook: int
    opens: datetime
    venue: Venue = Venue.WRITTEN
    p: int = 1
    q: int = 1
    owner: str | None = None
    category: str | None = None
    abstention: Abstention = Abstention.BLOCKS
    auto_close: bool = False
    admitted_declarer_votes: bool = False
    notice_days: int = 0
    written_days: int = 28
    time_zone: str = "Europe/London"
    represented: frozenset[str] = frozenset()
    sealed: bool = False
    capacity: str = "alliance"
    boards: frozenset[str] = frozenset()
    long_stop_days: int = 0

    @property
    def takes_effect(self) -> bool:
        """Whether an agreement takes effect by itself: advice never does, and what boards must ratify waits for them."""
        return not self.boards and self.capacity != "advisory"

    @property
    def size(self) -> int:
        """The quorum base: organisations at opening."""
        return len(self.sides)

    @property
    def notice(self) -> timedelta:
        """How long a change must stand before the vote may close; those in one room need no more time."""
        return timedelta(days=0 if self.venue is Venue.MEETING else self.notice_days)


@dataclass(frozen=True, slots=True)
class Objection:
    """What a vote against must say: the harm it sees, and the smallest change that would lift the objection."""

    harm: str
    smallest_change: str


@dataclass(frozen=True, slots=True)
class Ballot:
    """An organisation's ballot; `cast_by` speaks for it, `recorded_by` wrote it down where that was another."""

    id: str
    org: str
    revision: int
    position: Position
    cast_by: str
    at: datetime
    recorded_by: str | None = None


@dataclass(frozen=True, slots=True)
class SealedVote:
    """A ballot in a sealed round: who cast it and when, and the commitment to what it says; `seq` is its event's."""

    id: str
    org: str
    revision: int
    cast_by: str
    at: datetime
    seq: int
    commitment: str


@dataclass(frozen=True, slots=True)
class Interest:
    """A declared conflict of interest: an organisation's, or (`personal`) that of one person alone. `admit` and `refuse`
    are the others that have ruled; `admitted` is computed from them."""

    id: str
    org: str
    person: str
    personal: bool
    admitted: bool = False
    admit: frozenset[str] = frozenset()
    refuse: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class State:
    """A proposal after some of its events. `ballots` count; `unconfirmed` were taken down and do not count yet.

    The window is [electorate.opens, closes). `ended_at` is set where the vote ended before its deadline. `sealed` are
    the ballots that nobody has opened, `revealed` whether the sealed round is over, `complete_at` since when all are in.
    """

    electorate: Electorate
    closes: datetime
    revision: int = 1
    revised_at: datetime | None = None
    ballots: Mapping[str, Ballot] = field(default_factory=dict)
    unconfirmed: Mapping[str, Ballot] = field(default_factory=dict)
    interests: Mapping[str, Interest] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    ending: Ending | None = None
    ended_at: datetime | None = None
    refused: int = 0
    sealed: Mapping[str, SealedVote] = field(default_factory=dict)
    revealed: bool = False
    complete_at: datetime | None = None

    @property
    def sealing(self) -> bool:
        """Whether ballots are sealed: until all are in or the vote closes, and for ever where it was taken back."""
        return self.electorate.sealed and not self.revealed

    @property
    def voted(self) -> frozenset[str]:
        """Who has voted, whether or not anybody knows how."""
        return frozenset(self.ballots) | frozenset(self.sealed)

    @property
    def end(self) -> datetime:
        """T: the earliest of deadline, auto-close and early close, or of withdrawal and adjournment."""
        return self.closes if self.ended_at is None else self.ended_at

    @property
    def recused(self) -> frozenset[str]:
        """Members out for a conflict of interest of the organisation."""
        barring = (one for one in self.interests.values() if not one.personal and self.bars(one))
        return frozenset(one.org for one in barring) & self.electorate.sides.keys()

    @property
    def eligible(self) -> frozenset[str]:
        """The electorate less recused and leavers."""
        return frozenset(self.electorate.sides) - self.recused - self.gone

    def bars(self, interest: Interest) -> bool:
        """Whether an interest keeps its declarer from voting: admitted is not enough unless the rule-book says so."""
        return not (interest.admitted and self.electorate.admitted_declarer_votes)

    def barred(self, person: str) -> bool:
        """Whether a personal interest keeps this one person from casting any ballot here."""
        return any(
            one.personal and one.person == person and self.bars(one) for one in self.interests.values()
        )

    def awaited(self, person: str, at: datetime) -> frozenset[str]:
        """The members whose ballot is out at `at`; none where an interest keeps this person from casting any."""
        if not self.electorate.opens <= at < self.end or self.barred(person):
            return frozenset()
        return self.eligible - self.voted


def opening(event: Event) -> State:
    """The state at `proposal.opened`, read from that event alone."""
    body = event.body
    sides = {org: Side(side) for org, side in body["electorate"].items()}
    electorate = Electorate(
        **{name: read(body[name]) for name, read in _PINNED.items() if name in body}, sides=sides
    )
    return State(electorate, closes=parse_instant(body["closes"]))


_PINNED: Mapping[str, Any] = {
    "proposal": str,
    "rule": Rule,
    "need": int,
    "rulebook": int,
    "opens": parse_instant,
    "venue": Venue,
    "p": int,
    "q": int,
    "owner": str,
    "category": str,
    "abstention": Abstention,
    "auto_close": bool,
    "admitted_declarer_votes": bool,
    "notice_days": int,
    "written_days": int,
    "time_zone": str,
    "represented": frozenset,
    "sealed": bool,
    "capacity": str,
    "boards": frozenset,
    "long_stop_days": int,
}
