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

    `review_words` says how near the review is (empty once closed); `held_by` lists partners that have agreed. `appetite` says
    where the score stands beside the domain's limit; `look_again` and `score_again` say why, or are empty.
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
    appetite: str
    look_again: str
    score_again: str
    accepted_until: date | None
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
    knowledge_words: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Target:
    """Where we want a risk to be; `until` is the last day of a target above our appetite."""

    score: Score
    appetite: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Convenor:
    """The partner whose turn it is to call the talks, the role that leads there, and the last day of its turn."""

    name: str
    role: str
    until: date


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be true, and the partners who look after it together; `convenor` is None where nobody holds it."""

    must_be_true: str
    holders: list[HolderRow]
    convenor: Convenor | None


@dataclass(frozen=True, slots=True)
class Link:
    """What something hangs together with; `found` is None where this viewer sees nothing under the reference."""

    ref: str
    found: Reference | None


@dataclass(frozen=True, slots=True)
class RiskLink(Link):
    """What a risk hangs together with; `side` is where another risk stands in the bow-tie: cause, effect, or empty."""

    side: str
    side_words: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened to a risk or to what is logged beside it."""

    at: datetime
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RiskMoment(Moment):
    """Something that happened to a risk; `who` is the body it came from, empty where the register itself did it."""

    who: str


@dataclass(frozen=True, slots=True)
class May:
    """What this viewer can do with the risk now: verbs, and the partners this viewer can answer for."""

    verbs: list[str]
    agree: list[UUID]
    release: list[UUID]


@dataclass(frozen=True, slots=True)
class RiskPage:
    """One risk, whole: what it says, who holds it, each score, what it is linked to, what happened, what one may do.

    `limit` is the highest score of its domain, None where none is set; `moved` are the references that it is linked to and
    that have moved since its score was agreed: a question, and nothing changes by itself.
    """

    risk: RiskRow
    cause: str
    effect: str
    domain: str
    domain_words: str
    proximity: str
    proximity_words: str
    velocity: str
    velocity_words: str
    expected_on: date | None
    limit: int | None
    target: Target | None
    duties: list[Duty]
    entries: list[Entry]
    links: list[RiskLink]
    moved: list[str]
    story: list[RiskMoment]
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
