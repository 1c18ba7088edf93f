"""What can be done about limits: a step is recorded, with its reason and the decision that it rests on. None is taken back."""

from uuid import UUID

from alliance.contract.access import permission
from alliance.decisions.using import agreed_on
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused, malformed
from measures.limits.models import LimitStep
from measures.limits.rules import check_step
from measures.plan.reading import read_plan

NOT_CARRIED = malformed("cites", "Choose a decision that was carried and is in force.")


@action("limits.record", needs=permission("limits.record", "move the limits of a chart"))
def record_step(
    act: Act, *, measure: str, view: str, period: UUID, kind: str, reason: str, cites: str,
    baseline: int | None = None,
) -> str | Refused:  # fmt: skip
    """Record that the limits of a measure in one view start anew, are frozen or freed from a period on, or which chart of shares
    it keeps; answers `view/number`.

    `kind` is rebase, freeze, unfreeze, p or p_prime, `cites` the reference of a carried decision. Limits never move by themselves,
    and a chart that was chosen is never switched in silence.
    """
    measured = _known(act.alliance, measure, view, period)
    if not measured:
        raise NotFound
    if refused := check_step(kind, baseline, reason, measured):
        return refused
    if cites not in dict(agreed_on(act.alliance)):
        return NOT_CARRIED
    return _save(act, LimitStep(
        alliance_id=act.alliance, measure=measure, view=view, first_id=period, kind=kind, baseline=baseline,
        reason=reason.strip(), cites=cites, by_id=act.by, at=act.at,
    ))  # fmt: skip


def _known(alliance: UUID, measure: str, view: str, period: UUID) -> str:
    """Of what kind the measure is; empty where the alliance has no such measure, view or period."""
    held = read_plan(alliance)
    views, periods = {each.code for each in held.views}, {each.id for each in held.periods}
    versions = held.versions(measure)
    return versions[-1].kind if versions and view in views and period in periods else ""


def _save(act: Act, step: LimitStep) -> str:
    before = LimitStep.objects.filter(alliance_id=act.alliance, measure=step.measure, view=step.view)
    step.number = before.count() + 1
    saved(step)
    body = {
        "step": str(step.id), "measure": step.measure, "view": step.view, "period": str(step.first_id),
        "kind": step.kind, "cites": step.cites,
    }  # fmt: skip
    act.log(
        "limits.recorded", body | ({"baseline": step.baseline} if step.baseline else {}), reason=step.reason
    )
    return f"{step.view}/{step.number}"
