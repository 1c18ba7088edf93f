"""What things in a review are called, for whatever talks to people and programs; the rules behind them stay behind."""

from meetings.reviews.rules.counts import FEARS
from meetings.reviews.rules.methods import ABOUT, FEWEST_FOR_A_THEME, METHODS, QUESTIONS, SUBJECTS, Suggestion
from meetings.reviews.rules.offsets import WIDER
from meetings.reviews.rules.stages import FACTORS, LONGEST, WRITTEN, Stage
from meetings.reviews.rules.states import State

__all__ = [
    "ABOUT", "FACTORS", "FEARS", "FEWEST_FOR_A_THEME", "LONGEST", "METHODS", "QUESTIONS", "SUBJECTS", "WIDER", "WRITTEN", "Stage", "State",
    "Suggestion",
]  # fmt: skip
