"""How an opening is written, whoever asks for it: a person, or the system after a reserved use."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max

from alliance.calendar.rules import day_of
from alliance.contract.matters import Venue
from alliance.contract.rulebook import RuleBook
from alliance.decisions.actions.conditions import check_conditions, pinned
from alliance.decisions.actions.standing import book_in_force, members
from alliance.decisions.count.opening import Opening, check_open, notice_days, opened_body
from alliance.decisions.count.window import default_close
from alliance.decisions.models import Proposal
from alliance.door.action import Act
from alliance.door.refusals import Refused

HALF_A_YEAR = timedelta(days=182)
IN_A_MEETING = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to open; `more` are further fields of the event's body, `texts` its free texts."""

    org: UUID
    matter: str
    texts: Mapping[str, str]
    venue: Venue = Venue.WRITTEN
    opens: datetime | None = None
    closes: datetime | None = None
    review_on: str | None = None
    owner: UUID | None = None
    category: str | None = None
    represented: frozenset[UUID] = frozenset()
    reverses: UUID | None = None
    looks_again_at: UUID | None = None
    supersedes: tuple[UUID, ...] = ()
    in_part: bool = False
    consequence_of: UUID | None = None
    renews: UUID | None = None
    ratifies: UUID | None = None
    adjourned: bool = False
    boards: tuple[UUID, ...] = ()
    long_stop_days: int = 0
    more: Mapping[str, Any] = field(default_factory=dict)


def check_wanted(act: Act, wanted: Wanted) -> Refused | None:
    """Whether the rule-book in force lets this open now."""
    _, book = book_in_force(act)
    here = members(act)
    return check_open(book, here, _asked(act, wanted, book, 1), act.at) or check_conditions(
        book, here, wanted.matter, wanted.boards, wanted.long_stop_days, wanted.category
    )


def write_opening(act: Act, wanted: Wanted) -> str:
    """Log the opening with the next number and everything pinned; answers the proposal's id.

    The system opens what nobody may be able to refuse: a consequence. Ask `check_wanted` first for all else.
    """
    version, book = book_in_force(act)
    asked = _asked(act, wanted, book, next_number(act))
    if wanted.consequence_of and asked.review_on is None:
        asked = replace(asked, review_on=(day_of(act.at, book.time_zone) + HALF_A_YEAR).isoformat())
    write = act.as_system if wanted.consequence_of else act.log
    here = members(act)
    body = opened_body(book, version, here, asked) | {k: v for k, v in wanted.more.items() if v}
    body |= pinned(book, here, wanted.matter, wanted.boards, wanted.long_stop_days, wanted.category)
    write("proposal.opened", body, **{name: text for name, text in wanted.texts.items() if text})
    return asked.proposal


def next_number(act: Act) -> int:
    """The next number, gapless: the lock is held."""
    return (Proposal.objects.filter(alliance_id=act.alliance).aggregate(top=Max("number"))["top"] or 0) + 1


def _asked(act: Act, wanted: Wanted, book: RuleBook, number: int) -> Opening:
    opens = wanted.opens or act.at
    return Opening(
        proposal=str(uuid4()), number=number, matter=wanted.matter, venue=wanted.venue, opens=opens,
        closes=wanted.closes or _close(wanted, book, opens), proposed_by=str(wanted.org), review_on=wanted.review_on,
        owner=_text(wanted.owner), category=wanted.category, represented=frozenset(map(str, wanted.represented)),
        reverses=_text(wanted.reverses), looks_again_at=_text(wanted.looks_again_at), supersedes=tuple(map(str, wanted.supersedes)), in_part=wanted.in_part,
        consequence_of=_text(wanted.consequence_of), renews=_text(wanted.renews), ratifies=_text(wanted.ratifies), adjourned=wanted.adjourned,
    )  # fmt: skip


def _close(wanted: Wanted, book: RuleBook, opens: datetime) -> datetime:
    matter = book.matter(wanted.matter)
    if wanted.venue is Venue.MEETING or matter is None:
        return opens + IN_A_MEETING
    return default_close(opens, book.written_days, notice_days(book, matter), book.time_zone)


def _text(id: UUID | None) -> str | None:
    return str(id) if id else None
