"""Ballots one by one: as one entered the log, and a sealed one as only its own organisation reads it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OwnBallot:
    """What the viewer's own organisation says in a sealed round; all but the first three are blank where its words cannot
    be read, because their key is missing."""

    org: UUID
    name: str
    at: datetime
    position: str = ""
    words: str = ""
    reason: str = ""
    harm: str = ""
    smallest_change: str = ""
    best_for_people: str = ""


@dataclass(frozen=True, slots=True)
class BallotLine:
    """A ballot as it entered the log; `counts` unless it waits to be confirmed."""

    id: UUID
    proposal: str
    org: UUID
    position: str
    revision: int
    cast_at: datetime
    counts: bool
