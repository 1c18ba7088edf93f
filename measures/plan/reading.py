"""The plan as one frozen value in declared order: what sheets may name and what figures are made for."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from measures.plan.models import Breakdown, Cohort, Measure, Period, Supply, View
from measures.plan.rules import listed

ALLIANCE_VIEW, ALL_TOGETHER = "alliance", "All partners together"


@dataclass(frozen=True, slots=True)
class MeasureVersion:
    """One version of a measure; `low` and `high` are the ends of its scale in points, `ended_on` its last day."""

    id: UUID
    code: str
    version: int
    wording: str
    kind: str
    categories: tuple[str, ...]
    low: Decimal
    high: Decimal
    whole: bool
    scale: str
    instrument: str
    better: str
    sensitive: bool
    counts_as: str
    objective: str
    decision: str
    valid_from: date
    ended_on: date | None

    @property
    def ref(self) -> str:
        """`M-03/2`."""
        return f"{self.code}/{self.version}"

    def covers(self, day: date) -> bool:
        """Whether this version is in force on the day."""
        return self.valid_from <= day and (self.ended_on is None or day <= self.ended_on)


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A cohort in declared order; `parent` is the code of the cohort it is part of, empty at the top."""

    id: UUID
    code: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """A breakdown; `categories` are (code, name) in declared order, `ordered` from the worst-off to the best-off."""

    id: UUID
    code: str
    name: str
    categories: tuple[tuple[str, str], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period, both days included, and the day its sheets are due."""

    id: UUID
    code: str
    starts_on: date
    ends_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Supplier:
    """A partner that sends figures from a day on; `name` is short, `absence` is said for the time before."""

    org: UUID
    code: str
    name: str
    full_name: str
    starts_on: date
    absence: str


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A view that figures are published for; empty `partners` or `cohorts` mean all of them."""

    code: str
    name: str
    reach: str
    partners: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()
    dimension: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the alliance agreed to count. `measures` holds every version, the older first.

    `views` is the whole lattice: the alliance, each partner in charter order, then what was declared.
    """

    alliance: UUID
    measures: tuple[MeasureVersion, ...]
    cohorts: tuple[CohortRow, ...]
    breakdowns: tuple[BreakdownRow, ...]
    periods: tuple[PeriodRow, ...]
    suppliers: tuple[Supplier, ...]
    declared: tuple[ViewRow, ...]
    views: tuple[ViewRow, ...] = field(init=False)

    def __post_init__(self) -> None:
        whole = ViewRow(ALLIANCE_VIEW, ALL_TOGETHER, "alliance")
        own = (ViewRow(each.code, each.name, "partner", (each.code,)) for each in self.suppliers)
        object.__setattr__(self, "views", (whole, *own, *self.declared))

    def in_force(self, period: PeriodRow) -> tuple[MeasureVersion, ...]:
        """The measure versions that count in a period: those in force on its first day."""
        return tuple(each for each in self.measures if each.covers(period.starts_on))

    def versions(self, code: str) -> tuple[MeasureVersion, ...]:
        """All versions of a measure, the older first."""
        return tuple(each for each in self.measures if each.code == code)

    def instrument_of(self, code: str, version: str) -> str:
        """The id in the catalogue of what a measure is taken with; empty where it is a question of the alliance's own."""
        return next((each.instrument for each in self.measures if each.ref == f"{code}/{version}"), "")

    def made_of(self, view: ViewRow) -> str:
        """The partners a declared view is made of, in words: `Lantern and Tideway`; empty where its name says it all."""
        if view.reach in {"alliance", "partner"}:
            return ""
        return listed([each.name for each in self.suppliers if each.code in view.partners])

    @property
    def views_in_words(self) -> tuple[str, ...]:
        """Every view's name, with the partners it is made of where the name does not say."""
        return tuple(": ".join(filter(None, (each.name, self.made_of(each)))) for each in self.views)

    @property
    def latest(self) -> tuple[MeasureVersion, ...]:
        """The newest version of each measure, in declared order."""
        return tuple({each.code: each for each in self.measures}.values())


def view_name(alliance: UUID, code: str) -> str:
    """What a view is called; empty for none of the alliance's. One query."""
    if code == ALLIANCE_VIEW:
        return ALL_TOGETHER
    own = Supply.objects.filter(org__alliance_id=alliance, org__code=code).order_by()
    declared = View.objects.filter(alliance_id=alliance, code=code).order_by()
    found = own.values_list("name", flat=True).union(declared.values_list("name", flat=True))
    return next(iter(found), "")


def read_plan(alliance: UUID) -> Plan:
    """The plan of an alliance, in six queries whatever its size."""
    return Plan(
        alliance,
        tuple(
            _measure(row)
            for row in Measure.objects.filter(alliance_id=alliance).order_by("position", "version")
        ),
        tuple(_cohort(row) for row in Cohort.objects.filter(alliance_id=alliance).select_related("parent")),
        tuple(_breakdown(row) for row in Breakdown.objects.filter(alliance_id=alliance)),
        tuple(
            _period(row) for row in Period.objects.filter(alliance_id=alliance).order_by("starts_on", "code")
        ),
        tuple(_supplier(row) for row in _supply(alliance)),
        tuple(_view(row) for row in View.objects.filter(alliance_id=alliance)),
    )


def _supply(alliance: UUID) -> list[Supply]:
    found = Supply.objects.filter(org__alliance_id=alliance).select_related("org")
    return list(found.order_by("org__position"))


def _measure(row: Measure) -> MeasureVersion:
    return MeasureVersion(
        row.id, row.code, row.version, row.wording, row.kind, tuple(row.categories), row.low, row.high, row.whole,
        row.scale, row.instrument, row.better, row.sensitive, row.counts_as, row.objective, row.decision,
        row.valid_from, row.ended_on,
    )  # fmt: skip


def _cohort(row: Cohort) -> CohortRow:
    return CohortRow(row.id, row.code, row.name, row.parent.code if row.parent else "")


def _breakdown(row: Breakdown) -> BreakdownRow:
    return BreakdownRow(
        row.id,
        row.code,
        row.name,
        tuple((each["code"], each["name"]) for each in row.categories),
        row.ordered,
    )


def _period(row: Period) -> PeriodRow:
    return PeriodRow(row.id, row.code, row.starts_on, row.ends_on, row.due_on)


def _supplier(row: Supply) -> Supplier:
    return Supplier(row.org_id, row.org.code, row.name, row.org.name, row.starts_on, row.absence)


def _view(row: View) -> ViewRow:
    return ViewRow(
        row.code, row.name, row.reach, tuple(row.partners), tuple(row.cohorts), row.dimension, row.category
    )
