"""Published figures for whoever looks: the same for everyone, read back under their seal. The audit comes later."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from alliance.door.access import Viewer
from alliance.door.refusals import Refused
from alliance.figures.cells import SafeCell
from measures.plan.keys import alliance_key
from measures.releases.stored.rows import NAMES, FigureChanged
from measures.releases.stored.rows import published as read_back
from measures.releases.models import Edition, PublishedFigure

ENDS = (":share", ":mean", ":count")
MAIN = Q(figure__endswith=":share") | Q(figure__endswith=":mean") | Q(figure__endswith=":count")


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition: which period, which number, and when it was made."""

    id: UUID
    number: int
    period: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure with the partners whose people are in it, by code in charter order."""

    view: str
    measure: str
    period: str
    figure: str
    partners: tuple[str, ...]
    cell: SafeCell


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that may be shown: the edition that stands for each period, and the figures; or why there are none."""

    editions: tuple[EditionRow, ...]
    figures: tuple[Figure, ...]
    silence: str = ""

    def of(self, measure: str, view: str) -> Mapping[str, Figure]:
        """A measure's share, mean or count in one view, by period."""
        return {
            each.period: each for each in self.figures
            if (each.measure, each.view) == (measure, view) and each.figure.endswith(ENDS)
        }  # fmt: skip


def published(
    viewer: Viewer,
    *,
    measures: Iterable[str] | None = None,
    until: int | None = None,
    all_figures: bool = False,
) -> Figures:
    """The figures that stand, of the last edition of each period; `until` looks back to what stood after that edition.

    Only shares, means and counts are read unless `all_figures`; each carries its shown number of people. Two queries, whatever
    there is. Without the alliance's key, or where a stored figure lost its seal, there is silence and its reason.
    """
    editions = _standing(viewer.alliance, until)
    if not editions:
        return Figures((), ())
    key = alliance_key(viewer.alliance)
    if isinstance(key, Refused):
        return Figures((), (), key.sentence)
    rows = PublishedFigure.objects.filter(edition__in=[each.id for each in editions])
    rows = rows if all_figures else rows.filter(MAIN)
    rows = rows if measures is None else rows.filter(measure__in=list(measures))
    return _read(editions, rows.values(*NAMES), key)


def _read(editions: tuple[EditionRow, ...], rows: Iterable[Mapping[str, Any]], key: bytes) -> Figures:
    try:
        found = [read_back(row, key) for row in rows]
    except FigureChanged as changed:
        return Figures((), (), str(changed))
    figures = (Figure(f.view, f.measure, f.period, f.figure, f.partners, f.cell) for f in found)
    return Figures(editions, tuple(figures))


def _standing(alliance: UUID, until: int | None) -> tuple[EditionRow, ...]:
    found = Edition.objects.filter(alliance_id=alliance).select_related("period").order_by("number")
    found = found if until is None else found.filter(number__lte=until)
    rows = [EditionRow(each.id, each.number, each.period.code, each.made_at) for each in found]
    return tuple({row.period: row for row in rows}.values())
