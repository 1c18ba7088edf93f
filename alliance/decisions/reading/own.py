"""A sealed ballot as only its own organisation reads it."""

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
