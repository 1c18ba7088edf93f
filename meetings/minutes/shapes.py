"""What the queries of minutes give: frozen values, for pages and programs alike."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from meetings.meetings.shapes import MeetingRow
from meetings.minutes.wording import Block, blocks


@dataclass(frozen=True, slots=True)
class Answer:
    """An organisation that was there, and when and through whom it accepted; None: it has not."""

    org: UUID
    name: str
    accepted_at: datetime | None
    by: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the record: its heading, and its lines without the marks of a list."""

    heading: str
    lines: list[str]

    @property
    def blocks(self) -> list[Block]:
        """The lines, with the items of an agenda as headings of what was said under them."""
        return blocks("\n".join(self.lines))


def parts(record: str) -> list[Part]:
    """The record as a page shows it; blank lines stand between its parts."""
    blocks = [block.strip("\n").split("\n") for block in record.split("\n\n")]
    return [Part(heading, [line.strip().removeprefix("- ") for line in lines]) for heading, *lines in blocks]


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

    @property
    def parts(self) -> list[Part]:
        """The record in its parts."""
        return parts(self.record)

    @property
    def blocks(self) -> list[Block]:
        """The text as its writers meant it."""
        return blocks(self.text)


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

    @property
    def parts(self) -> list[Part]:
        """The record in its parts."""
        return parts(self.record)
