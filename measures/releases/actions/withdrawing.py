"""A badly wrong figure is taken back at once, with the reason; it needs no seal, for waiting would do harm.

A withdrawal holds for its release and all before it. Later ones that say the figure unchanged get one of their own.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from uuid import UUID

from alliance.contract.access import permission
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused
from measures.plan.reading import read_plan
from measures.releases.actions.reading import released
from measures.releases.making.statements import Statement, unchanged
from measures.releases.models import PublishedFigure, Release, Withdrawal
from measures.releases.rules import State

ALREADY = Refused("withdrawn_already", "This figure was withdrawn already.")


@action("release.withdraw", needs=permission("release.withdraw", "withdraw a figure"))
def withdraw_figure(
    act: Act, *, release: UUID, period: str, measure: str, reason: str, view: str = ""
) -> str | Refused:
    """Take back a measure of one period, in one view or in all, from a release and all before it; answers the
    withdrawal's id.

    It stays withdrawn until a later release says it anew. Whoever saw it may remember it, and so does the audit.
    """
    row = Release.objects.one(id=release, alliance_id=act.alliance, state=State.PUBLISHED)
    shown = PublishedFigure.objects.filter(released=row, period=period, measure=measure)
    if row is None or not (shown.filter(view=view) if view else shown).exists():
        raise NotFound
    before = Withdrawal.objects.filter(
        release__alliance_id=act.alliance, release__number__gte=row.number, period=period, measure=measure
    )
    if before.filter(view__in=["", view]).exists():
        return ALREADY
    made = Withdrawal(
        release=row, period=period, measure=measure, view=view, reason=reason.strip(), at=act.at
    )
    saved(made)
    body = {"release": str(row.id), "number": row.number, "measure": measure, "withdrawal": str(made.id)}
    act.log("release.withdrawn", body, reason=reason.strip(), period=period, view=view)
    stay_withdrawn(act)
    return str(made.id)


def stay_withdrawn(act: Act) -> None:
    """Inside another action: what was withdrawn stays so in every later release that says it unchanged."""
    taken = list(
        Withdrawal.objects.filter(release__alliance_id=act.alliance)
        .select_related("release")
        .order_by("at", "id")
    )
    if not taken:
        return
    plan, ids = read_plan(act.alliance), _published(act)
    for period in plan.periods:
        rows = [each for each in taken if each.period == period.code]
        said = released(plan, period).statements if rows else ()
        for measure in dict.fromkeys(each.measure for each in rows):
            own = [each for each in said if each.measure == measure]
            saved(*_carried(own, [each for each in rows if each.measure == measure], ids))


def _published(act: Act) -> dict[int, UUID]:
    found = Release.objects.filter(alliance_id=act.alliance, state=State.PUBLISHED)
    return dict(found.values_list("number", "id"))


def _carried(
    said: Sequence[Statement], rows: Sequence[Withdrawal], ids: dict[int, UUID]
) -> Iterator[Withdrawal]:
    """What is missing of one measure of one period, from release to release, the oldest first."""
    held = {(each.release.number, each.view): each for each in rows}
    for before, after in pairwise(said):
        for (number, view), row in list(held.items()):
            for each in unchanged(before, after, view) if number == before.release else ():
                if (after.release, each) not in held:
                    held[after.release, each] = Withdrawal(
                        release_id=ids[after.release], period=row.period, measure=row.measure, view=each,
                        reason=row.reason, at=row.at,
                    )  # fmt: skip
                    yield held[after.release, each]
