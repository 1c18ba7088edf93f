"""What the queries of minutes give: frozen values, for pages and programs alike."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from meetings.meetings.shapes import MeetingRow


@dataclass(frozen=True, slots=True)
class Answer:
    """An organisation that was there, and when and through whom it accepted; None: it has not."""

    org: UUID
    name: str
    accepted_at: datetime | None
    by: str


@dataclass(frozen=True, slots=True)
class Version:
    """One issued version: the record of what happened, what people wrote, and who has accepted it.

    `amended_by` is the organisation that amended the version before; `size` and `root` (hex) are the register's.
    """

    number: int
    record: str
    text: str
    reason: str
    issued_at: datetime
    issued_by: str
    amended_by: str
    size: int
    root: str
    official_at: datetime | None
    answers: list[Answer]


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The minutes of a meeting, the latest version first; `mine` are organisations for which the viewer may answer."""

    meeting: MeetingRow
    versions: list[Version]
    due: date | None
    mine: list[Answer]


@dataclass(frozen=True, slots=True)
class Draft:
    """Minutes as they are being written: the record as it stands now, the text, and the `edition` that goes back with it."""

    meeting: MeetingRow
    record: str
    text: str
    edition: int
    may_issue: bool
