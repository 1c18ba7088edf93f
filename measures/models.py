"""The wing's face: the models of its rooms."""

from measures.atoms.models import AtomVersion, CurrentAtom, FileVersion
from measures.licences.models import Licence
from measures.limits.models import LimitStep
from measures.notes.models import Note
from measures.packs.models import Pack
from measures.plan.models import Breakdown, Cohort, Measure, Period, Supply, View
from measures.releases.models import (
    Proposal,
    PublishedFigure,
    Release,
    ReleasedAtom,
    ReleasedPeriod,
    ReleasedStatement,
    Seal,
    Series,
    Withdrawal,
)
from measures.uploads.models import Draft, Mapping, Refusal

__all__ = [
    "AtomVersion", "Breakdown", "Cohort", "CurrentAtom", "Draft", "FileVersion", "Licence", "LimitStep", "Mapping", "Measure", "Note", "Pack", "Period",
    "Proposal", "PublishedFigure", "Refusal", "Release", "ReleasedAtom", "ReleasedPeriod", "ReleasedStatement", "Seal", "Series",
    "Supply", "View", "Withdrawal",
]  # fmt: skip
