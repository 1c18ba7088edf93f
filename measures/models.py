"""The wing's face: the models of its rooms."""

from measures.atoms.models import AtomVersion, CurrentAtom, FileVersion
from measures.licences.models import Licence
from measures.plan.models import Breakdown, Cohort, Measure, Period, Supply, View
from measures.releases.models import Edition, PublishedFigure, ReleasedAtom
from measures.uploads.models import Draft, Mapping, Refusal

__all__ = [
    "AtomVersion", "Breakdown", "Cohort", "CurrentAtom", "Draft", "Edition", "FileVersion", "Licence", "Mapping", "Measure", "Period",
    "PublishedFigure", "Refusal", "ReleasedAtom", "Supply", "View",
]  # fmt: skip
