"""A badly wrong figure is taken back at once, with the reason; it needs no seal, for waiting would do harm."""

from uuid import UUID

from alliance.contract.access import permission
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused
from measures.releases.models import PublishedFigure, Release, Withdrawal
from measures.releases.rules import State

ALREADY = Refused("withdrawn_already", "This figure was withdrawn already.")


@action("release.withdraw", needs=permission("release.withdraw", "withdraw a figure"))
def withdraw_figure(
    act: Act, *, release: UUID, period: str, measure: str, reason: str, view: str = ""
) -> str | Refused:
    """Take back a measure of one period in one release, in one view or in all; answers the withdrawal's id.

    It stays withdrawn until a later release says it anew. Whoever saw it may remember it, and so does the audit.
    """
    row = Release.objects.one(id=release, alliance_id=act.alliance, state=State.PUBLISHED)
    shown = PublishedFigure.objects.filter(released=row, period=period, measure=measure)
    if row is None or not (shown.filter(view=view) if view else shown).exists():
        raise NotFound
    if Withdrawal.objects.filter(release=row, period=period, measure=measure, view__in=["", view]).exists():
        return ALREADY
    made = Withdrawal(
        release=row, period=period, measure=measure, view=view, reason=reason.strip(), at=act.at
    )
    saved(made)
    body = {"release": str(row.id), "number": row.number, "measure": measure, "withdrawal": str(made.id)}
    act.log("release.withdrawn", body, reason=reason.strip(), period=period, view=view)
    return str(made.id)
