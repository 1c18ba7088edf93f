"""From a series and what statistics read in it to a chart: the one that the data can carry, gaps said in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

from alliance.figures.cells import State
from frontend.charts.parts import Axis, Event, Kind, Line, Number, Point, Role, Ruleset, Segment, Status
from frontend.charts.spec import CONTROL, ChartSpec
from measures.dashboards.drawn import said
from measures.dashboards.drawn.axes import unit_of
from measures.dashboards.drawn.series import DRAWN, Series, reading
from measures.dashboards.words import (
    answers_words,
    by_note,
    early,
    headline,
    latest,
    latest_drawn,
    missing_words,
    note_of,
    now_headline,
)
from measures.plan.reading import MeasureVersion, PeriodRow
from measures.plan.rules import coded
from measures.releases.parameters import STANDARD
from measures.statistics.luck.budget import Luck, luck_of
from measures.statistics.reading import Reading, ReadStretch
from measures.statistics.rulesets import ALLIANCE_1
from measures.statistics.signals import Lines

FEWEST_FOR_MEDIAN = 3
OTHER_THRESHOLDS = "other thresholds protect the figures"
NO_RULES = ("Rules", "Dots and a median of each stretch; no signals are looked for.")
COUNTED = (
    "Limits",
    "Centre, limits and signals are worked from the published figures, those of shares from the shown counts.",
)
MISSING = (State.NOT_COLLECTED, State.NOT_OFFERED)
_RICHER: tuple[Kind, ...] = ("dots", *CONTROL)
_LINES: tuple[tuple[str, Role, str], ...] = (
    ("Mean", "centre", "centre"), ("Upper limit", "limit", "upper"), ("Lower limit", "limit", "lower"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A series read once: its points and lines over all periods, before an axis is chosen for all that stand beside it."""

    series: Series
    reading: Reading
    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    kind: Kind

    @property
    def luck(self) -> Luck:
        """How often luck alone gives it a signal."""
        return luck_of(self.reading)


def draft(series: Series) -> Draft:
    """Read a series: what may be drawn of it, and with which lines."""
    found = reading(series)
    points = tuple(_point(series, found, at) for at in range(len(series.periods)))
    charts: list[Kind] = [each.choice.chart for each in found.stretches]
    kind = max([_RICHER[0], *charts], key=_RICHER.index)
    return Draft(series, found, points, _lines(series, found, points), kind)


@dataclass(frozen=True, slots=True)
class Span:
    """The periods to show, from `first` to before `end`, of all that were published."""

    first: int
    end: int


def chart(
    read: Draft, axis: Axis, span: Span, method: Sequence[tuple[str, str]] = (), prefix: str = ""
) -> ChartSpec:
    """The chart of a series over a span. ValueError where it has no periods: show an empty state instead."""
    series, points = read.series, read.points[span.first : span.end]
    periods = series.periods[span.first : span.end]
    lines = tuple(Line(line.name, line.role, line.values[span.first : span.end]) for line in read.lines)
    shown = tuple(line for line in lines if any(value is not None for value in line.values))
    looks = read.kind in CONTROL and any(line.role == "centre" for line in shown)
    return ChartSpec(
        id=coded(f"{prefix}{series.measure.code}-{series.view.code}"), kind=read.kind if looks else "dots",
        measure=series.measure.wording, title=_title(read, span), subtitle=_subtitle(read, points, looks=looks),
        missing=missing_words(by_note(series.notes(periods))), axis=axis, points=points, lines=shown,
        segments=_segments(read, span), events=_events(series, periods, span), latest=_latest(read, points, span),
        counted="answers", method=(*method, *_method(read, looks=looks)), release=_release(series),
        ruleset=Ruleset(ALLIANCE_1.name, ALLIANCE_1.version) if looks else None,
    )  # fmt: skip


