"""A funnel of partners: dots by size without a name, and limits that narrow as more people answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from frontend.charts.parts import Axis, Line, Point, Ruleset, Status
from frontend.charts.spec import ChartSpec
from measures.dashboards.drawn.series import Series
from measures.plan.reading import PeriodRow
from measures.plan.rules import coded
from measures.releases.making.wording import number as in_words
from measures.statistics.funnel import LEVELS, Funnel, FunnelUnit

RULES = Ruleset("funnel", 1)
HOW = (
    ("How the limits are made", (
        "Around the share of all partners together, wider where fewer answered and where partners differ more than their sizes give "
        "(Spiegelhalter 2005): 95 and 99.8 in 100 dots lie inside by chance. Worked from shown counts, whose rounding widens them."
    )),
    ("No names, and no secret", (
        "Dots have no names and no order but their size, so that nobody reads them as places. That hides nothing: each partner’s "
        "figure stands under its name on the page of the measure, and whoever looks it up there finds its dot. Your own partner’s dot "
        "is marked for you. A dot outside asks what happened there, at either end alike."
    )),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """One partner: of `n` shown answers `x` said yes."""

    partner: str
    x: int
    n: int


def funnel_chart(
    series: Series, period: PeriodRow, units: Sequence[Unit], made: Funnel, left_out: int, release: int,
    method: Sequence[tuple[str, str]],
) -> ChartSpec:  # fmt: skip
    """The dots of one period, numbered from the smallest; `left_out` partners have none."""
    points = tuple(
        _point(at, each, of) for at, (each, of) in enumerate(zip(units, made.units, strict=True), 1)
    )
    outside = sum(bool(each.outside) for each in made.units)
    sizes = f"{units[0].n} to {units[-1].n} answers each"
    alike = len({(point.n, point.value) for point in points}) < len(points)
    as_one = "; dots of the same size and share lie on one another" if alike else ""
    return ChartSpec(
        id=coded(f"units-{series.measure.code}"), kind="funnel", measure=series.measure.wording, title=_title(outside, len(points)),
        subtitle=f"Each partner of the alliance, {period.code}, about {sizes}, limits of 95% and 99.8%{as_one}",
        missing=_missing(left_out), axis=Axis("Share who said yes", "%", 0, 100), points=points,
        lines=(Line("Mean", "centre", (_percent(made.centre),) * len(points)), *_limits(made)), counted="answers",
        period_name="Partner", ruleset=RULES, method=(*method, *HOW), release=f"Release {release}",
    )  # fmt: skip


def _title(outside: int, dots: int) -> str:
    if not outside:
        return f"All {dots} dots lie within what their sizes and their differences give."
    verb = "lies" if outside == 1 else "lie"
    return f"{in_words(outside).capitalize()} of {dots} dots {verb} outside the 95% limits: unusual, look together."


def _missing(left_out: int) -> str:
    if not left_out:
        return "Nobody who sends figures is missing."
    verb = "partner has" if left_out == 1 else "partners have"
    return f"{in_words(left_out).capitalize()} {verb} no figure of 30 answers or more in this period, and no dot."


def _point(at: int, unit: Unit, of: FunnelUnit) -> Point:
    status: Status = of.outside or "ordinary"
    side = {"high": "above the upper", "low": "below the lower"}.get(of.outside)
    words = f"{side} 95% limit: ask what happened here" if side else ""
    return Point(str(at), "", _percent(of.value), unit.n, status=status, words=words)


def _limits(made: Funnel) -> tuple[Line, ...]:
    ends = [(level, of) for level in reversed(range(len(LEVELS))) for of in ("Upper", "Lower")]
    return tuple(
        Line(f"{side} limit {LEVELS[level]:.1%}".replace(".0%", "%"), "limit", tuple(_percent(getattr(each.limits[level], side.lower())) for each in made.units))
        for level, side in ends
    )  # fmt: skip


def _percent(share: float) -> Decimal:
    return Decimal(str(round(100 * share, 1)))
