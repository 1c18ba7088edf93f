"""Decisions have a half-life: on the day they named, members look again at what they meant and what they saw."""

from datetime import date
from uuid import UUID, uuid4

from alliance.calendar.rules import day_of
from alliance.decisions.actions.settling import settle
from alliance.decisions.actions.standing import allowed, book_in_force, found, insider, members
from alliance.decisions.afterwards import check_review
from alliance.decisions.using import as_decided
from alliance.door.access import outsider
from alliance.door.action import Act, action
from alliance.door.refusals import DENIED, Refused, malformed


@action("decision.review", needs=insider, first=settle)
def review_decision(
    act: Act, *, proposal: int, finding: str, seen: str, review_on: date | None = None, reason: str = "",
    would_still: tuple[UUID, ...] = (), would_not: tuple[UUID, ...] = (), by_proposal: int | None = None,
) -> str | Refused:  # fmt: skip
    """Note what members saw when they looked again, and whether they would still decide so.

    `finding` is continue, amend or end; `review_on` is the next day to look, `by_proposal` the number of the
    proposal that changes or ends it. Answers the reference.
    """
    row = found(act, proposal)
    if not allowed(act, "decision.review"):
        no = outsider("note a look back")
        return Refused(no.code, no.sentence, DENIED, True, {"proposal": str(row.id)})
    today = day_of(act.at, book_in_force(act)[1].time_zone)
    against, still = [str(org) for org in would_not], [str(org) for org in would_still]
    if not members(act).keys() >= {*against, *still}:
        return malformed(
            "would_still", "Only members say whether they would still decide so. Choose among them."
        )
    if refused := check_review(
        as_decided(row), finding=finding, seen=seen, review_on=review_on, would_not=against, today=today
    ):
        return refused
    more = {
        "review_on": review_on.isoformat() if review_on else None,
        "by_proposal": str(found(act, by_proposal).id) if by_proposal else None,
    }
    act.log(
        "decision.reviewed",
        {"review": str(uuid4()), "proposal": str(row.id), "finding": finding, "would_not": against,
         "would_still": still} | {name: value for name, value in more.items() if value},
        seen=seen.strip(), reason=reason.strip(),
    )  # fmt: skip
    return str(row)