def _point(series: Series, found: Reading, at: int) -> Point:
    period = series.periods[at]
    place, cell = (period.starts_on.isoformat(), period.code), series.cell(period)
    if cell is None:
        return Point(*place, None, status="missing", words="not published for this view")
    if cell.state not in DRAWN:
        status: Status = "missing" if cell.state in MISSING else "withheld"
        return Point(*place, None, status=status, words=note_of(cell) or cell.text)
    if cell.number is None:
        few = f"fewer than {STANDARD.percent_min} answers, so no per cent" if " of " in cell.text else ""
        words = "; ".join(part for part in (few, cell.note) if part)
        return Point(*place, None, cell.n, status="told", words=words, text=cell.text)
    lower, upper = (cell.interval.lower, cell.interval.upper) if cell.interval else (None, None)
    signal, of = found.signals[at], None if series.counts else cell.n
    words = "; ".join(part for part in (said.signal_words(signal), early(of), cell.note) if part)
    return Point(*place, cell.number, of, lower, upper, signal.direction if signal else "ordinary", words)


def _lines(series: Series, found: Reading, points: Sequence[Point]) -> tuple[Line, ...]:
    """A median of printed figures where there are dots, else the lines that statistics give."""
    kinds = [
        each.choice.chart for each in found.stretches for _ in range(each.segment.first, each.segment.end)
    ]
    middles = _medians(points, found.stretches)
    of_runs = tuple(
        _level(series, line.centre) if kind == "run" and line else middle if kind == "dots" else None
        for kind, line, middle in zip(kinds, found.lines, middles, strict=True)
    )
    limited = [line if kind not in ("dots", "run") else None for kind, line in zip(kinds, found.lines, strict=True)]  # fmt: skip
    return (
        Line("Median", "centre", of_runs),
        *(Line(name, role, _levels(series, limited, part)) for name, role, part in _LINES),
    )


def _levels(series: Series, lines: Sequence[Lines | None], part: str) -> tuple[Number | None, ...]:
    return tuple(_level(series, getattr(line, part)) if line else None for line in lines)


def _level(series: Series, value: Fraction | None) -> Decimal | None:
    """A line's height as it is printed: shares in per cent, to one place; averages to two."""
    if value is None:
        return None
    scale, places = (100, Decimal("0.1")) if series.measured == "proportion" else (1, Decimal("0.01"))
    return (Decimal(value.numerator * scale) / Decimal(value.denominator)).quantize(places)


def _medians(points: Sequence[Point], stretches: Sequence[ReadStretch]) -> tuple[Number | None, ...]:
    found: list[Number | None] = []
    for first, end in ((each.segment.first, each.segment.end) for each in stretches):
        seen = [Decimal(str(point.value)) for point in points[first:end] if point.value is not None]
        middle = median(seen) if len(seen) >= FEWEST_FOR_MEDIAN else None
        found += [middle] * (end - first)
    return tuple(found)


def _title(read: Draft, span: Span) -> str:
    """The latest figure and how it stands first."""
    points, unit = read.points[span.first : span.end], unit_of(read.series.measure)
    at = latest_drawn(points)
    stretch = _stretch(read, span.first + at) if at is not None else None
    now = said.now_words(stretch, points[at].status, _rule(read, span.first + at)) if stretch and at is not None else ""  # fmt: skip
    if at is not None and stretch and now:
        return now_headline(points, at, unit, now, said.HAS_CHANGED if stretch.asks else "")
    whole = len(points) == len(read.points)
    starts = [each.segment.first for each in read.reading.stretches]
    return headline(points, max(0, starts[-1] - span.first), read.lines[0].values[span.first : span.end], unit, whole=whole)  # fmt: skip


def _rule(read: Draft, at: int) -> str:
    return said.signal_words(read.reading.signals[at])


def _stretch(read: Draft, at: int) -> ReadStretch:
    return next(each for each in read.reading.stretches if each.segment.first <= at < each.segment.end)


