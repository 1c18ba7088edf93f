"""What pages and programs are given of reviews."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meetings.reviews.content import Content
from meetings.reviews.rules.identity import Found


@dataclass(frozen=True, slots=True)
class CovenantShown:
    """A version of the covenant; `in_force` until it was withdrawn or followed by another."""

    number: int
    text: str
    decision: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review in which the viewer is seated, in a line."""

    number: int
    ref: str
    title: str
    subject: str
    method: str
    state: str
    state_words: str
    url: str


@dataclass(frozen=True, slots=True)
class SeatShown:
    """Somebody seated, as the others seated see them."""

    name: str
    kind: str
    kind_words: str
    me: bool


@dataclass(frozen=True, slots=True)
class Me:
    """The viewer's own seat: what it is for, and what it still asks."""

    kind: str
    kind_words: str
    facilitates: bool
    proposed: bool
    place: int
    taken: bool
    answered: bool
    feared: bool


@dataclass(frozen=True, slots=True)
class LineShown:
    """Something written: under its heading, without anything about who wrote it. Here and below, `from_pieces` is whether it
    rests on what was gathered: told to those who look after the review, None to all others."""

    id: UUID
    heading: str
    text: str
    from_pieces: bool | None


@dataclass(frozen=True, slots=True)
class ThemeShown:
    """A theme: whose settings or which releases it is from."""

    id: UUID
    heading: str
    text: str
    from_pieces: bool | None


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step of the timeline."""

    id: UUID
    when: str
    role: str
    saw: str
    did: str
    from_pieces: bool | None


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """An action, and whether it only reminds."""

    id: UUID
    what: str
    factor: str
    held_by: str
    role: str
    due: date
    measure: str
    weak: bool
    from_pieces: bool | None


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage: what it asks, and what was written in it. `reached`: it may be written in."""

    code: str
    title: str
    question: str
    headed: str
    reached: bool
    current: bool
    lines: list[LineShown]


@dataclass(frozen=True, slots=True)
class WindowShown:
    """The anonymous window: its days, whether the last is `over`, and whether each facilitator has a key part. Never a count
    while it is open."""

    id: UUID
    state: str
    state_words: str
    opens: date
    closes: date | None
    over: bool
    extended: bool
    parts: tuple[bool, bool]
    pieces: str
    address: str


@dataclass(frozen=True, slots=True)
class HazardShown:
    """A danger that left the review, or waits for its second key."""

    id: UUID
    org: str
    role: str
    text: str
    passed: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Keys:
    """By verb, whose key is turned: the viewer's own, or the other one's."""

    mine: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A question and its answers, as far as they may be told."""

    question: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of the library: where it stands, and what it says."""

    ref: str
    url: str
    heading: str
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A released review in the library: its latest version."""

    number: int
    ref: str
    title: str
    subject: str
    method: str
    month: str
    version: int
    url: str


@dataclass(frozen=True, slots=True)
class SaidBy:
    """What one release says of one thing; no lines where it says nothing of it."""

    ref: str
    url: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Laid:
    """What each of several releases says of one thing, side by side in their order; `said_in` so many `of` them."""

    title: str
    about: str
    said: list[SaidBy]
    said_in: int
    of: int


@dataclass(frozen=True, slots=True)
class Material:
    """What a thematic review rests on, and all that it may be written from; `silent` is what none of it speaks of."""

    releases: list[ReleaseRow]
    laid: list[Laid]
    silent: list[str]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A review as everybody seated in it sees it."""

    id: UUID
    row: ReviewRow
    question: str
    method_about: str
    covenant: CovenantShown
    elsewhere: str
    rests_on: list[str]
    verbs: list[str]
    stage: str
    stages: list[StageShown]
    steps: list[StepShown]
    themes: list[ThemeShown]
    actions: list[ChangeShown]
    seats: list[SeatShown]
    me: Me
    window: WindowShown | None
    soak_until: date | None
    hazards: list[HazardShown]
    keys: Keys
    counted: list[Counted]
    correction: str
    material: Material | None
    may_lose: bool


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What both keys are turned to: the whole text, its digest, the places to look at, and what is asked of the actions."""

    number: int
    id: UUID
    ref: str
    title: str
    content: Content
    digest: str
    found: list[Found]
    prompts: list[str]
    asks: str
    keys: Keys
    parts_needed: bool
    reason: str
    url: str


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """What was released: its stamp is the version, the month and the covenant."""

    row: ReleaseRow
    covenant: int
    reason: str
    content: Content
    versions: list[int]
    seated: bool
    rests_on: list[ReleaseRow]
    taken_up: list[ReleaseRow]


@dataclass(frozen=True, slots=True)
class Secret:
    """What is shown once: a ticket, or a key part."""

    secret: str


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote unseen, and what may be done with it."""

    text: str
    consent: str
