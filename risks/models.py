"""The wing's face: the models of its rooms."""

from risks.escalation.models import Acceptance
from risks.logged.models import Logged, LoggedLink
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
from risks.shares.models import ShareTerms
from risks.treatments.models import Treatment
from risks.warnings.models import EarlyWarning, TicketDay, WarningPool

__all__ = [
    "Acceptance", "Appetite", "EarlyWarning", "Escalation", "Holder", "Logged", "LoggedLink", "MatrixVersion", "PartnerView",
    "Responsibility", "Risk", "RiskLink", "Round", "ScoreEntry", "SealedView", "ShareTerms", "TicketDay", "Treatment", "WarningPool",
]  # fmt: skip
