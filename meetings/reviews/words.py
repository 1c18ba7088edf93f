"""What things in a review are called, for whatever talks to people and programs; the rules behind them stay behind."""

from meetings.reviews.rules.counts import FEARS
from meetings.reviews.rules.methods import ABOUT, METHODS, QUESTIONS, SUBJECTS, Suggestion
from meetings.reviews.rules.offsets import WIDER
from meetings.reviews.rules.stages import ASKED, FACTORS, LONGEST, Stage
from meetings.reviews.rules.states import State

__all__ = [
    "ABOUT", "ASKED", "FACTORS", "FEARS", "LONGEST", "METHODS", "QUESTIONS", "SUBJECTS", "WIDER", "Stage", "State",
    "Suggestion",
]  # fmt: skip
