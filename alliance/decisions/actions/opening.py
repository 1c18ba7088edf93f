"""A proposal is opened: its text, its electorate and its rule-book stand from then on."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from alliance.calendar.rules import day_of
from alliance.contract import rulebook
from alliance.contract.access import enter, members
from alliance.contract.matters import Venue
from alliance.contract.models import Alliance
from alliance.decisions.actions.climbing import check_renewal
from alliance.decisions.actions.reserved import check_ratifying
from alliance.decisions.actions.settling import settle
from alliance.decisions.actions.standing import book_in_force, found, insider, speaks
from alliance.decisions.actions.undoing import check_undoing
from alliance.decisions.actions.writing import Wanted, check_wanted, write_opening
from alliance.decisions.asked import Asked
from alliance.decisions.count.sealing import check_seal
from alliance.decisions.drafting import drafts, wording
from alliance.decisions.models import Proposal
from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused, denied
from alliance.papers.actions import follow

LONGEST_MONTH = timedelta(days=31)  # a month’s meeting is never farther off


@action("proposal.open", needs=insider, first=settle)
def open_proposal(act: Act, *, asked: Asked) -> str | Refused:
    """Open a proposal for votes on behalf of the member `asked.org`; answers its reference, such as D-001."""
    return write_asked(act, asked)


def write_asked(act: Act, asked: Asked, represented: Iterable[UUID] = ()) -> str | Refused:
    """Inside an action, of this room or of one above it: open what was asked for, or say why not, before any writing.
    `represented` are the members that are there, where it opens at a meeting."""
    if refused := _who(act, asked.org):
        return refused
    wanted = replace(_wanted(act, asked), represented=frozenset(represented))
    begun = _begun(act, asked.draft)
    if refused := wording.check_draft(begun.opened_as if begun else None) or _refused(act, asked, wanted):
        return refused
    opened = Proposal.objects.get(id=write_opening(act, wanted))
    if begun:
        follow(act, begun.ref, str(opened))
        drafts.note_opened(begun.id, opened.number)
    return str(opened)


def _begun(act: Act, draft: int | None) -> drafts.DraftLine | None:
    """The draft that ends here: one that whoever opens it may change. NotFound where they may not read it."""
    if act.by is None or draft is None:
        return None
    line = drafts.draft(enter(act.by, Alliance.objects.get(id=act.alliance).slug), draft)
    return line if line.writes else None


def _wanted(act: Act, asked: Asked) -> Wanted:
    """What was asked for, with the decisions it names by their ids; NotFound where there is none such."""
    return Wanted(
        org=asked.org, matter=asked.matter, texts=asked.texts, venue=Venue(asked.venue), opens=asked.opens,
        closes=asked.closes, review_on=_iso(asked.review_on), owner=asked.owner, category=asked.category or None,
        reverses=_named(act, asked.reverses),
        looks_again_at=_named(act, asked.looks_again_at),
        supersedes=tuple(found(act, number).id for number in asked.supersedes), in_part=asked.in_part,
        renews=_named(act, asked.renews), ratifies=_named(act, asked.ratifies), adjourned=asked.adjourned, boards=asked.boards, long_stop_days=asked.long_stop_days,
        more={"objectives": list(asked.objectives), "settings": asked.settings, "expires": _iso(asked.expires_on), "expected_by": _iso(asked.expected_by),
              "expected_sure": asked.expected_sure,
              "consequence_review_on": _iso(asked.consequence_review_on), "meeting": asked.meeting, "sealed": asked.sealed, "public": asked.public},
    )  # fmt: skip


def _refused(act: Act, asked: Asked, wanted: Wanted) -> Refused | None:
    _, book = book_in_force(act)
    opens = day_of(asked.opens or act.at, book.time_zone)
    return (
        wording.check_words(wanted.texts["title"], wanted.texts["text"])
        or check_settings(act, asked.matter, asked.settings)
        or wording.check_days(opens, wanted.review_on, asked.expires_on)
        or wording.check_expectation(asked.expected_sure)
        or check_seal(asked.sealed, wanted.venue, reserved=asked.owner is not None)
        or wording.check_public(asked.public, asked.matter)
        or check_wanted(act, wanted)
        or check_renewal(act, asked.renews, asked.matter)
        or _check_reserved(asked, wanted, opens + book.meeting_every_months * LONGEST_MONTH)
        or check_undoing(act, book, wanted)
        or check_ratifying(act, book, asked.ratifies, asked.matter)
    )


def _check_reserved(asked: Asked, wanted: Wanted, next_meeting: date) -> Refused | None:
    if asked.owner is None:
        return None
    return wording.check_reserved_words(wanted.texts, wanted.category, asked.expires_on, next_meeting)


def check_settings(act: Act, matter: str, settings: Mapping[str, Any] | None) -> Refused | None:
    """Whether the settings, where a new rule-book is proposed, make a rule-book that these members may adopt."""
    if settings is None:
        return None
    if matter != "rule_book":
        return Refused("settings", "Only a proposal about the rule-book carries settings. Leave them out.")
    book = rulebook.from_body(settings)
    if isinstance(book, Refused):
        return book
    return rulebook.check_adoption(book, members(act.alliance).count())


def _who(act: Act, org: UUID) -> Refused | None:
    if not members(act.alliance).filter(id=org).exists():
        raise NotFound
    if speaks(act, org):
        return None
    return denied(
        "not_proposer",
        "Only who holds a member’s mandate opens its proposals. Write a draft and share it with them: they open it.",
    )


def _named(act: Act, number: int | None) -> UUID | None:
    return found(act, number).id if number else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
