"""The common dashboard: the same published figures for every partner, in declared order and never by value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from frontend.charts.spec import ChartSpec
from measures.dashboards.series import Series, chart, shared_axis
from measures.dashboards.words import Notes, by_note, missing_words, not_drawn, not_here_words, told
from measures.plan.cards import MethodCard
from measures.plan.queries import method_cards, plan
from measures.plan.reading import ALLIANCE_VIEW, MeasureVersion, PeriodRow, Plan, ViewRow
from measures.releases.queries import Figure, Figures, published
from measures.uploads.queries.sheets import today_of
from measures.uploads.queries.waiting import not_here


@dataclass(frozen=True, slots=True)
class Small:
    """One view beside the others: the partners it is made of where its name does not say, its chart (None where it has no number to draw), the latest figure and its answers,
    what is not drawn since, and what is missing that the chart above did not say already."""

    view: str
    name: str
    made_of: str
    latest: str
    answers: str
    period: str
    since: str
    notes: str
    chart: ChartSpec | None


@dataclass(frozen=True, slots=True)
class Grid:
    """All views of a measure as one table: `rows` are (period, cells), each cell what is printed and for how many."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A measure on the dashboard: the chart of the chosen view, then every view in declared order."""

    code: str
    wording: str
    card: MethodCard
    view: ViewRow
    made_of: str
    chart: ChartSpec
    small: tuple[Small, ...]
    grid: Grid
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """`panels` in declared order; `silence` says why nothing is shown; `missing` who is not in the latest period,
    `to_come` which newer periods are not here yet and from whom."""

    panels: tuple[Panel, ...]
    measures: tuple[MeasureVersion, ...]
    period: str
    missing: str
    to_come: str
    release: int
    published_at: datetime | None
    silence: str
    may_settle: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a measure somebody wants to see: a view of the lattice, a span of periods, as of a release."""

    view: str = ALLIANCE_VIEW
    first: str = ""
    last: str = ""
    release: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One measure: its panel (None while nothing is published), card, and what may be chosen."""

    code: str
    wording: str
    card: MethodCard
    panel: Panel | None
    views: tuple[ViewRow, ...]
    periods: tuple[PeriodRow, ...]
    release: int
    silence: str
    asked: Asked = field(default_factory=Asked)


def dashboard(viewer: Viewer) -> Dashboard:
    """Every measure in the alliance's view, with all views beside it. Twelve queries, whatever there is."""
    held, figures = plan(viewer), published(viewer)
    cards = {card.code: card for card in method_cards(viewer, held)}
    spans = _periods(held, figures, Asked())
    panels = tuple(
        _panel(held, figures, each.code, cards[each.code], spans, Asked()) for each in held.latest if spans
    )
    last = max(figures.releases, key=lambda each: each.number, default=None)
    return Dashboard(
        panels, held.latest, spans[-1].code if spans else "", _missing(panels, spans),
        _to_come(viewer, held, spans), last.number if last else 0,
        last.published_at if last else None, figures.silence, viewer.may("plan.settle"),
    )  # fmt: skip


def measure(viewer: Viewer, code: str, asked: Asked) -> Page:
    """One measure as asked for; NotFound for a measure or a view that the alliance does not have."""
    held = plan(viewer)
    versions = held.versions(code)
    if not versions or asked.view not in {view.code for view in held.views}:
        raise NotFound
    figures = published(viewer, measures=[code], until=asked.release, all_figures=True)
    card = next(each for each in method_cards(viewer, held) if each.code == code)
    spans, every = _periods(held, figures, asked), _periods(held, figures, Asked())
    panel = _panel(held, figures, code, card, spans, asked) if spans else None
    release = max((each.number for each in figures.releases), default=0)
    return Page(code, card.wording, card, panel, held.views, every, release, figures.silence, asked)


def _panel(
    held: Plan, figures: Figures, code: str, card: MethodCard, spans: Sequence[PeriodRow], asked: Asked
) -> Panel:
    versions, wanted = held.versions(code), {each.code for each in spans}
    lines = {
        view.code: Series(versions, view, tuple(spans), figures.of(code, view.code)) for view in held.views
    }
    axis = shared_axis(
        versions[-1], [f for line in lines.values() for f in line.figures.values() if f.period in wanted]
    )
    own = lines[asked.view]
    small = tuple(
        _small(line, held.made_of(line.view), chart(line, axis, prefix="small-"), by_note(own.notes))
        for line in lines.values()
        if line is not own
    )
    figures_here = tuple(f for f in figures.figures if f.measure == code and f.period in wanted)
    return Panel(
        code,
        card.wording,
        card,
        own.view,
        held.made_of(own.view),
        chart(own, axis, card.rows),
        small,
        _grid(tuple(lines.values())),
        figures_here,
    )


def _periods(held: Plan, figures: Figures, asked: Asked) -> tuple[PeriodRow, ...]:
    """From the first published period to the last, the unpublished ones between included: a gap is not left out."""
    known = {each.period for each in figures.releases}
    places = [at for at, period in enumerate(held.periods) if period.code in known]
    spans = held.periods[places[0] : places[-1] + 1] if places else ()
    starts = {each.code: each.starts_on for each in spans}
    first, last = starts.get(asked.first), starts.get(asked.last)
    return tuple(
        p for p in spans if (not first or p.starts_on >= first) and (not last or p.starts_on <= last)
    )


def _small(line: Series, made_of: str, spec: ChartSpec, said: Notes) -> Small:
    printed = (at for at, each in enumerate(spec.points) if each.value is not None or each.text)
    at = max(printed, default=len(spec.points) - 1)
    period, since = line.periods[at], spec.points[at + 1 :]
    cell = line.cell(period)
    drawn = any(point.value is not None for point in spec.points)
    notes = {note: when for note, when in by_note(line.notes).items() if said.get(note) != when}
    return Small(
        line.view.code, line.view.name, made_of, cell.text if cell else "not published for this view",
        f"about {cell.n} answers" if cell and cell.n is not None and not line.counts else "", period.code, not_drawn(since), told(notes),
        spec if drawn else None,
    )  # fmt: skip


def _grid(lines: Sequence[Series]) -> Grid:
    rows = tuple(
        (period.code, tuple(_printed(line, period) for line in lines)) for period in lines[0].periods
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
