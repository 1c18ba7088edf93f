"""The ledger of limits, the same for everybody: which steps were recorded, why, and by whom."""

from dataclasses import dataclass
from typing import cast

from alliance.decisions.using import agreed_on
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from measures.limits.models import LimitStep
from measures.limits.replay import Step, of
from measures.limits.rules import CHARTS, KINDS
from measures.plan.queries import plan
from measures.plan.reading import ALLIANCE_VIEW, Plan, ViewRow
from measures.statistics.choosing import NAMES
from measures.statistics.segments import LimitDecision, LimitKind


@dataclass(frozen=True, slots=True)
class Ledger:
    """The steps of one series, the oldest first, and whether the viewer may record one."""

    code: str
    wording: str
    view: ViewRow
    steps: tuple[Step, ...]
    may_record: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers, each as (value, words)."""

    periods: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    decisions: tuple[tuple[str, str], ...]


def steps(viewer: Viewer, measure: str = "") -> tuple[Step, ...]:
    """Every step of the alliance, or of one measure, the oldest first. One query."""
    rows = LimitStep.objects.filter(alliance=viewer.alliance).select_related("first", "by")
    return tuple(_step(row) for row in (rows.filter(measure=measure) if measure else rows))


def ledger(viewer: Viewer, code: str, view: str = ALLIANCE_VIEW) -> Ledger:
    """The steps of one series; NotFound for a measure or a view that the alliance does not have. Seven queries."""
    held = plan(viewer)
    wording, row = _named(held, code, view)
    return Ledger(code, wording, row, of(steps(viewer, code), code, view), viewer.may("limits.record"))


def choices(viewer: Viewer, code: str) -> Choices:
    """What may be recorded of a measure: kinds, the periods of the plan and the decisions that were carried. Seven queries."""
    held = plan(viewer)
    periods = tuple((str(each.id), each.code) for each in held.periods)
    shares = any(each.kind == "proportion" for each in held.versions(code)[-1:])
    decisions = tuple((ref, f"{ref} {title}") for ref, title in agreed_on(viewer.alliance))
    kinds = (*KINDS.items(), *(CHARTS.items() if shares else ()))
    return Choices(periods, kinds, (("", "Choose the decision"), *decisions))


def _named(held: Plan, code: str, view: str) -> tuple[str, ViewRow]:
    versions = held.versions(code)
    row = next((each for each in held.views if each.code == view), None)
    if not versions or row is None:
        raise NotFound
    return versions[-1].wording, row


def _step(row: LimitStep) -> Step:
    who = row.by.name if row.by else "The alliance"
    place = row.number, row.measure, row.view, row.first.code
    chart = next((each for each in CHARTS if each == row.kind), None)
    if chart:
        return Step(
            *place, f"{NAMES[chart]} limits are kept", row.reason, row.cites, who, row.at, None, chart
        )
    kind = cast(LimitKind, row.kind)
    decision = LimitDecision(
        series=f"{row.measure}:{row.view}", first=row.first.code, kind=kind, reason=row.reason, cites=row.cites,
        by=str(row.by_id or row.alliance_id), at=row.at, baseline=row.baseline,
    )  # fmt: skip
    says = f"{_SAYS[kind]}{f', resting on the first {row.baseline} points' if row.baseline else ''}"
    return Step(*place, says, row.reason, row.cites, who, row.at, decision)


_SAYS: dict[LimitKind, str] = {
    "rebase": "Limits start anew", "freeze": "Limits are frozen", "unfreeze": "Limits rest on all points again",
}  # fmt: skip
