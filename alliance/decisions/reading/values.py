"""What a reader is shown of decisions: frozen values, the same for pages, prints and the API."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from alliance.decisions.drafting.wording import to_agree
from alliance.decisions.reading.agreed import Agreed
from alliance.decisions.reading.later import Deadlocked, Expectation, Later, Link, Look, Piece, Reserved
from alliance.decisions.reading.own import OwnBallot
from alliance.decisions.reading.proposed_rules import RuleLine


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the register. `state` is a word for programs, `state_words` and `tag` how it is shown; `standing` is what
    has become of it since, blank where it is in force as voted."""

    ref: str
    number: int
    title: str
    url: str
    proposed_by: str
    matter: str
    state: str
    state_words: str
    tag: str
    sum: str
    opened_at: datetime
    closes_at: datetime
    decided_at: datetime | None
    review_on: date | None
    objectives: tuple[str, ...]
    standing: str = ""
    mine_missing: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of the electorate: where it stands, and what it said. `position` is agree, disagree, abstain, silent,
    recused or left; `advice` where another member decides."""

    org: UUID
    code: str
    name: str
    side: str
    position: str
    words: str
    cast_by: str = ""
    recorded_by: str = ""
    at: datetime | None = None
    reason: str = ""
    harm: str = ""
    smallest_change: str = ""
    best_for_people: str = ""
    advice: bool = False
    owner: bool = False
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """One revision; `changes` compares it with the one before, and is empty for the first. `objections` are those to
    this wording, also where a later one has answered them."""

    number: int
    title: str
    text: str
    expected_effect: str
    reason: str
    made_by: str
    made_at: datetime
    changes: tuple[Piece, ...] = ()
    objections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InterestLine:
    """A declared interest; `state` is declared, withdrawn or admitted. `admit` and `refuse` are those that have ruled, of
    `others` that may; `may_rule` are the viewer's own organisations that have not."""

    id: UUID
    org: str
    person: str
    kind: str
    personal: bool
    state: str
    words: str
    reason: str
    at: datetime
    mine: bool = False
    admit: tuple[str, ...] = ()
    refuse: tuple[str, ...] = ()
    others: int = 0
    may_rule: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the log in plain words; `seq` is its number there, `erasable` the texts that this viewer may erase."""

    seq: int
    at: datetime
    title: str
    who: str = ""
    text: str = ""
    erasable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the sum."""

    what: str
    value: str


@dataclass(frozen=True, slots=True)
class Voter:
    """An organisation whose ballot the viewer may cast now; `position` is what it says so far, or empty."""

    org: UUID
    name: str
    position: str = ""
    confirm: UUID | None = None
    confirm_words: str = ""


@dataclass(frozen=True, slots=True)
class May:
    """What this viewer may do with the decision now."""

    vote: tuple[Voter, ...] = ()
    interest: tuple[tuple[UUID, str], ...] = ()
    amend: bool = False
    suggest: bool = False
    move: bool = False
    withdraw: bool = False
    close: bool = False
    record: bool = False
    look: tuple[Voter, ...] = ()
    act: str = ""
    again: bool = False

    @property
    def anything(self) -> bool:
        """Whether there is more to offer than a ballot, a due look back or an act, which have places of their own."""
        return bool(self.interest or self.amend or self.move or self.close or self.record)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to vote, and what it does under the rule of this vote."""

    position: str
    name: str
    does: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """Everything a reader sees of one decision, with the sum that anybody can check. Instants are UTC.

    `sealed` while nobody sees another's ballot; `mine` is then what the viewer's own organisations say.
    """

    id: UUID
    ref: str
    number: int
    url: str
    title: str
    text: str
    expected_effect: str
    matter: str
    matter_name: str
    rule: str
    rule_words: str
    venue: str
    objectives: tuple[str, ...]
    proposed_by: str
    opened_at: datetime
    opens_at: datetime
    closes_at: datetime
    zone: str
    rulebook: int
    revision: int
    state: str
    state_words: str
    tag: str
    reason: str
    headline: str
    sum: str
    steps: tuple[Step, ...]
    if_closed_now: str
    decided_at: datetime | None
    effective_from: datetime | None
    refused: int
    eligible: int
    need: int
    size: int
    life: str
    life_words: str
    review_on: date | None
    review_due: bool
    used_at: datetime | None
    reserved: Reserved | None
    seats: tuple[Seat, ...]
    wordings: tuple[Wording, ...]
    interests: tuple[InterestLine, ...]
    links: tuple[Link, ...]
    history: tuple[Told, ...]
    expectation: Expectation
    aims: tuple[Link, ...] = ()
    looking: Look | None = None
    deadlock: Deadlocked | None = None
    looked: tuple[Look, ...] = ()
    rules: tuple[RuleLine, ...] = ()
    options: tuple[Option, ...] = ()
    sealed: bool = False
    public: str = ""
    mine: tuple[OwnBallot, ...] = ()
    agreement: Agreed | None = None
    may: May = field(default_factory=May)
    later: Later = field(default_factory=Later)

    @property
    def open(self) -> bool:
        """Whether the vote runs."""
        return self.state == "open"

    @property
    def agreeing_means(self) -> str:
        """What agreeing means, where the words say so in a line of their own."""
        return to_agree(self.text)

    @property
    def voted(self) -> int:
        """How many members have cast a sealed ballot."""
        return sum(seat.position == "sealed" for seat in self.seats)

    @property
    def agreeing(self) -> int:
        """How many members agree."""
        return sum(seat.position == "agree" for seat in self.seats)

    @property
    def needs_proposal(self) -> bool:
        """Whether a member that looked again would not decide it so: in the last look back, or in the one that runs."""
        running = self.looking.answers if self.looking else ()
        return self.life == "change" or any(one.answer == "no" for one in running)

    @property
    def objections(self) -> tuple[Seat, ...]:
        """The members that disagree: shown first, never hidden."""
        return tuple(seat for seat in self.seats if seat.position == "disagree")


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """An open decision as a meeting's agenda lists it; `mine_missing` where the viewer's own ballot is not in."""

    ref: str
    title: str
    url: str
    closes: datetime
    mine_missing: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of matter that a proposal may be about, and how it is decided; one that is `forced` opens by itself, and
    is proposed only to put it to the vote again."""

    code: str
    name: str
    rule_words: str
    reserved: bool
    meeting_only: bool
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Proposing:
    """What a proposer may choose among."""

    orgs: tuple[tuple[UUID, str], ...]
    members: tuple[tuple[UUID, str], ...]
    owners: tuple[tuple[UUID, str], ...]
    choices: tuple[Choice, ...]
    objectives: tuple[tuple[str, str], ...]
    categories: tuple[str, ...]
    settings: dict[str, object]
    zone: str
    written_days: int
    notice_days: int
    rulebook: int
    standing: tuple[tuple[int, str], ...] = ()
