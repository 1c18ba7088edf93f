"""A measure over the groups of one breakdown in one period: side by side in declared order, and how it runs over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from frontend.charts.spec import ChartSpec
from measures.dashboards.drawn.book import Book
from measures.dashboards.drawn.groups import Row, Told, group_chart, told
from measures.plan.cards import MethodCard
from measures.plan.queries import method_cards, plan
from measures.plan.reading import ALLIANCE_VIEW, BreakdownRow, PeriodRow, Plan, ViewRow
from measures.releases.queries import CHARTED, published

NO_BREAKDOWN = (
    "Figures may be split by a breakdown that is declared under “What we count”, with a view for each of its categories. "
    "None is yet."
)
Named = TypeVar("Named", BreakdownRow, ViewRow, PeriodRow)
NO_FIGURE = "Nothing is published of these groups in this period."


@dataclass(frozen=True, slots=True)
class GroupsAsked:
    """A breakdown, whose answers, a period and a release; blank for the first, everybody, the latest and the newest."""

    by: str = ""
    view: str = ALLIANCE_VIEW
    period: str = ""
    release: int | None = None


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """`index` are (term, words) of the slope and the relative index, empty where `why` says why there are none.

    `chart` is None where `silence` says why. `views` are those of which some category is declared.
    """

    code: str
    wording: str
    card: MethodCard
    by: BreakdownRow | None
    breakdowns: tuple[BreakdownRow, ...]
    view: ViewRow
    views: tuple[ViewRow, ...]
    period: str
    periods: tuple[PeriodRow, ...]
    releases: tuple[int, ...]
    release: int
    chart: ChartSpec | None
    index: tuple[tuple[str, str], ...]
    why: str
    silence: str

    @property
    def state(self) -> dict[str, str]:
        """What an address must say to show the same for ever."""
        said = {"by": self.by.code if self.by else "", "view": self.view.code, "period": self.period}
        return {name: word for name, word in (said | {"release": str(self.release or "")}).items() if word}


def groups(viewer: Viewer, code: str, asked: GroupsAsked) -> GroupsPage:
    """A measure over a breakdown as asked for; NotFound for what the alliance does not have. Always as many queries."""
    held = plan(viewer)
    if not held.versions(code):
        raise NotFound
    found = published(viewer, measures=[code], until=asked.release, which=CHARTED)
    book = Book.of(held, found, (), ())
    card = next(each for each in method_cards(viewer, held) if each.code == code)
    by, view = _breakdown(held, asked.by), _view(held, asked.view)
    period = _period(book.periods, asked.period)
    if asked.release is not None and found.as_of != asked.release:
        raise NotFound
    rows = _rows(book, code, by, view, period) if by and period else ()
    known = any(row.figure is not None for row in rows)
    chart, said = None, Told()
    if by and period and known:
        said = told(book.series(code, view), by, rows)
        chart = group_chart(book.series(code, view), by, period, rows, said, card.rows)
    silence = found.silence or (NO_BREAKDOWN if by is None else "" if known else NO_FIGURE)
    return GroupsPage(
        code, card.wording, card, by, held.breakdowns, view, _views(held, by), period.code if period else "",
        book.periods, found.numbers, found.as_of, chart, said.index, said.why, silence,
    )  # fmt: skip


def _breakdown(held: Plan, code: str) -> BreakdownRow | None:
    """The one asked for, or the first that is ordered from worst-off to best-off, or the first."""
    if code:
        return _one(held.breakdowns, code)
    ordered = [each for each in held.breakdowns if each.ordered]
    return next(iter([*ordered, *held.breakdowns]), None)


def _view(held: Plan, code: str) -> ViewRow:
    return _one([each for each in held.views if not each.dimension], code)


def _period(periods: Sequence[PeriodRow], code: str) -> PeriodRow | None:
    return _one(periods, code) if code else next(reversed(periods), None)


def _one(rows: Sequence[Named], code: str) -> Named:
    found = next((each for each in rows if each.code == code), None)
    if found is None:
        raise NotFound
    return found


def _rows(book: Book, code: str, by: BreakdownRow, view: ViewRow, period: PeriodRow) -> tuple[Row, ...]:
    """Each category in declared order with what was published of it."""
    found = []
    for category, name in by.categories:
        part = _part(book.held, by, category, view)
        series = book.series(code, part) if part else None
        figure = series.figures.get(period.code) if series else None
        found.append(Row(category, name, figure, series.count(period) if series and figure else None))
    return tuple(found)


def _part(held: Plan, by: BreakdownRow, category: str, view: ViewRow) -> ViewRow | None:
    """The view of one category of the same people."""
    return next(
        (
            each for each in held.views
            if (each.dimension, each.category) == (by.code, category)
            and (set(each.partners), set(each.cohorts)) == (set(view.partners), set(view.cohorts))
        ),
        None,
    )  # fmt: skip


def _views(held: Plan, by: BreakdownRow | None) -> tuple[ViewRow, ...]:
    whole = (each for each in held.views if not each.dimension)
    return tuple(
        each for each in whole
        if by and any(_part(held, by, category, each) for category, _ in by.categories)
    )  # fmt: skip
