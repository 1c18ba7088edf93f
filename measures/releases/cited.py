"""Published figures for whoever cites measures, such as a decision that named where it would look: sealed cells, no more."""

from collections.abc import Sequence

from alliance.door.access import Viewer
from alliance.figures.cells import ReleasedFigure
from measures.plan.queries import plan
from measures.releases.queries import published


def cited(viewer: Viewer, references: Sequence[str]) -> list[ReleasedFigure]:
    """The share or mean of each measure of `references` in every view, in declared order, by period; none for an unknown one.

    As many queries for many measures as for one.
    """
    held = plan(viewer)
    titles = {ref: versions[-1].wording for ref in references if (versions := held.versions(ref))}
    if not titles:
        return []
    figures = published(viewer, measures=titles)
    return [
        ReleasedFigure(ref, title, period.code, view.name, found.figure, found.cell)
        for ref, title in titles.items() for view in held.views for period in held.periods
        if (found := figures.of(ref, view.code).get(period.code))
    ]  # fmt: skip
