"""What can be done in a scoring round: begun, a view given, revealed, a score agreed."""

from risks.scoring.actions.agreeing import agree_score
from risks.scoring.actions.revealing import reveal_everywhere, settle, settle_rounds
from risks.scoring.actions.rounds import give_view, reveal_round, start_round

__all__ = [
    "agree_score", "give_view", "reveal_everywhere", "reveal_round", "settle", "settle_rounds", "start_round",
]  # fmt: skip
