"""A release is opened for a period, audited again when something moved, and closed where it is given up."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from alliance.contract.access import permission
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused
from alliance.jobs import actions as jobs
from measures.plan.models import Period
from measures.releases.actions.reading import released_periods
from measures.releases.models import Proposal, Release
from measures.releases.rules import CLOSED_ALREADY, ONE_AT_A_TIME, OPEN, State, next_state

AUDIT = "releases.audit"


@action("release.open", needs=permission("release.open", "open a release"))
def open_release(act: Act, *, period: UUID) -> str | Refused:
    """Open a release of a period, and of what may be restated of earlier ones; it is audited next. Answers its id."""
    if not Period.objects.filter(id=period, alliance_id=act.alliance).exists():
        raise NotFound
    if Release.objects.filter(alliance_id=act.alliance, state__in=OPEN).exists():
        return ONE_AT_A_TIME
    number = Release.objects.filter(alliance_id=act.alliance).count() + 1
    made = Release(
        id=uuid4(),
        alliance_id=act.alliance,
        period_id=period,
        number=number,
        opened_at=act.at,
        opened_by_id=act.by,
    )
    saved(made)
    act.log("release.opened", {"release": str(made.id), "number": number, "period": str(period)})
    _ask(act, made)
    return str(made.id)


@action("release.reaudit", needs=permission("release.open", "have a release audited"))
def audit_again(act: Act, *, release: UUID) -> str | Refused:
    """Have an open release audited anew; its seals are void. Answers its id."""
    row = open_one(act, release)
    if isinstance(row, Refused):
        return row
    if row.state != State.OPENED:
        move(act, row)
    else:
        _ask(act, row)
    return str(row.id)


@action("release.close", needs=permission("release.open", "close a release"))
def close_release(act: Act, *, release: UUID) -> str | Refused:
    """Give an open release up: nothing of it is shown, now or later. Answers its id."""
    row = open_one(act, release)
    if isinstance(row, Refused):
        return row
    row.state = next_state(row.state, "closed")
    row.save()
    Proposal.objects.filter(release=row).delete()
    act.log("release.closed", {"release": str(row.id), "number": row.number})
    return str(row.id)


def data_moved(act: Act, periods: Iterable[UUID] | None = None) -> None:
    """Inside another action: figures of these periods changed, so an open release that rests on them is audited again.

    Without `periods` what every release rests on changed, such as the thresholds.
    """
    row = Release.objects.filter(alliance_id=act.alliance, state__in=OPEN).exclude(state=State.OPENED).first()
    if row and (periods is None or {row.period_id, *released_periods(act.alliance)} & set(periods)):
        move(act, row)


def move(act: Act, row: Release) -> None:
    """Back to the audit: what was found and sealed is of figures that no longer stand."""
    row.state, row.attempt = next_state(row.state, "moved"), row.attempt + 1
    row.audited_at, row.found = None, ""
    row.save()
    Proposal.objects.filter(release=row).delete()
    act.log("release.moved", {"release": str(row.id), "number": row.number})
    _ask(act, row)


def open_one(act: Act, release: UUID) -> Release | Refused:
    """A release of the alliance that is not over."""
    row = Release.objects.one(id=release, alliance_id=act.alliance)
    if row is None:
        raise NotFound
    return row if row.state in OPEN else CLOSED_ALREADY


def _ask(act: Act, row: Release) -> None:
    row.job = jobs.enqueue(AUDIT, act.alliance, act.by, {"release": str(row.id)})
    row.save()
