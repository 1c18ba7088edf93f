"""The pages of decisions."""

from alliance.decisions.views.changing import (
    act,
    amend,
    close,
    deadline,
    interest,
    review,
    ruling,
    withdraw,
    withdraw_interest,
)
from alliance.decisions.views.proposing import drafts, propose, share
from alliance.decisions.views.reading import decision, printed, register
from alliance.decisions.views.voting import confirm, record, vote

__all__ = [
    "act", "amend", "close", "confirm", "deadline", "decision", "drafts", "interest", "printed", "propose", "record",
    "register", "review", "ruling", "share", "vote", "withdraw", "withdraw_interest",
]  # fmt: skip
