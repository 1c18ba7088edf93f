"""What can be seen of decisions: every query, by the name the rest of the house calls it."""

from alliance.decisions.queries.page import ballot, decision
from alliance.decisions.queries.proposing import proposing, speakers
from alliance.decisions.queries.register import open_decisions, references, register, things
from alliance.decisions.queries.waiting import waits

__all__ = [
    "ballot",
    "decision",
    "open_decisions",
    "proposing",
    "references",
    "register",
    "speakers",
    "things",
    "waits",
]
