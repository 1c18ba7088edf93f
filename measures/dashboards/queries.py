"""The common dashboard: the same published figures for every partner, in declared order and never by value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from alliance.decisions.queries import looked_for
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from frontend.charts.parts import Status
from frontend.charts.spec import ChartSpec
from frontend.charts.words import status
from measures.dashboards.axes import shared_axis
from measures.dashboards.book import MEASURES, Book
from measures.dashboards.charts import Draft, Span, chart, draft
from measures.dashboards.said import budget_words
from measures.dashboards.series import Series
from measures.dashboards.words import Notes, by_note, missing_words, not_drawn, not_here_words, told
from measures.limits.queries import steps
from measures.limits.replay import Step, of, replayed
from measures.plan.cards import MethodCard
from measures.plan.queries import method_cards, plan
from measures.plan.reading import ALLIANCE_VIEW, MeasureVersion, PeriodRow, Plan, ViewRow
from measures.releases.queries import Figure, Figures, published
from measures.statistics.luck.budget import Luck, budget
from measures.uploads.queries.sheets import today_of
from measures.uploads.queries.waiting import not_here

SIGNALS: tuple[Status, ...] = ("high", "low", "climb", "fall")
SMALL_CARD = (("How it was made", "As the chart of the measure, on the same axis."),)


@dataclass(frozen=True, slots=True)
class Small:
    """One view beside the others: the partners it is made of where its name does not say, its chart (None where it has no number to draw), the latest figure and its answers,
    what is not drawn since, what the latest figure shows by the rules, and what is missing that the chart above did not say already."""

    view: str
    name: str
    made_of: str
    latest: str
    answers: str
    period: str
    since: str
    signal: str
    notes: str
    chart: ChartSpec | None


@dataclass(frozen=True, slots=True)
class Grid:
    """All views of a measure as one table: `rows` are (period, cells), each cell what is printed and for how many."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A measure on the dashboard: the chart of the chosen view, then every view in declared order; `lucks` one for each chart."""

    code: str
    wording: str
    card: MethodCard
    view: ViewRow
    made_of: str
    chart: ChartSpec
    small: tuple[Small, ...]
    grid: Grid
    figures: tuple[Figure, ...]
    lucks: tuple[Luck, ...]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """`panels` in declared order; `silence` says why nothing is shown; `missing` who is not in the latest period,
    `to_come` which newer periods are not here yet and from whom, `luck` how many charts of the page show a signal by luck."""

    panels: tuple[Panel, ...]
    measures: tuple[MeasureVersion, ...]
    period: str
    missing: str
    to_come: str
    release: int
    published_at: datetime | None
    silence: str
    may_settle: bool
    luck: str
    view: ViewRow
    views: tuple[ViewRow, ...]
    periods: tuple[PeriodRow, ...]
    releases: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a measure somebody wants to see: a view of the lattice, a span of periods, as of a release, its limits as they
    stood after step `limits` of the ledger (0: before any), or `without` a step."""

    view: str = ALLIANCE_VIEW
    first: str = ""
    last: str = ""
    release: int | None = None
    limits: int | None = None
    without: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One measure: its panel (None while nothing is published), card, what may be chosen, and how many steps its limits rest on."""

    code: str
    wording: str
    card: MethodCard
    panel: Panel | None
    views: tuple[ViewRow, ...]
    periods: tuple[PeriodRow, ...]
    releases: tuple[int, ...]
    release: int
    silence: str
    steps: int = 0
    asked: Asked = field(default_factory=Asked)

    @property
    def state(self) -> dict[str, str]:
        """What an address must say to show the same for ever: view, span, release, and the steps that the limits rest on."""
        asked = self.asked
        limits = self.steps if asked.limits is None and self.steps else asked.limits
        said = {
            "view": asked.view, "first": asked.first, "last": asked.last, "release": self.release or "",
            "limits": "" if limits is None else limits, "without": asked.without or "",
        }  # fmt: skip
        return {name: str(word) for name, word in said.items() if word != ""}

    @property
    def replays(self) -> str:
        """What of the ledger the page leaves out, in words; empty where it shows the limits as they stand."""
        if self.asked.without:
            return f"Step {self.asked.without} of the ledger is left out here."
        if self.asked.limits is not None and self.asked.limits < self.steps:
            return f"Limits are shown as they stood after {self.asked.limits} of {self.steps} steps."
        return ""


