"""What pages and programs are given of gain and pain: frozen values, all money in whole pence."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SharePart:
    """A provider's part of the terms: its share of the pool in basis points and in words, its margin at risk in pence."""

    org: UUID | None
    name: str
    bp: int
    share_words: str
    margin: int


@dataclass(frozen=True, slots=True)
class ShareVersion:
    """One version of the terms, and the decision that brought it."""

    number: int
    decision: str
    from_at: datetime
    target: int


@dataclass(frozen=True, slots=True)
class ShareTermsLine:
    """The terms; `decision` is empty and `from_at` None for the invented ones that explain the sum where none are agreed."""

    number: int
    decision: str
    from_at: datetime | None
    target: int
    owner_words: str
    cap_words: str
    cap: int
    owners: list[str]
    parts: list[SharePart]


@dataclass(frozen=True, slots=True)
class ShareAmount:
    """What one body gains, or below 0 bears, in pence; `stopped` where its pain ends at its margin at risk."""

    name: str
    pence: int
    stopped: bool


@dataclass(frozen=True, slots=True)
class WorkedShare:
    """One figure worked through: `diff` is the target less `actual`, `counted` what of it is shared, `pool` the partners'
    part of that before margins stop it. `amounts` stand in contract order, owners first, and add up to `counted`."""

    words: str
    actual: int
    diff: int
    counted: int
    pool: int
    amounts: list[ShareAmount]
    steps: list[str]


@dataclass(frozen=True, slots=True)
class Shares:
    """Everything about gain and pain. `agreed` is false where the alliance has no terms and `terms` are invented.

    `decisions` are those not used yet, by which other terms can be put into force; `providers` may have a part.
    """

    agreed: bool
    terms: ShareTermsLine
    versions: list[ShareVersion]
    examples: list[WorkedShare]
    says: list[str]
    decisions: list[tuple[int, str]]
    providers: list[tuple[UUID, str]]
    may_adopt: bool
