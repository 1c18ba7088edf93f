"""Published figures for whoever cites a measure, such as a decision that named where it would look: sealed cells, no more."""

from alliance.door.access import Viewer
from alliance.figures.cells import ReleasedFigure
from measures.plan.queries import plan
from measures.releases.queries import published


def cited(viewer: Viewer, reference: str) -> list[ReleasedFigure]:
    """The share or mean of the measure `reference` in every view, in declared order, by period; none for an unknown one."""
    held = plan(viewer)
    versions = held.versions(reference)
    if not versions:
        return []
    figures = published(viewer, measures=[reference])
    return [
        ReleasedFigure(reference, versions[-1].wording, period.code, view.name, found.figure, found.cell)
        for view in held.views for period in held.periods
        if (found := figures.of(reference, view.code).get(period.code))
    ]  # fmt: skip