def dashboard(viewer: Viewer, asked: Asked | None = None) -> Dashboard:
    """Every measure in one view (the alliance's, unless asked otherwise), with all others beside it; NotFound for a view or a
    release that the alliance does not have. As many queries, whatever there is."""
    held, asked = plan(viewer), asked or Asked()
    view = next((each for each in held.views if each.code == asked.view), None)
    if view is None:
        raise NotFound
    figures = published(viewer, until=asked.release, all_figures=True)
    cards = {card.code: card for card in method_cards(viewer, held)}
    book = Book.of(held, figures, steps(viewer), looked_for(viewer, MEASURES))
    _check(asked, figures, book.periods)
    panels = tuple(_panel(book, each.code, cards[each.code], asked) for each in held.latest if book.periods)
    last = max(figures.releases, key=lambda each: each.number, default=None)
    return Dashboard(
        panels, held.latest, book.periods[-1].code if book.periods else "", _missing(panels, book.periods),
        _to_come(viewer, held, book.periods), last.number if last else 0,
        last.published_at if last else None, figures.silence, viewer.may("plan.settle"), _luck(panels, book.periods),
        view, held.views, book.periods, tuple(range(1, figures.as_of + 1)),
    )  # fmt: skip


def measure(viewer: Viewer, code: str, asked: Asked) -> Page:
    """One measure as asked for; NotFound for a measure, view, period or release that the alliance does not have."""
    held = plan(viewer)
    if not held.versions(code) or asked.view not in {view.code for view in held.views}:
        raise NotFound
    figures = published(viewer, measures=[code], until=asked.release, all_figures=True)
    known = _replayed(steps(viewer, code), code, asked)
    book = Book.of(held, figures, known, looked_for(viewer, MEASURES))
    _check(asked, figures, book.periods)
    card = next(each for each in method_cards(viewer, held) if each.code == code)
    panel = _panel(book, code, card, asked) if book.periods else None
    own = of(known, code, asked.view)
    return Page(
        code,
        card.wording,
        card,
        panel,
        held.views,
        book.periods,
        tuple(range(1, figures.as_of + 1)),
        figures.as_of,
        figures.silence,
        len(own),
        asked,
    )


def _replayed(known: Sequence[Step], code: str, asked: Asked) -> tuple[Step, ...]:
    """The ledger of a measure as asked for: that of the chosen view up to a step, or without one."""
    own = of(known, code, asked.view)
    if max(asked.limits or 0, asked.without or 0) > len(own):
        raise NotFound
    return (*(each for each in known if each not in own), *replayed(own, asked.limits, asked.without))


def _check(asked: Asked, figures: Figures, periods: Sequence[PeriodRow]) -> None:
    """An address that names what was never published is not answered with something else."""
    codes = {each.code for each in periods}
    strange = [each for each in (asked.first, asked.last) if each and each not in codes]
    if strange or (asked.release is not None and figures.as_of != asked.release):
        raise NotFound


def _luck(panels: Sequence[Panel], periods: Sequence[PeriodRow]) -> str:
    """What luck alone gives this page, over every chart on it."""
    lucks = [each for panel in panels for each in panel.lucks]
    return budget_words(budget(lucks), len(lucks), len(periods)) if lucks else ""


