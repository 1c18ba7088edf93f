"""What a reader is shown of reserved powers: frozen values, the same for the page, the file and the API."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Advice:
    """What the other members said: how many agreed, disagreed, abstained, said nothing; `against` are those by name."""

    agree: int
    disagree: int
    abstain: int
    silent: int
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consequence:
    """The vote that a use forced, in which all must agree, and how it ended."""

    ref: str
    title: str
    url: str
    state: str
    state_words: str


@dataclass(frozen=True, slots=True)
class Use:
    """A reserved matter. `state` is used, not_used or open; `used_at` when the power took effect; `ended`
    where the use no longer holds; `ratified_by` is the vote in which all let it stand beyond its day; `quarter` that in which
    it was used, or else put forward, such as 2025-Q1. Of state noted: a duty in a matter that all decide, left unused; then
    `owner` is who has it, `opened_at` when it was noted. `key` is its place on the page."""

    key: str

    ref: str
    number: int
    title: str
    url: str
    owner: UUID
    owner_name: str
    state: str
    state_words: str
    category: str
    category_words: str
    legal_basis: str
    reason: str
    opened_at: datetime
    used_at: datetime | None
    expires_on: date | None
    ended: bool
    advice: Advice
    consequence: Consequence | None
    quarter: str
    ratified_by: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A quarter of a year, short and in full."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One use in the table over time; `key` is its place on the page."""

    ref: str
    used: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member’s row of the table over time: by quarter, what it put forward then."""

    org: UUID
    name: str
    side: str
    cells: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class Meter:
    """Every reserved matter, the newest first, and when each member used which; members in the order of the charter."""

    uses: tuple[Use, ...]
    spans: tuple[Span, ...]
    members: tuple[MemberLine, ...]
    used: int
    not_used: int
    open: int
    noted: int
    zone: str
