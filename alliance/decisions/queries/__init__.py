"""What can be seen of decisions: every query, by the name the rest of the house calls it."""

from alliance.decisions.queries.cites import Looked, looked_for
from alliance.decisions.queries.known import numbered
from alliance.decisions.queries.lifting import drafted_change
from alliance.decisions.queries.page import ballot, decision
from alliance.decisions.queries.proposing import filters, proposing, speakers
from alliance.decisions.queries.register import open_decisions, references, register, things
from alliance.decisions.queries.rollcall import roll_calls
from alliance.decisions.queries.waiting import looks_due, waits

__all__ = [
    "Looked", "ballot", "decision", "drafted_change", "filters", "looked_for", "looks_due", "numbered", "open_decisions", "proposing", "references", "register", "roll_calls", "speakers",
    "things", "waits",
]  # fmt: skip
