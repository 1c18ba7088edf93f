"""Answers to an instrument, as a form that somebody filled in."""

from measures.instruments.catalogue import instrument
from measures.instruments.columns import columns
from measures.instruments.scoring import score


def filled(id, answer):
    """The same answer to every question."""
    return dict.fromkeys(columns(instrument(id)).items, answer)


def told(id, answers, **said):
    """The score of answers in the order of the questions."""
    return score(instrument(id), dict(zip(columns(instrument(id)).items, answers, strict=True)), **said)
