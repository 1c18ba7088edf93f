"""What the holders do about a risk is planned, consented to where it moves pain, done or dropped."""

from datetime import date
from uuid import UUID, uuid4

from alliance.contract.access import anyone_inside, permission
from alliance.contract.models import Organisation
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused, malformed
from risks.register import rules as register
from risks.register.actions.settling import live_again, settle
from risks.register.actions.standing import (
    about,
    check_cited,
    check_held,
    check_open,
    found,
    mandated,
    today,
    with_,
)
from risks.register.models import Risk
from risks.treatments import rules
from risks.treatments.models import Treatment


@action("treatment.plan", needs=permission("risk.score", "plan a treatment"), first=settle)
def plan_treatment(
    act: Act, *, risk: UUID, verb: str, what: str, due_on: date, pain_to: UUID | None = None
) -> str | Refused:
    """Plan what the holders do about a risk; `pain_to` is the partner onto which it moves a cost, where it does.

    An accepted risk is live again: what was judged has changed.
    """
    one = found(act, risk)
    refused = (
        check_held(act, one) or check_open(one) or _check_partner(act, pain_to)
        or rules.check_treatment(kind=one.kind, verb=verb, what=what, due_on=due_on, today=today(act))
    )  # fmt: skip
    if refused:
        return refused
    made = Treatment(
        id=uuid4(), risk=one, verb=verb, what=what.strip(), due_on=due_on, state=rules.first_state(pain_to), pain_to_id=pain_to,
        made_at=act.at,
    )  # fmt: skip
    saved(made)
    body = _body(made) | {"verb": verb, "due": due_on.isoformat()} | with_(org=str(pain_to or ""))
    act.log("treatment.planned", body, what=made.what)
    if one.state == "accepted":
        live_again(act, one, "changed")
    return str(one)


@action("treatment.consent", needs=anyone_inside, first=settle)
def consent_to_pain(act: Act, *, risk: UUID, treatment: UUID) -> str | Refused:
    """Consent, for the partner that would bear the cost, to a treatment that moves pain onto it."""
    one = _found(act, risk, treatment)
    refused = rules.check_consent(one.pain_to_id, mandated(act)) or _waits(one, bool(one.consented_at))
    if refused:
        return refused
    one.consented_at = act.at
    _settle(one)
    act.log("treatment.consented", _body(one) | {"org": str(one.pain_to_id)})
    return str(one.risk)


@action(
    "treatment.agree",
    needs=permission("risk.score", "enter what was decided about a treatment"),
    first=settle,
)
def agree_pain(act: Act, *, risk: UUID, treatment: UUID, decision: str) -> str | Refused:
    """Enter the decision by which the alliance agrees that a treatment moves pain onto one partner."""
    one = _found(act, risk, treatment)
    refused = (
        check_held(act, one.risk)
        or _waits(one, bool(one.decision))
        or check_cited(act, decision, str(one.risk))
    )
    if refused:
        return refused
    one.decision = decision
    _settle(one)
    act.log("treatment.agreed", _body(one) | {"decision": decision})
    return str(one.risk)


@action("treatment.move", needs=permission("risk.score", "move a treatment on"), first=settle)
def move_treatment(act: Act, *, risk: UUID, treatment: UUID, verb: str, reason: str) -> str | Refused:
    """Say that a treatment is `done`, or `drop` it, and what came of it or why."""
    one = _found(act, risk, treatment)
    follows = check_held(act, one.risk) or register.check_reason(reason) or rules.moved(one.state, verb)
    if isinstance(follows, Refused):
        return follows
    one.state = follows
    one.save(update_fields=["state"])
    act.log(f"treatment.{follows}", _body(one), reason=reason.strip())
    return str(one.risk)


def _found(act: Act, risk: UUID, treatment: UUID) -> Treatment:
    here = Treatment.objects.filter(id=treatment, risk_id=risk, risk__alliance_id=act.alliance)
    one = here.select_related("risk", "pain_to").first()
    if one is None:
        raise NotFound
    return one


def _check_partner(act: Act, org: UUID | None) -> Refused | None:
    if org is None or Organisation.objects.filter(id=org, alliance_id=act.alliance, left_at=None).exists():
        return None
    return malformed("pain_to", "Choose a partner of this alliance, or nobody.")


def _waits(one: Treatment, there: bool) -> Refused | None:
    """Refused where it waits for nothing, or for a partner that has left: nothing is handed on to who is not here."""
    if one.state == "consent" and not there:
        return rules.check_bearer(one.pain_to is not None and one.pain_to.left_at is None)
    return Refused("answered", "This treatment does not wait for that. Look at the page again.")


def _settle(one: Treatment) -> None:
    one.state = rules.settled(consented=one.consented_at is not None, decision=one.decision)
    one.save(update_fields=["state", "consented_at", "decision"])


def _body(one: Treatment) -> dict[str, str]:
    risk: Risk = one.risk
    return about(risk) | {"treatment": str(one.id)}
