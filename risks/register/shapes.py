"""What pages and programs are given of risks: frozen values. No person is among them, and no owner."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alliance.wings.offers import Reference


@dataclass(frozen=True, slots=True)
class Score:
    """Likelihood times consequence with both always shown; `words` names the level."""

    likelihood: int
    consequence: int
    product: int
    band: str
    level: int
    words: str


@dataclass(frozen=True, slots=True)
class HolderRow:
    """One partner's part: the role that leads there and how far its agreement is."""

    org: UUID
    code: str
    name: str
    role: str
    state: str
    state_words: str
    since: datetime


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One risk in a list. `score` is None until it is scored; `missing` says what it needs to be held together.

    `review_words` says how near the review is (empty once closed); `held_by` lists partners that have agreed.
    """

    id: UUID
    ref: str
    number: int
    kind: str
    kind_words: str
    event: str
    objective: str
    state: str
    state_words: str
    missing: str
    held_by: list[str]
    asked: list[str]
    score: Score | None
    review_on: date
    review_words: str
    overdue: bool
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One score as it was entered, and why; it is never changed."""

    at: datetime
    axis: str
    axis_words: str
    score: Score
    likelihood_words: str
    consequence_words: str
    matrix: int
    reason: str
    decision: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be true, and the partners who look after it together."""

    must_be_true: str
    holders: list[HolderRow]


@dataclass(frozen=True, slots=True)
class Link:
    """What a risk hangs together with; `found` is None where this viewer sees nothing under the reference."""

    ref: str
    found: Reference | None


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened to a risk, and which body it came from."""

    at: datetime
    title: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class May:
    """What this viewer can do with the risk now: verbs, and the partners this viewer can answer for."""

    verbs: list[str]
    agree: list[UUID]
    release: list[UUID]


@dataclass(frozen=True, slots=True)
class RiskPage:
    """One risk, whole: what it says, who holds it, each score, what it is linked to, what happened, what one may do."""

    risk: RiskRow
    cause: str
    effect: str
    domain_words: str
    proximity_words: str
    expected_on: date | None
    duties: list[Duty]
    entries: list[Entry]
    links: list[Link]
    story: list[Moment]
    may: May


@dataclass(frozen=True, slots=True)
class Raising:
    """What a risk can be raised with: partners in charter order, and objectives."""

    partners: list[tuple[UUID, str]]
    objectives: list[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of the matrix in force, from 1 up, as they are said."""

    likelihood: list[tuple[int, str]]
    consequence: list[tuple[int, str]]
    bands: list[str]
