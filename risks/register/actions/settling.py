"""What time brings: an acceptance whose last day has passed, or whose decision no longer holds, leaves its risk live again."""

from django.db.models import QuerySet

from alliance.calendar.rules import day_of
from alliance.contract.models import Alliance
from alliance.decisions.models import HOLDS, Proposal
from alliance.door import clock
from alliance.door.access import Caller
from alliance.door.action import Act, action
from alliance.door.refusals import Refused, denied
from risks.register.actions.standing import about, today
from risks.register.models import Risk


def settle(act: Act) -> None:
    """Before anybody's wish: bring back to live what is accepted no longer. Two queries where nothing is."""
    accepted = list(Risk.objects.filter(alliance_id=act.alliance, state="accepted").order_by("number"))
    held = _held(accepted)
    for risk in accepted:
        if risk.accepted_until and risk.accepted_until < today(act):
            live_again(act, risk, "expired")
        elif risk.accepted_by not in held:
            live_again(act, risk, "superseded")


def live_again(act: Act, risk: Risk, why: str, reason: str = "") -> None:
    """An accepted risk is live again, to be looked at, and it is said why; by the system where nobody says it."""
    risk.state, risk.look_again, risk.accepted_until, risk.accepted_by = "live", why, None, None
    risk.save(update_fields=["state", "look_again", "accepted_until", "accepted_by"])
    body = about(risk) | {"why": why}
    (act.log if reason else act.as_system)("risk.live_again", body, **({"reason": reason} if reason else {}))


def _held(accepted: list[Risk]) -> set[int | None]:
    if not accepted:
        return set()
    numbers = [risk.accepted_by for risk in accepted if risk.accepted_by]
    found = Proposal.objects.filter(alliance_id=accepted[0].alliance_id, number__in=numbers, life__in=HOLDS)
    return set(found.values_list("number", flat=True))


def _system_only(act: Act, arguments: object) -> Refused | None:
    return None if act.by is None else denied("system_only", "The system does this by itself.")


@action("risk.settle", needs=_system_only, first=settle)
def settle_accepted(act: Act) -> str | Refused:
    """Settle what has come due; what there was to do is done before this."""
    return str(act.alliance)


def settle_everywhere() -> None:
    """For the worker: settle each alliance in which an acceptance has come to its end. A few queries where none has."""
    for alliance in Alliance.objects.filter(risks__state="accepted").distinct():
        accepted = alliance.risks.filter(state="accepted")
        if _over(accepted, alliance):
            settle_accepted(Caller(alliance.id, None))


def _over(accepted: "QuerySet[Risk]", alliance: Alliance) -> bool:
    rows = list(accepted)
    held, day = _held(rows), day_of(clock.now(), alliance.zone)
    return any(one.accepted_by not in held or (one.accepted_until or day) < day for one in rows)
