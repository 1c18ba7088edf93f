"""The wing's face: the models of its rooms."""

from risks.logged.models import Logged, LoggedLink
from risks.register.models import Holder, MatrixVersion, Responsibility, Risk, RiskLink, ScoreEntry
from risks.shares.models import ShareTerms

__all__ = [
    "Holder", "Logged", "LoggedLink", "MatrixVersion", "Responsibility", "Risk", "RiskLink", "ScoreEntry", "ShareTerms",
]  # fmt: skip
