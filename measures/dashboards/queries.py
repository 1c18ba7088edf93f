"""The common dashboard: the same published figures for every partner, in declared order and never by value."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from alliance.decisions.queries import looked_for
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from frontend.charts.parts import Status, Story
from frontend.charts.spec import ChartSpec
from frontend.charts.words import status
from measures.dashboards.drawn.axes import shared_axis
from measures.dashboards.drawn.book import MEASURES, Book
from measures.dashboards.drawn.charts import Draft, Span, chart, draft
from measures.dashboards.drawn.said import budget_words
from measures.dashboards.drawn.series import Series
from measures.dashboards.shapes import Asked, Dashboard, Grid, Page, Panel, Small
from measures.dashboards.words import Notes, by_note, missing_words, not_drawn, not_here_words, note_of, told
from measures.limits.queries import steps
from measures.limits.replay import Step, of, recorded, replayed, standing
from measures.notes.beside import Beside, beside
from measures.plan.cards import MethodCard
from measures.plan.queries import method_cards, plan
from measures.plan.reading import ALLIANCE_VIEW, PeriodRow, Plan
from measures.releases.queries import CHARTED, Figures, published, succeeded_at
from measures.statistics.luck.budget import budget
from measures.uploads.queries.sheets import today_of
from measures.uploads.queries.waiting import not_here

SIGNALS: tuple[Status, ...] = ("high", "low", "climb", "fall")
SMALL_CARD = (("How it was made", "As the chart of the measure, on the same axis."),)


def dashboard(viewer: Viewer, asked: Asked | None = None, which: Q = CHARTED) -> Dashboard:
    """Every measure in one view (the alliance's, unless asked otherwise), with all others beside it; NotFound for a view or a
    release that the alliance does not have; of an older release with the limits as they stood until the next one came. Its
    panels hold `which` figures. As many queries, whatever there is."""
    held, asked = plan(viewer), asked or Asked()
    view = next((each for each in held.views if each.code == asked.view), None)
    if view is None:
        raise NotFound
    figures = published(viewer, until=asked.release, which=which)
    cards = {card.code: card for card in method_cards(viewer, held)}
    known = recorded(steps(viewer), asked.ledger, succeeded_at(viewer, asked.release))
    book = Book.of(held, figures, known, looked_for(viewer, MEASURES))
    _check(asked, figures, book.periods)
    panels = tuple(_panel(book, each.code, cards[each.code], asked) for each in held.latest if book.periods)
    panels = _read_together(viewer, panels, beside(viewer, until=asked.release))
    last = max(figures.releases, key=lambda each: each.number, default=None)
    return Dashboard(
        panels, held.latest, book.periods[-1].code if book.periods else "", _missing(panels, book.periods),
        _to_come(viewer, held, book.periods), last.number if last else 0,
        last.published_at if last else None, figures.silence, viewer.may("plan.settle"), _luck(panels, book.periods),
        view, held.views, book.periods, figures.numbers, book.thresholds, asked, len(known),
    )  # fmt: skip


def measure(viewer: Viewer, code: str, asked: Asked, which: Q = CHARTED) -> Page:
    """One measure as asked for; NotFound for a measure, view, period or release that the alliance does not have."""
    held = plan(viewer)
    if not held.versions(code) or asked.view not in {view.code for view in held.views}:
        raise NotFound
    figures = published(viewer, measures=[code], until=asked.release, which=which)
    ledger = steps(viewer, code)
    known, own = standing(ledger, succeeded_at(viewer, asked.release)), of(ledger, code, asked.view)
    stood = len(of(known, code, asked.view))
    book = Book.of(held, figures, _replayed(known, own, stood, asked), looked_for(viewer, MEASURES))
    _check(asked, figures, book.periods)
    card = next(each for each in method_cards(viewer, held) if each.code == code)
    panels = (_panel(book, code, card, asked),) if book.periods else ()
    (panel,) = _read_together(viewer, panels, beside(viewer, code, asked.release)) or (None,)
    return Page(
        code,
        card.wording,
        card,
        panel,
        held.views,
        book.periods,
        figures.numbers,
        figures.as_of,
        figures.silence,
        len(own),
        stood,
        asked,
    )


def _replayed(known: Sequence[Step], own: Sequence[Step], stood: int, asked: Asked) -> tuple[Step, ...]:
    """The ledger of a measure as asked for: the steps of the chosen view (`own`) up to a step (those that `stood` unless said),
    or without one."""
    if max(asked.limits or 0, asked.without or 0) > len(own):
        raise NotFound
    return (
        *(each for each in known if each not in own),
        *replayed(own, stood if asked.limits is None else asked.limits, asked.without),
    )


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
    figures = tuple(each for each in book.figures(code) if each.period in wanted)
    return Panel(
        code, card.wording, card, own.series.view, held.made_of(own.series.view), chart(own, axis, span, card.rows), small,
        _grid([read.series for read in drafts.values()], span), figures, tuple(read.luck for read in shown), own.reading,
    )  # fmt: skip


def _read_together(viewer: Viewer, panels: Sequence[Panel], told: Beside) -> tuple[Panel, ...]:
    """Each chart with its newest story, and with the voices that were heard on the latest figure of it."""
    return tuple(_with_story(viewer, panel, told) for panel in panels)


def _with_story(viewer: Viewer, panel: Panel, told: Beside) -> Panel:
    shown = [point.label for point in panel.chart.points if point.status not in ("withheld", "missing")]
    found = told.story(panel.code, panel.view.code, shown)
    story = Story(found.words, found.by, found.will_try) if found else None
    here = urlencode({"view": panel.view.code} | ({"period": shown[-1]} if shown else {}))
    tell = f"{reverse('measure_story', args=[viewer.slug, panel.code])}?{here}"
    heard = told.words(panel.code, panel.view.code, shown[-1]) if shown else ""
    return replace(
        panel,
        chart=replace(panel.chart, story=story),
        heard=heard,
        tell=tell if told.may_tell and shown else "",
    )


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
        spec if drawn else None, read.reading,
    )  # fmt: skip


def _grid(lines: Sequence[Series], span: Span) -> Grid:
    rows = tuple(
        (period.code, *(_printed(line, period) for line in lines))
        for period in lines[0].periods[span.first : span.end]
    )
    return Grid(tuple(line.view.name for line in lines), rows)


def _printed(line: Series, period: PeriodRow) -> str:
    cell = line.cell(period)
    if cell is None:
        return "not published"
    if cell.n is None:
        return note_of(cell) or cell.text
    return cell.text if line.counts else f"{cell.text} (n {cell.n})"


def _missing(panels: Sequence[Panel], spans: Sequence[PeriodRow]) -> str:
    """Who is not in the alliance's figures of the latest period, over all measures."""
    notes: Mapping[str, None] = dict.fromkeys(
        note_of(f.cell) for panel in panels for f in panel.figures
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
