"""Published figures and charts for programs: the same as on the dashboard, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import reads
from alliance.door.access import Viewer
from alliance.door.api import shown
from alliance.door.refusals import NotFound
from frontend.charts import alt, plotly
from measures.dashboards import queries
from measures.dashboards.change import ChangeAsked, change
from measures.dashboards.compared import compared
from measures.dashboards.groups import GroupsAsked, groups
from measures.dashboards.lineups import LineUpAsked, lineup
from measures.dashboards.shapes import Asked
from measures.dashboards.units import UnitsAsked, units
from measures.releases.queries import ALL, Figure, published


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One published figure: `n` is the shown number of answers, `number` is None where only words are printed.

    `figure` is such as n, M-02:yes, M-02:yes:share or M-04:mean.
    """

    measure: str
    view: str
    period: str
    figure: str
    partners: tuple[str, ...]
    state: str
    text: str
    number: str | None
    step: str | None
    interval: str | None
    n: int | None
    note: str
    release: int


@dataclass(frozen=True, slots=True)
class FigureLines:
    """Figures as of a release (0 where none is out), and why there are none where there are none."""

    release: int
    silence: str
    results: list[FigureLine]


@dataclass(frozen=True, slots=True)
class ChartParts:
    """A chart: its parts, what it says in words, and a figure for a drawing library."""

    spec: Mapping[str, Any]
    words: Sequence[str]
    figure: Mapping[str, Any]


class TwoIn(serializers.Serializer[Any]):
    """Two releases; the last two unless said otherwise."""

    before = serializers.IntegerField(default=None, allow_null=True, min_value=1, max_value=10_000_000)
    after = serializers.IntegerField(default=None, allow_null=True, min_value=1, max_value=10_000_000)


class LineUpIn(serializers.Serializer[Any]):
    """Whose answers, a release, after how many steps of the measure’s ledger, and whether to say which one is real."""

    view = serializers.CharField(default="alliance", max_length=80)
    release = serializers.IntegerField(default=None, allow_null=True, min_value=1, max_value=10_000_000)
    ledger = serializers.IntegerField(default=None, allow_null=True, min_value=0, max_value=1_000_000)
    tell = serializers.BooleanField(default=False)


class ChangeIn(serializers.Serializer[Any]):
    """Whose answers, between which two periods, and a release; everybody, the latest and the newest unless said."""

    view = serializers.CharField(default="alliance", max_length=80)
    span = serializers.CharField(default="", max_length=44)
    release = serializers.IntegerField(default=None, allow_null=True, min_value=1, max_value=10_000_000)


class UnitsIn(serializers.Serializer[Any]):
    """A period, a release, and after how many steps of the measure’s ledger; the latest and the newest unless said."""

    period = serializers.CharField(default="", max_length=20)
    release = serializers.IntegerField(default=None, allow_null=True, min_value=1, max_value=10_000_000)
    ledger = serializers.IntegerField(default=None, allow_null=True, min_value=0, max_value=1_000_000)


class GroupsIn(serializers.Serializer[Any]):
    """A breakdown, whose answers, a period and a release; the first, everybody, the latest and the newest unless said."""

    by = serializers.CharField(default="", max_length=40)
    view = serializers.CharField(default="alliance", max_length=80)
    period = serializers.CharField(default="", max_length=20)
    release = serializers.IntegerField(default=None, allow_null=True, min_value=1, max_value=10_000_000)


class ReleaseIn(serializers.Serializer[Any]):
    """A release; the newest unless said."""

    release = serializers.IntegerField(default=None, allow_null=True, min_value=1, max_value=10_000_000)


class AskedIn(serializers.Serializer[Any]):
    """A node of the lattice and a span of periods."""

    view = serializers.CharField(default="alliance", max_length=80)
    first = serializers.CharField(default="", max_length=20)
    last = serializers.CharField(default="", max_length=20)
    release = serializers.IntegerField(default=None, allow_null=True, min_value=1, max_value=10_000_000)
    limits = serializers.IntegerField(default=None, allow_null=True, min_value=0, max_value=10_000)
    without = serializers.IntegerField(default=None, allow_null=True, min_value=1, max_value=10_000)


def _figures(viewer: Viewer, release: int | None) -> FigureLines:
    found = published(viewer, until=release)
    if release is not None and found.as_of != release:
        raise NotFound
    return _lines(found.as_of, found.silence, found.figures)


def _measure(viewer: Viewer, code: str, **asked: Any) -> FigureLines:
    found = queries.measure(viewer, code, Asked(**asked), ALL)
    return _lines(found.release, found.silence, found.panel.figures if found.panel else ())


