"""The plan as a sheet may name it: what checking is told about the alliance, as plain values."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from measures.instruments.parts import measured_with, whole_of
from measures.plan.reading import MeasureVersion, PeriodRow, Plan
from measures.plan.rules import coded
from measures.uploads.checking.register import Cohort, Measure, Period, Register

KINDS: Mapping[str, Literal["proportion", "count"]] = MappingProxyType(
    {"proportion": "proportion", "count": "count"}
)
NOTHING: Mapping[str, str] = MappingProxyType({})


def register_of(
    plan: Plan, org: UUID, period: str = "", today: date | None = None, doubts: Mapping[str, str] = NOTHING
) -> Register:
    """What a sheet of `org` may name; `period` is the code of the period whose page was opened, `doubts` what to ask of
    an instrument's licence, by its id."""
    names = [name for each in plan.suppliers for name in (each.code, each.name, each.full_name)]
    return Register(
        partner=next((each.code for each in plan.suppliers if each.org == org), ""), partners=tuple(names),
        cohorts=tuple(Cohort(each.code, each.name) for each in plan.cohorts),
        periods=tuple(Period(each.code, each.starts_on, each.ends_on, each.due_on) for each in plan.periods),
        measures=tuple(_measure(plan, each, doubts.get(whole_of(each.instrument), "")) for each in plan.measures), period=period,
        breakdowns={each.name: tuple(name for _, name in each.categories) for each in plan.breakdowns}, today=today,
    )  # fmt: skip


def split_codes(plan: Plan, breakdown: str, category: str) -> tuple[str, str]:
    """The codes of a breakdown and its category from the names that a sheet writes."""
    split = next(each for each in plan.breakdowns if each.name == breakdown)
    return split.code, next(code for code, name in split.categories if name == category)


def address(period: PeriodRow) -> str:
    """A period as it stands in the address of a page: `2026-27-q1`."""
    return coded(period.code)


def _measure(plan: Plan, held: MeasureVersion, doubt: str) -> Measure:
    later = [each for each in plan.versions(held.code) if each.version > held.version]
    found = measured_with(held.instrument)
    score, conversion = (found.score, found.conversion) if found else (None, None)
    low, high = (score.low, score.high) if score and conversion else (held.low, held.high)
    return Measure(
        code=held.code, version=str(held.version), name=held.wording,
        kind=KINDS.get(held.kind, "mean"), valid_from=held.valid_from, valid_to=held.ended_on,
        successor=later[0].ref if later else "", low=_plain(held.low if low is None else low),
        high=_plain(held.high if high is None else high), whole=held.whole or conversion is not None,
        scales=("raw", "metric") if conversion else ("raw",),
        metric=(conversion.low, conversion.high) if conversion else None,
        scale=held.scale, instrument=held.instrument, doubt=doubt,
        refused=found.refusal.sentence if found and found.refusal else "",
    )  # fmt: skip


def _plain(value: Decimal) -> Decimal:
    """Without the zeros that a column of the database adds: 10, not 10.00."""
    return Decimal(int(value)) if value == int(value) else value.normalize()
