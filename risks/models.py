"""The wing's face: the models of its rooms."""

from risks.escalation.models import Acceptance
from risks.register.models import (
    Appetite,
    Escalation,
    Holder,
    MatrixVersion,
    Responsibility,
    Risk,
    RiskLink,
    ScoreEntry,
)
from risks.scoring.models import PartnerView, Round, SealedView
from risks.treatments.models import Treatment

__all__ = [
    "Acceptance", "Appetite", "Escalation", "Holder", "MatrixVersion", "PartnerView", "Responsibility", "Risk", "RiskLink", "Round",
    "ScoreEntry", "SealedView", "Treatment",
]  # fmt: skip
