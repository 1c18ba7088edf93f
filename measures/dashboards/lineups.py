"""A line-up of one measure: the real series among nineteen shuffles of its own published figures."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from alliance.decisions.queries import looked_for
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from frontend.charts.parts import Line, Panel, Point
from frontend.charts.spec import ChartSpec
from measures.dashboards.drawn import said
from measures.dashboards.drawn.axes import shared_axis
from measures.dashboards.drawn.book import MEASURES, Book
from measures.dashboards.drawn.series import Series, observations
from measures.dashboards.words import by_note, missing_words
from measures.limits.queries import steps
from measures.limits.replay import chosen, recorded
from measures.plan.queries import plan
from measures.plan.reading import ALLIANCE_VIEW, ViewRow
from measures.plan.rules import coded
from measures.releases.queries import CHARTED, published, succeeded_at
from measures.statistics.choosing import Observation
from measures.statistics.exact import TooFew
from measures.statistics.lineup import CAUTION, line_up
from measures.statistics.lineup import Panel as Shuffle

HOW = (
    ("How it is made", "The published figures of the periods in their own order, and nineteen times in an order drawn by lot."),
    ("How to use it", "Ask people who have not seen the chart to pick the one that stands out, each alone, and then look."),
    ("Seasons", CAUTION),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineUpAsked:
    """Whose answers, as of a release, and after how many steps of the measure’s ledger; blank for everybody and the newest."""

    view: str = ALLIANCE_VIEW
    release: int | None = None
    ledger: int | None = None


@dataclass(frozen=True, slots=True)
class LineUpPage:
    """A line-up, or why there is none; `real` is the number of the real series, told only to who asks for it (else 0)."""

    code: str
    wording: str
    view: ViewRow
    views: tuple[ViewRow, ...]
    releases: tuple[int, ...]
    release: int
    ledger: int
    chart: ChartSpec | None
    real: int
    silence: str

    @property
    def state(self) -> dict[str, str]:
        """What an address must say to show the same for ever; not which one is real."""
        said = {"view": self.view.code, "release": str(self.release or ""), "ledger": str(self.ledger)}
        return {name: word for name, word in said.items() if word}


def lineup(viewer: Viewer, code: str, asked: LineUpAsked, *, tell: bool = False) -> LineUpPage:
    """The line-up of a measure as asked for, since its last new definition; NotFound for what the alliance does not have.

    The same for everybody and every time. Fourteen queries at most.
    """
    held, view = plan(viewer), asked.view
    row = next((each for each in held.views if each.code == view), None)
    if row is None or not held.versions(code):
        raise NotFound
    found = published(viewer, measures=[code], until=asked.release, which=CHARTED)
    if asked.release is not None and found.as_of != asked.release:
        raise NotFound
    known = recorded(steps(viewer, code), asked.ledger, succeeded_at(viewer, asked.release))
    book = Book.of(held, found, known, looked_for(viewer, MEASURES))
    series = book.series(code, row)
    start = max(series.starts, default=0)
    made = line_up(
        series.measured, observations(series)[start:], series=f"{code}/{view}", release=str(found.as_of),
        recorded=chosen(series.steps),
    )  # fmt: skip
    wording, silence = (
        series.measure.wording,
        found.silence or (made.words if isinstance(made, TooFew) else ""),
    )
    chart = None if isinstance(made, TooFew) else _chart(series, made.panels, found.as_of)
    real = 0 if isinstance(made, TooFew) or not tell else made.real
    return LineUpPage(
        code, wording, row, held.views, found.numbers, found.as_of, len(known), chart, real, silence
    )


def _chart(series: Series, shuffles: tuple[Shuffle, ...], release: int) -> ChartSpec:
    panels = tuple(_panel(series, each) for each in shuffles)
    count = len(panels[0].points)
    return ChartSpec(
        id=coded(f"lineup-{series.measure.code}-{series.view.code}"), kind="lineup", measure=series.measure.wording,
        title="One of these twenty is the real series; the others are its own figures in an order drawn by lot.",
        subtitle=f"{series.view.name}, {count} periods",
        missing=f"{missing_words(by_note(series.notes(series.periods)))} Periods without a drawn figure are left out of all twenty.",
        axis=shared_axis(series.measure, panels[0].points, [line for each in panels for line in each.lines]),
        latest="A blind pick is right once in twenty. If people cannot pick it, there is no story yet.",
        panels=panels, method=HOW, counted="answers", release=f"Release {release}",
    )  # fmt: skip


def _panel(series: Series, shuffle: Shuffle) -> Panel:
    scale = 100 if series.measured == "proportion" else 1
    points = tuple(_point(at, each, scale) for at, each in enumerate(shuffle.figures, 1))
    centres = tuple(None if line is None else _number(line.centre * scale) for line in shuffle.part.lines)
    latest = said.signal_words(shuffle.latest) or "as usual"
    words = (
        f"longest run {shuffle.longest}, the middle crossed {shuffle.crossings} times, the last one {latest}"
    )
    return Panel(str(shuffle.number), points, (Line("Middle", "centre", centres),), words=words)


def _point(at: int, seen: Observation, scale: int) -> Point:
    return Point(f"p{at}", f"Place {at}", _number((seen.figure or Fraction(0)) * scale), seen.n)


def _number(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"))