def _chart(viewer: Viewer, code: str, **asked: Any) -> ChartParts:
    found = queries.measure(viewer, code, Asked(**asked))
    if found.panel is None:
        return ChartParts({}, [found.silence or "No figures yet."], {})
    spec = found.panel.chart
    return ChartParts(_exact(shown(spec)), alt.description(spec), plotly.figure(spec))


@dataclass(frozen=True, slots=True)
class ChangeParts:
    """The charts of a change, and what is said of it as (term, words); `silence` says why there are none."""

    specs: Sequence[Mapping[str, Any]]
    facts: Sequence[tuple[str, str]]
    span: str
    spans: Sequence[str]
    silence: str


def _change(viewer: Viewer, code: str, **asked: Any) -> ChangeParts:
    found = change(viewer, code, ChangeAsked(**asked))
    specs = [_exact(shown(each)) for each in found.charts]
    return ChangeParts(specs, found.facts, found.span, found.spans, found.silence)


@dataclass(frozen=True, slots=True)
class UnitParts:
    """The partners and their words: a funnel, where `own` is the number of the caller's own dot, or side by side, where `why`
    says why it is no funnel; `silence` says why there is nothing."""

    spec: Mapping[str, Any]
    words: Sequence[str]
    own: str
    why: str
    silence: str


def _units(viewer: Viewer, code: str, **asked: Any) -> UnitParts:
    found = units(viewer, code, UnitsAsked(**asked))
    if found.chart is None:
        return UnitParts({}, [], "", "", found.silence or "No figures yet.")
    return UnitParts(_exact(shown(found.chart)), alt.description(found.chart), found.own, found.why, "")


@dataclass(frozen=True, slots=True)
class GroupParts:
    """A chart of groups and its words; `index` are (term, words) of both indices, `why` says why there are none."""

    spec: Mapping[str, Any]
    words: Sequence[str]
    index: Sequence[tuple[str, str]]
    why: str


def _groups(viewer: Viewer, code: str, **asked: Any) -> GroupParts:
    found = groups(viewer, code, GroupsAsked(**asked))
    if found.chart is None:
        return GroupParts({}, [], (), found.silence)
    return GroupParts(_exact(shown(found.chart)), alt.description(found.chart), found.index, found.why)


@dataclass(frozen=True, slots=True)
class LineUpParts:
    """A line-up's chart and its words; `real` is 0 unless `tell` asks for it, `silence` says why there is none."""

    spec: Mapping[str, Any]
    words: Sequence[str]
    real: int
    silence: str


def _line_up(viewer: Viewer, code: str, *, tell: bool, **asked: Any) -> LineUpParts:
    found = lineup(viewer, code, LineUpAsked(**asked), tell=tell)
    if found.chart is None:
        return LineUpParts({}, [], 0, found.silence)
    return LineUpParts(_exact(shown(found.chart)), alt.description(found.chart), found.real, "")


def _lines(release: int, silence: str, figures: Iterable[Figure]) -> FigureLines:
    return FigureLines(release, silence, [_line(each) for each in figures])


def _line(each: Figure) -> FigureLine:
    cell = each.cell
    return FigureLine(
        each.measure, each.view, each.period, each.figure, each.partners, cell.state.value, cell.text,
        _exact(cell.number), _exact(cell.step), cell.interval.text if cell.interval else None, cell.n, cell.note,
        cell.release,
    )  # fmt: skip


def _exact(value: Any) -> Any:
    """Decimals as texts, so that no reader turns a printed 4.50 into another number."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {name: _exact(item) for name, item in value.items()}
    return [_exact(item) for item in value] if isinstance(value, list) else value


class Figures(APIView):
    """All figures of the releases that stand, or stood after the one that is asked for."""

    get = reads(_figures, "The published shares and means of all measures and views", ask=ReleaseIn)


class MeasureFigures(APIView):
    """Counts, shares and means in every view."""

    get = reads(_measure, "Every published figure of a measure", ask=AskedIn)


class Chart(APIView):
    """The chart's parts, its words, and the figure that the page draws."""

    get = reads(_chart, "A measure's chart in one view", ask=AskedIn)


class Change(APIView):
    """How the same people changed."""

    get = reads(
        _change, "How the same people changed between two periods, who was followed up first", ask=ChangeIn
    )


class Units(APIView):
    """The partners beside each other."""

    get = reads(
        _units, "Each partner beside the others: a funnel, or side by side in charter order", ask=UnitsIn
    )


class Groups(APIView):
    """How a measure runs over the groups of a breakdown."""

    get = reads(
        _groups, "A measure over the groups of a breakdown, with both indices of inequality", ask=GroupsIn
    )


class Compare(APIView):
    """What a release changed."""

    get = reads(compared, "Two releases side by side: which figures read otherwise", ask=TwoIn)


class LineUp(APIView):
    """Whether there is a story."""

    get = reads(_line_up, "The real series among nineteen shuffles of its own figures", ask=LineUpIn)
