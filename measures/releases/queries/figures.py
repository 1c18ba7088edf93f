"""Published figures for whoever looks: the same for everyone, of sealed releases alone, read back under their seals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q

from alliance.door.access import Viewer
from alliance.door.refusals import Refused
from measures.plan.keys import alliance_key
from measures.releases.making.change import SINCE, base_of
from measures.releases.models import PublishedFigure, Release, ReleasedPeriod, Withdrawal
from measures.releases.publish import COLUMNS, Published, published_from, withdrawn
from measures.releases.rules import State

Figure = Published  # what is seen is what was published, unless it was taken back since
Place = tuple[str, str]
Taken = Mapping[tuple[str, str, str], str]
ENDS = (":share", ":mean", ":count")
MAIN = reduce(or_, (Q(figure__endswith=end) for end in ENDS))
CHARTED = ~Q(figure="n")  # these, and the counts that shares were made from
ALL = Q()


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """The release that stands for a period: its number, when it was published, and the series of its thresholds."""

    id: UUID
    number: int
    period: str
    published_at: datetime
    series: int


@dataclass(frozen=True)
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
        here = self.by_place.get((measure, view), ())
        return {each.period: each for each in here if each.figure.endswith(ENDS)}

    @cached_property
    def by_place(self) -> Mapping[Place, Sequence[Figure]]:
        """The figures by measure and view."""
        places: dict[Place, list[Figure]] = defaultdict(list)
        for each in self.figures:
            places[each.measure, each.view].append(each)
        return places


def published(
    viewer: Viewer,
    *,
    measures: Iterable[str] | None = None,
    until: int | None = None,
    which: Q = MAIN,
    changes: bool = False,
) -> Figures:
    """The figures that stand, of the last release of each period; `until` looks back to what stood after that release.

    `which` are read: shares, means and counts (`MAIN`), what charts are made from (`CHARTED`), or `ALL`; each carries its shown
    number of people. Of chosen `measures` their `changes` are read only where that is asked for. Three queries, whatever
    there is. Without the alliance's key, or where a stored figure lost its seal, there is silence and its reason.
    """
    releases, numbers = _standing(viewer.alliance, until)
    if not releases:
        return Figures((), (), numbers=numbers)
    key = alliance_key(viewer.alliance)
    if isinstance(key, Refused):
        return Figures((), (), key.sentence, numbers)
    standing = reduce(or_, (Q(released=each.id, period=each.period) for each in releases))
    rows = PublishedFigure.objects.filter(standing, which)
    rows = rows if measures is None else rows.filter(_of(list(measures), changes=changes))
    found = _read(rows.order_by("period", "measure", "view", "figure").values(*COLUMNS), key)
    if isinstance(found, Refused):
        return Figures((), (), found.sentence, numbers)
    taken_back = _withdrawals(viewer.alliance, releases)
    figures = [_as_it_stands(each, taken_back) for each in found] if taken_back else found
    return Figures(releases, tuple(figures), numbers=numbers)


def succeeded_at(viewer: Viewer, number: int | None) -> datetime | None:
    """When the release after this one was published; None for the newest, or for no number. At most one query."""
    if number is None:
        return None
    later = Release.objects.filter(alliance=viewer.alliance, state=State.PUBLISHED, number__gt=number)
    return later.order_by("number").values_list("published_at", flat=True).first()


def _of(measures: Sequence[str], *, changes: bool) -> Q:
    begins = (Q(measure__startswith=f"{code}{SINCE}") for code in measures if changes)
    return reduce(or_, begins, Q(measure__in=measures))


def _read(rows: Iterable[Mapping[str, Any]], key: bytes) -> list[Figure] | Refused:
    """Every row as the figure under its seal; a refusal where one was changed."""
    found = []
    for row in rows:
        figure = published_from(row, key)
        if isinstance(figure, Refused):
            return figure
        found.append(figure)
    return found


def _withdrawals(alliance: UUID, releases: Iterable[ReleaseRow]) -> Taken:
    """The reasons of what was taken back of these releases, or of later ones of the same period, by period, measure and
    view (blank: all views). One query.
    """
    these = reduce(or_, (Q(period=each.period, release__number__gte=each.number) for each in releases))
    rows = Withdrawal.objects.filter(these, release__alliance_id=alliance).order_by("release__number")
    return {(each.period, each.measure, each.view): each.reason for each in rows}


def _as_it_stands(figure: Figure, taken_back: Taken) -> Figure:
    place = figure.period, base_of(figure.measure)  # who takes a measure back takes its change with it
    reason = taken_back.get((*place, "")) or taken_back.get((*place, figure.view))
    return replace(figure, cell=withdrawn(figure.cell.release, reason)) if reason else figure


def _standing(alliance: UUID, until: int | None) -> tuple[tuple[ReleaseRow, ...], tuple[int, ...]]:
    """The release that stood for each period after release `until`, and the numbers of all that were published."""
    found = ReleasedPeriod.objects.filter(release__alliance_id=alliance, release__state=State.PUBLISHED)
    rows = [
        ReleaseRow(each.release_id, each.release.number, each.period.code, each.release.published_at, each.series)
        for each in found.select_related("release", "period").order_by("release__number", "period__starts_on", "period__code")
        if each.release.published_at
    ]  # fmt: skip
    standing = {row.period: row for row in rows if until is None or row.number <= until}
    return tuple(standing.values()), tuple(dict.fromkeys(row.number for row in rows))
