"""Each partner's own chart, small, beside the others in charter order and on one axis; who is withheld is named."""

from collections.abc import Iterable, Sequence
from itertools import chain

from frontend.charts.parts import Event, Panel, Point, Ruleset
from frontend.charts.spec import CONTROL, TITLE_LENGTH, ChartSpec
from frontend.charts.words import named
from measures.dashboards.drawn.axes import shared_axis, unit_of
from measures.dashboards.drawn.charts import Draft, Span, chart
from measures.dashboards.drawn.said import budget_words
from measures.dashboards.drawn.series import Series
from measures.dashboards.words import answers_words, by_note, cut, missing_words, value_text
from measures.plan.reading import PeriodRow
from measures.plan.rules import coded, listed
from measures.releases.making.wording import number as in_words
from measures.statistics.luck.budget import budget
from measures.statistics.rulesets import ALLIANCE_1

HOW = (
    "Side by side",
    (
        "Partners stand in charter order, never by value, each with its own middle on one axis for all. They meet different people "
        "in different numbers: a partner is read along its own line first, and the order of two lines is no place among others."
    ),
)


def side_by_side(
    drafts: Sequence[Draft], span: Span, release: int, method: Sequence[tuple[str, str]]
) -> ChartSpec:
    """One panel a partner over the same periods, as of a release. ValueError where there is no partner, or no period."""
    series = drafts[0].series
    axis = shared_axis(
        series.measure, chain.from_iterable(each.points for each in drafts), chain.from_iterable(each.lines for each in drafts),
    )  # fmt: skip
    seen = {each.series.view.name: chart(each, axis, span) for each in drafts}
    periods = series.periods[span.first : span.end]
    points = [point for each in seen.values() for point in each.points]
    looks = any(each.kind in CONTROL for each in seen.values())
    notes = chain.from_iterable(_notes(each.series, periods) for each in drafts)
    return ChartSpec(
        id=coded(f"partners-{series.measure.code}"), kind="multiples", measure=series.measure.wording,
        title=cut(_title(seen, unit_of(series.measure))),
        subtitle=f"Each partner, {_spanned(points)}{answers_words(points)}{_hidden(points)}", missing=missing_words(by_note(notes)), axis=axis,
        panels=tuple(Panel(name, each.points, each.lines, each.segments) for name, each in seen.items()),
        events=_events(seen), counted="answers", panel_name="Partner", release=f"Release {release}",
        method=(*method, HOW, *_why(seen), *_luck(drafts)),
        ruleset=Ruleset(ALLIANCE_1.name, ALLIANCE_1.version) if looks else None,
    )  # fmt: skip


def _notes(series: Series, periods: Sequence[PeriodRow]) -> Iterable[tuple[str, str]]:
    """What must be said of a partner; where nothing at all is published of it, that."""
    nothing = (each.code for each in periods if series.cell(each) is None)
    return (*series.notes(periods), *((code, f"{series.view.name}: nothing published") for code in nothing))


def _title(seen: dict[str, ChartSpec], unit: str) -> str:
    """The latest period: between what its figures lie, then whoever has none to draw, by name."""
    last = {name: each.points[-1] for name, each in seen.items()}
    values = [point.value for point in last.values() if point.value is not None]
    out = [name for name, point in last.items() if point.value is None]
    when = named(next(iter(last.values())))
    if not values:
        return f"In {when} no partner has a figure to draw."
    low, high = value_text(min(values), unit), value_text(max(values), unit)
    many = f"the figures of {in_words(len(values))} partners"
    alike = f"{many} are all {low}" if len(values) > 1 else f"the only figure is {low}"
    said = f"In {when} {f'{many} lie between {low} and {high}' if low != high else alike}"
    whole = f"{said}; not drawn: {listed(out)}."
    return (
        f"{said}."
        if not out
        else whole
        if len(whole) <= TITLE_LENGTH
        else f"{said}; {in_words(len(out))} are not drawn."
    )


def _spanned(points: Sequence[Point]) -> str:
    first, last = named(points[0]), named(points[-1])
    return first if first == last else f"{first} to {last}"


def _hidden(points: Sequence[Point]) -> str:
    gaps = sum(point.value is None for point in points)
    return f", {gaps} of {len(points)} figures not drawn" if gaps else ""


def _events(seen: dict[str, ChartSpec]) -> tuple[Event, ...]:
    """What happened to the measure once, and what happened to the limits of one partner under its name; by period."""
    every = [set(each.events) for each in seen.values()]
    shared = set.intersection(*every)
    told = dict.fromkeys(
        each if each in shared else Event(each.period, f"{name}, {each.words}", each.reference)
        for name, spec in seen.items() for each in spec.events
    )  # fmt: skip
    return tuple(sorted(told, key=lambda each: each.period))


def _why(seen: dict[str, ChartSpec]) -> Iterable[tuple[str, str]]:
    """Why each has its chart, those with the same reason together."""
    reasons: dict[str, list[str]] = {}
    for name, each in seen.items():
        reasons.setdefault(dict(each.method)["Why this chart"], []).append(name)
    yield "Why these charts", " ".join(f"{listed(names)}: {why}" for why, names in reasons.items())


def _luck(drafts: Sequence[Draft]) -> Iterable[tuple[str, str]]:
    """What luck gives over every period there is, whichever are shown: signals are looked for in all of them."""
    lucks = [each.luck for each in drafts if any(point.value is not None for point in each.points)]
    yield "By luck", budget_words(budget(lucks), len(lucks), len(drafts[0].series.periods))
