"""What can be done with a risk: raised, changed, held together, looked at again, moved on, linked."""

from risks.register.actions.holding import agree_to_hold, ask_partner, release_holding
from risks.register.actions.moving import move_risk, review_risk
from risks.register.actions.raising import change_risk, check_there, link_reference, raise_risk
from risks.register.actions.settling import settle, settle_accepted, settle_everywhere

__all__ = [
    "agree_to_hold", "ask_partner", "change_risk", "check_there", "link_reference", "move_risk", "raise_risk", "release_holding", "review_risk",
    "settle", "settle_accepted", "settle_everywhere",
]  # fmt: skip
