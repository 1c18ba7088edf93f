"""A draft as a file to mend: its cells as they were sent, with what was found written beside them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import Refused
from measures.plan.reading import read_plan
from measures.uploads.actions.gate import own_draft
from measures.uploads.files.commented import commented
from measures.uploads.findings import finding_from_json
from measures.uploads.grid import grid_from_json
from measures.uploads.keeping.registers import address
from measures.uploads.keeping.shown import is_part
from measures.uploads.models import State
from measures.uploads.queries.sheets import Template
from measures.uploads.rules import ENDED, UNDER_WAY

NO_CELLS: Mapping[str, Any] = {"kind": "", "sheets": []}  # of a response sheet none are held


def commented_copy(viewer: Viewer, id: UUID) -> Template | Refused:
    """The .xlsx copy of a draft that was checked; refused while it is checked and once its cells are gone."""
    found = own_draft(viewer.alliance, viewer.person, id, clock.now())
    if isinstance(found, Refused):
        return found
    if found.state != State.READY:
        return ENDED.get(found.state, UNDER_WAY)
    period = next(each for each in read_plan(viewer.alliance).periods if each.id == found.period_id)
    findings = map(finding_from_json, found.found)
    content = commented(grid_from_json(found.shown or NO_CELLS), findings, part=is_part(found.shown))
    return Template(f"cohort-sheet-{address(period)}-with-findings.xlsx", content)
