"""Decisions have a half-life: on the day they named, each member looks again and says whether it would still decide so."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from alliance.calendar.rules import day_of
from alliance.decisions.actions.looking import close_where_complete
from alliance.decisions.actions.settling import settle
from alliance.decisions.actions.standing import book_in_force, found, held, insider, members
from alliance.decisions.afterwards import check_answer
from alliance.decisions.count.looking import running
from alliance.decisions.count.sentences import REFUSALS
from alliance.decisions.count.window import lapses
from alliance.decisions.history import story
from alliance.decisions.models import Proposal
from alliance.decisions.using import as_decided
from alliance.door.action import Act, action
from alliance.door.refusals import DENIED, Refused
from alliance.ledger.canonical import instant_text


@action("decision.review", needs=insider, first=settle)
def answer_review(
    act: Act, *, proposal: int, org: UUID, answer: str, seen: str, reason: str = "", look_next: date | None = None
) -> str | Refused:  # fmt: skip
    """Answer for `org` whether it would still decide D-`proposal` so; answers the reference.

    `answer` is yes, no or unsure; `seen` what was seen beside what was expected; `look_next` the day on which to look
    next. A member's last answer counts. The first gives the others the days of a written vote; the look back ends
    when all have answered, or then.
    """
    row, zone = found(act, proposal), book_in_force(act)[1].time_zone
    if str(org) not in held(act, act.by) & members(act).keys():
        return Refused("no_mandate", REFUSALS["no_mandate"], DENIED, True, {"proposal": str(row.id)})
    today = day_of(act.at, zone)
    if refused := check_answer(as_decided(row), answer=answer, seen=seen, look_next=look_next, today=today):
        return refused
    body = _body(act, row) | {"org": str(org), "answer": answer}
    next_day = {"look_next": look_next.isoformat()} if look_next else {}
    act.log("decision.review_answered", body | next_day, seen=seen.strip(), reason=reason.strip())
    close_where_complete(act, row, zone)
    return str(row)


def _body(act: Act, row: Proposal) -> dict[str, Any]:
    """Of the look back that runs; the first answer begins one."""
    look, book = running(story(act.alliance, row.id)), book_in_force(act)[1]
    closes = look.closes or lapses(act.at, book.written_days, book.time_zone)
    return {
        "review": look.review or str(uuid4()),
        "proposal": str(row.id),
        "closes": instant_text(closes),
    }
