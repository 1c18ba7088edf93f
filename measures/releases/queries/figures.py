"""Published figures for whoever looks: the same for everyone, of sealed releases alone, read back under their seals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q

from alliance.door.access import Viewer
from alliance.door.refusals import Refused
from alliance.figures.cells import SafeCell
from measures.plan.keys import alliance_key
from measures.releases.making.change import SINCE, base_of
from measures.releases.models import PublishedFigure, Release, ReleasedPeriod, Withdrawal
from measures.releases.publish import Published, withdrawn
from measures.releases.rules import State
from measures.releases.stored.rows import NAMES, FigureChanged
from measures.releases.stored.rows import published as read_back

Taken = Mapping[tuple[str, str, str], str]
ENDS = (":share", ":mean", ":count")
MAIN = reduce(or_, (Q(figure__endswith=end) for end in ENDS))


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """The release that stands for a period: its number, when it was published, and the series of its thresholds."""

    id: UUID
    number: int
    period: str
    published_at: datetime
    series: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure with the partners whose people are in it, by code in charter order."""

    view: str
    measure: str
    period: str
    figure: str
    partners: tuple[str, ...]
    cell: SafeCell
    release: UUID


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that may be shown: the release that stands for each period, and the figures; or why there are none.

    `numbers` are those of all releases that were published, the oldest first: some between were closed.
    """

    releases: tuple[ReleaseRow, ...]
    figures: tuple[Figure, ...]
    silence: str = ""
    numbers: tuple[int, ...] = ()

    @property
    def as_of(self) -> int:
        """The number of the newest release in it, 0 where there is none."""
        return max((each.number for each in self.releases), default=0)

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
    changes: bool = False,
) -> Figures:
    """The figures that stand, of the last release of each period; `until` looks back to what stood after that release.

    Only shares, means and counts are read unless `all_figures`; each carries its shown number of people. Of chosen `measures`
    their `changes` are read only where that is asked for. Three queries,
    whatever there is. Without the alliance's key, or where a stored figure lost its seal, there is silence and its reason.
    """
    releases, numbers = _standing(viewer.alliance, until)
    if not releases:
        return Figures((), (), numbers=numbers)
    key = alliance_key(viewer.alliance)
    if isinstance(key, Refused):
        return Figures((), (), key.sentence, numbers)
    rows = PublishedFigure.objects.filter(
        reduce(or_, (Q(released=each.id, period=each.period) for each in releases))
    )
    rows = rows if all_figures else rows.filter(MAIN)
    rows = rows if measures is None else rows.filter(_of(list(measures), changes=changes))
    found = _read(releases, rows.values("released_id", *NAMES), key, _withdrawals(viewer.alliance, releases))
    return replace(found, numbers=numbers)


def succeeded_at(viewer: Viewer, number: int | None) -> datetime | None:
    """When the release after this one was published; None for the newest, or for no number. At most one query."""
    if number is None:
        return None
    later = Release.objects.filter(alliance=viewer.alliance, state=State.PUBLISHED, number__gt=number)
    return later.order_by("number").values_list("published_at", flat=True).first()


def _of(measures: Sequence[str], *, changes: bool) -> Q:
    begins = (Q(measure__startswith=f"{code}{SINCE}") for code in measures if changes)
    return reduce(or_, begins, Q(measure__in=measures))


def _read(
    releases: tuple[ReleaseRow, ...], rows: Iterable[Mapping[str, Any]], key: bytes, taken_back: Taken
) -> Figures:
    try:
        found = [(row["released_id"], read_back(row, key)) for row in rows]
    except FigureChanged as changed:
        return Figures((), (), str(changed))
    figures = (
        Figure(f.view, f.measure, f.period, f.figure, f.partners, _cell(f, taken_back), release)
        for release, f in found
    )
    return Figures(releases, tuple(figures))


def _withdrawals(alliance: UUID, releases: Iterable[ReleaseRow]) -> Taken:
    """The reasons of what was taken back of these releases, or of later ones of the same period, by period, measure and
    view (blank: all views). One query.
    """
    these = reduce(or_, (Q(period=each.period, release__number__gte=each.number) for each in releases))
    rows = Withdrawal.objects.filter(these, release__alliance_id=alliance).order_by("release__number")
    return {(each.period, each.measure, each.view): each.reason for each in rows}


def _cell(figure: Published, taken_back: Taken) -> SafeCell:
    place = figure.period, base_of(figure.measure)  # who takes a measure back takes its change with it
    reason = taken_back.get((*place, "")) or taken_back.get((*place, figure.view))
    return withdrawn(figure.cell.release, reason) if reason else figure.cell


def _standing(alliance: UUID, until: int | None) -> tuple[tuple[ReleaseRow, ...], tuple[int, ...]]:
    """The release that stood for each period after release `until`, and the numbers of all that were published."""
    found = ReleasedPeriod.objects.filter(release__alliance_id=alliance, release__state=State.PUBLISHED)
    rows = [
        ReleaseRow(each.release_id, each.release.number, each.period.code, each.release.published_at, each.series)
        for each in found.select_related("release", "period").order_by("release__number", "period__starts_on")
        if each.release.published_at
    ]  # fmt: skip
    standing = {row.period: row for row in rows if until is None or row.number <= until}
    return tuple(standing.values()), tuple(dict.fromkeys(row.number for row in rows))
