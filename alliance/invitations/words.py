"""The words of invitations: what somebody may be invited as, and what a letter's state means."""

from collections.abc import Mapping
from enum import StrEnum

LIFE_DAYS = 14
MANDATES = ("representative", "deputy")
COLLEAGUE = "colleague"
INVITED_AS: Mapping[str, str] = {
    "representative": "Representative, who casts the organisation’s ballot",
    "deputy": "Deputy, who casts the organisation’s ballot when the representative cannot",
    COLLEAGUE: "Colleague, who sees everything and has no ballot",
    "data_lead": "Data lead, who sends the organisation’s sheets",
    "observer": "Observer",
    "facilitator": "Facilitator",
    "manager": "Alliance manager",
}
FOR_THE_TEAM = ("facilitator", "manager", COLLEAGUE)


class State(StrEnum):
    """What an invitation's link leads to."""

    OPEN = "open"
    USED = "used"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


SENTENCES: Mapping[State, str] = {
    State.USED: "This invitation was accepted already. If it was you, sign in.",
    State.WITHDRAWN: "This invitation was withdrawn. Ask whoever invited you for a new one.",
    State.EXPIRED: "This invitation has expired. Ask whoever invited you for a new one.",
}