def _latest(read: Draft, points: Sequence[Point], span: Span) -> str:
    at, told = latest_drawn(points), latest(points, unit_of(read.series.measure))
    if at is None:
        return told
    stretch = _stretch(read, span.first + at)
    now = said.now_words(stretch, points[at].status, _rule(read, span.first + at))
    parts = (
        told,
        f"The latest figure is {now}." if now and not stretch.runs else "",
        said.run_words(stretch),
    )
    return " ".join(part for part in parts if part)


def _subtitle(read: Draft, points: Sequence[Point], *, looks: bool) -> str:
    """Unit, whose answers, cohort, period, n range, gaps, kind of limits."""
    first, last = points[0].label, points[-1].label
    span = first if len(points) == 1 else f"{first} to {last}"
    gaps = sum(point.value is None for point in points)
    hidden = f", {gaps} of {len(points)} periods without a drawn figure" if gaps else ""
    unit = {"proportion": "Per cent", "mean": "Average score", "count": "Number"}[read.series.measured]
    whose = ", ".join(part for part in (read.series.view.name, read.series.cohort) if part)
    kind = f"; {said.KINDS[read.kind]}" if looks else ""
    return f"{unit}: {whose}, {span}{answers_words(points)}{_early(points)}{hidden}{kind}"


def _early(points: Sequence[Point]) -> str:
    """That all drawn figures, or those of fewer than 30 answers, are early signals."""
    drawn = [bool(early(point.n)) for point in points if point.value is not None]
    return ", early signals" if drawn and all(drawn) else ", early signals under 30" if any(drawn) else ""


def _segments(read: Draft, span: Span) -> tuple[Segment, ...]:
    changed = {at: [_changed(version)] for at, version in read.series.breaks}
    for at in read.series.opened:
        changed.setdefault(at, []).append(OTHER_THRESHOLDS)
    return tuple(
        Segment(at - span.first, _why(each, changed.get(at, ())))
        for each in read.reading.stretches
        if span.first < (at := each.segment.first) < span.end
    )


def _why(stretch: ReadStretch, changed: Sequence[str]) -> str:
    steps = [f"{each.reason} ({each.cites})" for each in stretch.segment.decisions]
    return "; ".join([*changed, *steps]) or "a new stretch"


def _events(series: Series, periods: Sequence[PeriodRow], span: Span) -> tuple[Event, ...]:
    """New definitions and thresholds, moved limits and decisions, in the order of their periods."""
    codes = {each.code: each.starts_on.isoformat() for each in periods}
    defined = [
        Event(series.periods[at].starts_on.isoformat(), _changed(version), version.decision)
        for at, version in series.breaks
        if span.first <= at < span.end
    ]
    moved = [
        Event(codes[step.period], f"{step.says.lower()}: {step.reason}", step.cites)
        for step in series.steps
        if step.period in codes
    ]
    protected = [
        Event(series.periods[at].starts_on.isoformat(), OTHER_THRESHOLDS)
        for at in series.opened
        if span.first <= at < span.end
    ]
    places = set(codes.values())
    return tuple(
        sorted(
            [*defined, *protected, *moved, *(each for each in series.events if each.period in places)],
            key=lambda each: each.period,
        )
    )


def _method(read: Draft, *, looks: bool) -> list[tuple[str, str]]:
    names = [each.code for each in read.series.periods]
    steps = "; ".join(f"{each.period}: {each.says.lower()} ({each.cites})" for each in read.series.steps)
    rows = [
        ("Why this chart", said.why_words(read.reading, names)),
        ("Ledger of limits", steps or "No step has been recorded."),
        ("By luck", said.luck_words(read.luck)),
        COUNTED if looks else NO_RULES,
    ]
    return [row for row in rows if row[1]]


def _changed(version: MeasureVersion) -> str:
    what = version.counts_as.replace(f"({version.decision})", "") if version.decision else version.counts_as
    return f"new definition: {what.strip()}" if what.strip() else "new definition"


def _release(series: Series) -> str:
    numbers = [each.cell.release for each in series.figures.values()]
    return f"Release {max(numbers)}" if numbers else ""
