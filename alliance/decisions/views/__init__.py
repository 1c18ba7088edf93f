"""The pages of decisions."""

from alliance.decisions.views.changing import (
    act,
    close,
    deadline,
    interest,
    review,
    ruling,
    withdraw,
    withdraw_interest,
)
from alliance.decisions.views.drafting import discard, draft, drafts, share, unshare
from alliance.decisions.views.lifting import amend, suggest
from alliance.decisions.views.proposing import propose
from alliance.decisions.views.reading import decision, printed, register
from alliance.decisions.views.voting import confirm, record, vote

__all__ = [
    "act", "amend", "close", "confirm", "deadline", "decision", "discard", "draft", "drafts", "interest", "printed", "propose", "record",
    "register", "review", "ruling", "share", "suggest", "unshare", "vote", "withdraw", "withdraw_interest",
]  # fmt: skip
