"""What a proposer asks for, in one value: the same from a page, a program and a told story."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal as the member `org` asks for it, in words still as they were typed.

    `venue` is written, or meeting with its id (`meeting`) and whether it is an `adjourned` one: through the meeting's own
    action, which knows who is there, and typed by nobody. `opens` is now and `closes` the rule-book's
    last day at 17:00 local time where they are not given. `settings` is the body of a proposed rule-book;
    `reverses`, `supersedes` and `looks_again_at` are numbers of decisions, `renews` of a failed proposal put again, `ratifies` of an emergency use
    that all are asked to let stand. What
    is expected may say where to look for it, by which day, and how sure the proposer is. `boards` are members whose own
    board must agree too, within `long_stop_days` of the outcome (0: the usual time). A reserved matter names its `owner`,
    why (`category`, `legal_basis`) and the consequence proposal that its use will open. `sealed`: nobody sees another's
    ballot at first. `public`: it opens or closes the public register. `draft` is the one it was begun with, whose papers
    follow.
    """

    org: UUID
    matter: str
    title: str
    text: str
    expected_effect: str = ""
    expected_where: str = ""
    expected_by: date | None = None
    expected_sure: str = ""
    venue: str = "written"
    opens: datetime | None = None
    closes: datetime | None = None
    review_on: date | None = None
    objectives: tuple[str, ...] = ()
    settings: Mapping[str, Any] | None = None
    owner: UUID | None = None
    category: str = ""
    expires_on: date | None = None
    legal_basis: str = ""
    consequence_title: str = ""
    consequence_text: str = ""
    consequence_review_on: date | None = None
    reverses: int | None = None
    looks_again_at: int | None = None
    renews: int | None = None
    ratifies: int | None = None
    supersedes: tuple[int, ...] = ()
    in_part: bool = False
    scope_note: str = ""
    boards: tuple[UUID, ...] = ()
    long_stop_days: int = 0
    meeting: str = ""
    adjourned: bool = False
    sealed: bool = False
    draft: int | None = None
    public: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """Its free texts by name, which go into the log as commitments, without blanks around them."""
        return {name: getattr(self, name).strip() for name in _TEXTS}


_TEXTS = (
    "title", "text", "expected_effect", "expected_where", "scope_note", "legal_basis", "consequence_title",
    "consequence_text",
)  # fmt: skip
