"""A member leaves, or becomes part of another: what becomes of the decisions that wait for its board."""

from uuid import UUID

from alliance.decisions.actions.settling import take_effect
from alliance.decisions.actions.standing import state_of
from alliance.decisions.count.outcome import outcome_of
from alliance.decisions.models import Life, Proposal, Ratification
from alliance.door.action import Act


def lift_conditions(act: Act, org: UUID, into: UUID | None = None) -> None:
    """Say of each decision that still waits for the board of `org` that it does so no longer: a member that left is not
    bound by it. The board of `into`, the member it became part of, is awaited instead, where it is not yet."""
    asked = Ratification.objects.filter(org_id=org, ratified_at=None, proposal__life=Life.SUBJECT)
    for one in asked.select_related("proposal").order_by("proposal__number"):
        body = {"proposal": str(one.proposal_id), "org": str(org)}
        named = Ratification.objects.filter(proposal=one.proposal_id, org_id=into).exists()
        act.as_system("decision.condition_lifted", body | ({"to": str(into)} if into and not named else {}))
        _begin(act, one.proposal)


def _begin(act: Act, row: Proposal) -> None:
    row.refresh_from_db()
    if row.life != Life.SUBJECT:
        take_effect(act, row, outcome_of(state_of(act, row), act.at))