def _panel(book: Book, code: str, card: MethodCard, asked: Asked) -> Panel:
    """Every series of a measure read once, then drawn on one axis."""
    held, span = book.held, _span(book.periods, asked)
    drafts = {view.code: draft(book.series(code, view)) for view in held.views}
    shown = [read for read in drafts.values() if any(each.value is not None for each in read.points)]
    axis = shared_axis(
        held.versions(code)[-1],
        [each for read in shown for each in read.points],
        [line for read in shown for line in read.lines],
    )
    own = drafts[asked.view]
    said = by_note(own.series.notes(own.series.periods[span.first : span.end]))
    small = tuple(
        _small(
            read,
            held.made_of(read.series.view),
            span,
            chart(read, axis, span, prefix="small-", method=SMALL_CARD),
            said,
        )
        for read in drafts.values()
        if read is not own
    )
    wanted = {each.code for each in book.periods[span.first : span.end]}
    figures = tuple(each for each in book.figures if each.measure == code and each.period in wanted)
    return Panel(
        code, card.wording, card, own.series.view, held.made_of(own.series.view), chart(own, axis, span, card.rows), small,
        _grid([read.series for read in drafts.values()], span), figures, tuple(read.luck for read in shown),
    )  # fmt: skip


def _span(periods: Sequence[PeriodRow], asked: Asked) -> Span:
    """The places of the first and the last period asked for; all where none is, or where they are the wrong way round."""
    places = {each.code: at for at, each in enumerate(periods)}
    first, last = places.get(asked.first, 0), places.get(asked.last, len(periods) - 1)
    return Span(first, last + 1) if first <= last else Span(0, len(periods))


def _small(read: Draft, made_of: str, span: Span, spec: ChartSpec, said: Notes) -> Small:
    line = read.series
    periods = line.periods[span.first : span.end]
    printed = (at for at, each in enumerate(spec.points) if each.value is not None or each.text)
    at = max(printed, default=len(spec.points) - 1)
    cell, since = line.cell(periods[at]), spec.points[at + 1 :]
    drawn = any(point.value is not None for point in spec.points)
    notes = {note: when for note, when in by_note(line.notes(periods)).items() if said.get(note) != when}
    return Small(
        line.view.code, line.view.name, made_of, cell.text if cell else "not published for this view",
        f"about {cell.n} answers" if cell and cell.n is not None and not line.counts else "", periods[at].code,
        not_drawn(since), status(spec.points[at]) if spec.points[at].status in SIGNALS else "", told(notes),
        spec if drawn else None,
    )  # fmt: skip


def _grid(lines: Sequence[Series], span: Span) -> Grid:
    rows = tuple(
        (period.code, tuple(_printed(line, period) for line in lines))
        for period in lines[0].periods[span.first : span.end]
    )
    return Grid(tuple(line.view.name for line in lines), rows)


def _printed(line: Series, period: PeriodRow) -> str:
    cell = line.cell(period)
    if cell is None:
        return "not published"
    if cell.n is None:
        return cell.note or cell.text
    return cell.text if line.counts else f"{cell.text} (n {cell.n})"


def _missing(panels: Sequence[Panel], spans: Sequence[PeriodRow]) -> str:
    """Who is not in the alliance's figures of the latest period, over all measures."""
    notes: Mapping[str, None] = dict.fromkeys(
        f.cell.note for panel in panels for f in panel.figures
        if f.view == ALLIANCE_VIEW and f.period == spans[-1].code and f.cell.note
    )  # fmt: skip
    return missing_words(by_note(("", note) for note in notes)) if spans else ""


def _to_come(viewer: Viewer, held: Plan, spans: Sequence[PeriodRow]) -> str:
    """The periods after the latest that is shown, as far as they have ended, and whose sheets are not here yet."""
    out = [
        (period.code, [each.name for each in partners])
        for period, partners in not_here(viewer, held, today_of(viewer))
        if spans and period.starts_on > spans[-1].starts_on
    ]
    return not_here_words(out, len(held.suppliers))
