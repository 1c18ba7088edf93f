"""What a person may type about decisions."""

from alliance.decisions.forms.afterwards import Admit, Agreement, LookAgain, Nothing
from alliance.decisions.forms.changing import Amend, MaybeWhy, Move, Why
from alliance.decisions.forms.drafting import Draft, Share, Suggestion
from alliance.decisions.forms.interests import Interest, Ruling
from alliance.decisions.forms.proposing import Propose, ProposeReserved, ProposeRuleBook
from alliance.decisions.forms.register import Filter
from alliance.decisions.forms.voting import Record, Vote

__all__ = [
    "Admit", "Agreement", "Amend", "Draft", "Filter", "Interest", "LookAgain", "MaybeWhy", "Move", "Nothing", "Propose",
    "ProposeReserved", "ProposeRuleBook", "Record", "Ruling", "Share", "Suggestion", "Vote", "Why",
]  # fmt: skip
