"""Opening a proposal: whether it may open, and everything that is pinned as it does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from alliance.contract.matters import MatterType, Rule, Side, Venue
from alliance.contract.rulebook import RuleBook, meeting_need, need
from alliance.decisions.count.window import lapses
from alliance.door.refusals import Refused
from alliance.ledger.canonical import instant_text


@dataclass(frozen=True, slots=True)
class Opening:
    """What a proposer asks for. Ids as text, instants aware; `owner` and `category` for reserved matters alone,
    `represented` for a vote in a meeting; `review_on` is a date such as 2026-07-22."""

    proposal: str
    number: int
    matter: str
    venue: Venue
    opens: datetime
    closes: datetime
    proposed_by: str
    review_on: str | None = None
    owner: str | None = None
    category: str | None = None
    represented: frozenset[str] = frozenset()
    reverses: str | None = None
    looks_again_at: str | None = None
    supersedes: tuple[str, ...] = ()
    in_part: bool = False
    consequence_of: str | None = None
    renews: str | None = None
    ratifies: str | None = None
    adjourned: bool = False


def check_open(book: RuleBook, members: Mapping[str, Side], asked: Opening, at: datetime) -> Refused | None:
    """Whether `asked` may open at `at` among `members` (each with its side) under `book`."""
    matter = book.matter(asked.matter)
    if matter is None:
        return _no(
            "unknown_matter", f"The rule-book has no matter type “{asked.matter}”. Choose one it lists."
        )
    return (
        _wrong_place(matter, asked)
        or _wrong_owner(book, matter, members, asked)
        or _wrong_window(book, matter, asked, at)
        or _no_quorum(book, members, asked)
        or _no_review(book, matter, asked)
    )


def opened_body(book: RuleBook, version: int, members: Mapping[str, Side], asked: Opening) -> dict[str, Any]:
    """The body of `proposal.opened`: rule-book `version` and the members pinned, so that the tally needs no more.

    ValueError where the rule-book has no such matter type: ask `check_open` first.
    """
    matter = book.matter(asked.matter)
    if matter is None:
        raise ValueError(f"no matter type {asked.matter}")
    return {
        "proposal": asked.proposal,
        "number": asked.number,
        "revision": 1,
        "matter_type": asked.matter,
        "rule": matter.rule.value,
        "venue": asked.venue.value,
        "capacity": matter.capacity.value,
        "rulebook": version,
        "electorate": {org: side.value for org, side in members.items()},
        "need": need(book, len(members)),
        "opens": instant_text(asked.opens),
        "closes": instant_text(asked.closes),
        "abstention": book.abstention.value,
        "auto_close": book.auto_close(asked.venue),
        "admitted_declarer_votes": book.admitted_declarer_votes,
        "notice_days": notice_days(book, matter),
        "written_days": book.written_days,
        "time_zone": book.time_zone,
        "proposed_by": asked.proposed_by,
        **_where_given(matter, asked),
    }


def notice_days(book: RuleBook, matter: MatterType) -> int:
    """The days of notice a matter type needs: its own, or else the rule-book's."""
    return book.notice_days if matter.notice_days is None else matter.notice_days


def _where_given(matter: MatterType, asked: Opening) -> dict[str, Any]:
    threshold = matter.threshold
    given = {
        "p": threshold.p if threshold else None,
        "q": threshold.q if threshold else None,
        "owner": asked.owner,
        "category": asked.category,
        "represented": sorted(asked.represented) or None,
        "review_on": asked.review_on,
        "reverses": asked.reverses,
        "looks_again_at": asked.looks_again_at,
        "supersedes": list(asked.supersedes) or None,
        "in_part": asked.in_part or None,
        "consequence_of": asked.consequence_of,
        "renews": asked.renews,
        "ratifies": asked.ratifies,
    }
    return {name: value for name, value in given.items() if value is not None}


def _wrong_place(matter: MatterType, asked: Opening) -> Refused | None:
    if asked.venue is Venue.EITHER:
        return _no("venue", "Say whether this is decided in a meeting or in writing.")
    if matter.venue not in (asked.venue, Venue.EITHER):
        where = "in a meeting" if matter.venue is Venue.MEETING else "in writing"
        return _no("venue", f"{matter.name} is decided only {where}. Open it there.")
    return None


def _wrong_owner(
    book: RuleBook, matter: MatterType, members: Mapping[str, Side], asked: Opening
) -> Refused | None:
    if not matter.reserved:
        return _no("owner", "Only a reserved matter has an owner.") if asked.owner or asked.category else None
    if asked.owner is None or asked.owner not in members:
        return _no("owner", "A reserved matter needs the member that decides it. Name one of the members.")
    if matter.owner_side not in (None, members[asked.owner]):
        return _no("owner", f"This matter is reserved to a {matter.owner_side}. Name one as its owner.")
    if asked.category not in book.reserved_categories:
        return _no("category", f"Say why it is reserved: {', '.join(book.reserved_categories)}.")
    return None


def _wrong_window(book: RuleBook, matter: MatterType, asked: Opening, at: datetime) -> Refused | None:
    if asked.opens < at:
        return _no("opens_in_past", "A vote cannot open in the past. Choose a later opening.")
    if asked.closes <= asked.opens:
        return _no("window", "A vote closes after it opens. Choose a later deadline.")
    return None if asked.venue is Venue.MEETING else _wrong_written(book, matter, asked)


def _wrong_written(book: RuleBook, matter: MatterType, asked: Opening) -> Refused | None:
    days = notice_days(book, matter)
    if asked.closes - asked.opens < timedelta(days=days):
        return _no("notice", f"Members need {days} days to answer in writing. Choose a later deadline.")
    if asked.closes > lapses(asked.opens, book.written_days, book.time_zone):
        return _no(
            "lapses",
            f"A written decision lapses after {book.written_days} days, the first day counted. "
            "Choose an earlier deadline.",
        )
    return None


def _no_quorum(book: RuleBook, members: Mapping[str, Side], asked: Opening) -> Refused | None:
    if asked.venue is not Venue.MEETING:
        return None
    size = len(members)
    needed = book.adjourned_quorum.of(size) if asked.adjourned else meeting_need(book, size)
    present = len(asked.represented & members.keys())
    if present >= needed:
        return None
    return _no(
        "no_quorum", f"{needed} members must be represented, {present} are. Wait, or decide it in writing."
    )


def _no_review(book: RuleBook, matter: MatterType, asked: Opening) -> Refused | None:
    if asked.review_on is None and book.review_date_required:
        return _no("review_date", "Say when members will look at this again: a decision needs a review date.")
    if matter.rule is Rule.THRESHOLD and matter.threshold is None:
        return _no("threshold", f"{matter.name} has no threshold. Mend the rule-book first.")
    return None


def _no(code: str, sentence: str) -> Refused:
    return Refused(code, sentence, logged=False)
