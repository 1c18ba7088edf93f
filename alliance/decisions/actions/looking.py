"""A look back that has ended is written down by the register itself: who would, who would not, who was silent."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import uuid4

from alliance.calendar.rules import day_of
from alliance.contract.access import members
from alliance.decisions.count.looking import Answer, Finding, Round, complete, finding, next_look, running
from alliance.decisions.count.tally import Counts
from alliance.decisions.history import story
from alliance.decisions.models import Proposal
from alliance.door.action import Act


def close_where_complete(act: Act, proposal: Proposal, zone: str) -> None:
    """End the look back on `proposal` once all have answered, or as things stood when its time was over."""
    look = running(story(act.alliance, proposal.id))
    if look.closes is None:
        return
    ended = min(act.at, look.closes)
    members = _members(act, ended)
    if complete(look, members, act.at):
        body = {"review": look.review, "proposal": str(proposal.id)} | _said(look, members, ended, zone)
        act.as_system("decision.reviewed", body)


def _said(look: Round, members: Collection[str], ended: datetime, zone: str) -> dict[str, Any]:
    return {
        "finding": finding(look, members).value, "would_still": look.who(Answer.YES, members),
        "would_not": look.who(Answer.NO, members), "unsure": look.who(Answer.UNSURE, members),
        "silent": look.silent(members), "review_on": next_look(look, members, day_of(ended, zone)).isoformat(),
    }  # fmt: skip


def looked_again(act: Act, voted: Proposal, counts: Counts, found: Finding) -> None:
    """A carried vote that looks again at a decision carries it on, changes a part of it or ends it, as `found` says: every
    member has answered there, by position. Whoever agrees to change or to end it would not decide it so again."""
    looked = voted.looks_again_at
    if looked is None or (voted.review_on is None and found is not Finding.ENDED):
        return
    look = running(story(act.alliance, looked.id))
    next_day = {} if found is Finding.ENDED else {"review_on": str(voted.review_on)}
    would, would_not = counts.agree, counts.disagree
    if found is not Finding.CONTINUE:
        would, would_not = would_not, would
    act.as_system(
        "decision.reviewed",
        {"review": look.review or str(uuid4()), "proposal": str(looked.id), "finding": found.value,
         "would_still": list(would), "would_not": list(would_not), "unsure": list(counts.abstain),
         "silent": list(counts.silent), "by_proposal": str(voted.id)} | next_day,
    )  # fmt: skip


def _members(act: Act, at: datetime) -> list[str]:
    """Who was a member at the instant `at`."""
    return [str(org) for org in members(act.alliance, at).values_list("id", flat=True)]
