"""The wing's face: the models of its rooms."""

from risks.register.models import Holder, MatrixVersion, Responsibility, Risk, RiskLink, ScoreEntry

__all__ = ["Holder", "MatrixVersion", "Responsibility", "Risk", "RiskLink", "ScoreEntry"]
