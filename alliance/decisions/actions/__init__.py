"""What can be done with decisions: every verb, by the name the rest of the house calls it."""

from alliance.decisions.actions.changes import (
    amend_proposal,
    close_early,
    move_deadline,
    withdraw_proposal,
)
from alliance.decisions.actions.following import admit_member, adopt_agreement, adopt_rulebook
from alliance.decisions.actions.interests import declare_interest, rule_on_interest, withdraw_interest
from alliance.decisions.actions.opening import open_proposal
from alliance.decisions.actions.reviews import answer_review
from alliance.decisions.actions.settling import settle_due, settle_everywhere
from alliance.decisions.actions.votes import cast_vote, confirm_vote, record_vote

__all__ = [
    "admit_member", "adopt_agreement", "adopt_rulebook", "amend_proposal", "answer_review", "cast_vote",
    "close_early", "confirm_vote", "declare_interest", "move_deadline", "open_proposal", "record_vote",
    "rule_on_interest", "settle_due", "settle_everywhere", "withdraw_interest",
    "withdraw_proposal",
]  # fmt: skip
