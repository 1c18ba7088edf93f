"""Votes whose time has come are settled by the system, before anybody's next wish is looked at."""

from alliance.decisions.actions.reserved import use_where_in_effect
from alliance.decisions.actions.standing import state_of
from alliance.decisions.count.outcome import outcome_body, outcome_of
from alliance.decisions.count.tally import Result
from alliance.decisions.history import stories
from alliance.decisions.models import Life, Proposal
from alliance.door import clock
from alliance.door.access import Caller
from alliance.door.action import Act, action
from alliance.door.refusals import Refused


def settle(act: Act) -> None:
    """Compute the outcome of every proposal whose deadline has passed: decided at its deadline, not now. One query
    where nothing is due."""
    due = Proposal.objects.filter(alliance_id=act.alliance, result="", closes_at__lte=act.at)
    for proposal in due.order_by("closes_at", "number"):
        conclude(act, proposal)


def conclude(act: Act, proposal: Proposal) -> None:
    """Write the outcome of a vote that has ended, and what follows from it at once."""
    ended = outcome_of(state_of(act, proposal), act.at)
    act.as_system("outcome.computed", outcome_body(str(proposal.id), ended))
    use_where_in_effect(act, proposal)
    if ended.result is Result.CARRIED:
        _replace_others(act, proposal)


def close_if_ended(act: Act, proposal: Proposal) -> None:
    """Conclude a vote that the last event has ended (unanimity, or an early close)."""
    if state_of(act, proposal).ending is not None:
        conclude(act, proposal)


def _replace_others(act: Act, proposal: Proposal) -> None:
    """A carried reversal or replacement says so on what it replaces, whose own text stays untouched."""
    opened = stories(act.alliance, [proposal.id])[proposal.id][0].body
    by = {"by_proposal": str(proposal.id)}
    for kind, ids in {
        "reversed": [opened.get("reverses")],
        "superseded": opened.get("supersedes", ()),
    }.items():
        for one in filter(None, ids):
            if (
                Proposal.objects.filter(id=one)
                .exclude(life__in=["", Life.REVERSED, Life.SUPERSEDED])
                .exists()
            ):
                part = {"in_part": True} if kind == "superseded" and opened.get("in_part") else {}
                act.as_system(f"decision.{kind}", {"proposal": one} | by | part)


def _system_only(act: Act, arguments: object) -> Refused | None:
    return None


@action("proposal.settle", needs=_system_only, first=settle)
def settle_due(act: Act) -> str | Refused:
    """Settle what is due; the prelude of every action does it, so that this one has nothing left to do."""
    return str(act.alliance)


def settle_everywhere() -> None:
    """The worker's tick: each alliance with a vote whose deadline has passed settles it, as the system."""
    due = Proposal.objects.filter(result="", closes_at__lte=clock.now()).values_list("alliance_id", flat=True)
    for alliance in set(due):
        settle_due(Caller(alliance, None))
