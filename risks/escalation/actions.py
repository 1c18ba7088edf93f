"""A risk goes to all partners, is decided, and is accepted for a time; nothing is accepted by one person or for ever."""

from datetime import date
from uuid import UUID, uuid4

from alliance.contract.access import permission
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import Refused, denied, malformed
from risks.escalation.models import Acceptance
from risks.register import rules as register
from risks.register.actions.drafting import answer, answer_before, draft, drafted_before
from risks.register.actions.settling import live_again, settle
from risks.register.actions.standing import (
    about,
    check_cited,
    check_held,
    found,
    mandated,
    number_of,
    today,
    with_,
)
from risks.register.models import Risk


@action("risk.escalate", needs=permission("risk.score", "ask for a decision about a risk"), first=settle)
def escalate_risk(act: Act, *, risk: UUID, reason: str) -> str | Refused:
    """Ask, for any partner, that all decide about a risk: a decision is drafted, and the risk waits for it."""
    one = found(act, risk)
    refused = _check_partner(act) or register.check_reason(reason)
    follows = refused or register.moved(one.state, "escalate")
    if isinstance(follows, Refused):
        return follows
    _to(one, follows)
    act.log("risk.escalated", about(one), reason=reason.strip())
    draft(act, one, ["asked"])
    return str(one)


@action("risk.decide", needs=permission("risk.score", "enter what was decided about a risk"), first=settle)
def decide_risk(
    act: Act, *, risk: UUID, decision: str, reason: str, outcome: str = "live", until: date | None = None
) -> str | Refused:
    """Enter the decision about a risk that waits for one: it is `live` again, or `accepted` until a day. Where one was drafted
    and the risk does not wait, it stays what it is, live, accepted or an issue, and what was drafted before is answered."""
    one = found(act, risk)
    refused = check_held(act, one) or register.check_reason(reason) or _check_day(outcome, until)
    follows = refused or _decided(act, one, decision, outcome, until)
    if isinstance(follows, Refused):
        return follows
    if one.state == "escalated":
        answer(act, one, decision)
    else:
        answer_before(act, one, decision)
    if until and follows == "accepted":
        _accept(act, one, decision, until, reason)
    else:
        if follows != one.state:
            _to(one, follows)
        act.log("risk.decided", about(one) | {"decision": decision}, reason=reason.strip())
    return str(one)


@action("risk.accept", needs=permission("risk.score", "enter an acceptance"), first=settle)
def accept_risk(act: Act, *, risk: UUID, decision: str, until: date, reason: str) -> str | Refused:
    """Enter that all partners have decided to live with a risk until the end of the day `until`; what they judged is kept."""
    one = found(act, risk)
    refused = (
        check_held(act, one) or register.check_reason(reason) or _check_accepting(act, one, decision, until)
    )
    follows = refused or register.moved(one.state, "accept")
    if isinstance(follows, Refused):
        return follows
    answer(act, one, decision)
    _accept(act, one, decision, until, reason)
    return str(one)


@action("risk.revoke", needs=permission("risk.score", "take an acceptance back"), first=settle)
def revoke_acceptance(act: Act, *, risk: UUID, reason: str) -> str | Refused:
    """A partner that holds the risk no longer accepts it: it is live again. More care needs nobody else’s leave."""
    one = found(act, risk)
    follows = check_held(act, one) or register.check_reason(reason) or register.moved(one.state, "revoke")
    if isinstance(follows, Refused):
        return follows
    live_again(act, one, "revoked", reason.strip())
    return str(one)


def _check_partner(act: Act) -> Refused | None:
    return (
        None
        if mandated(act)
        else denied("no_mandate", "Only somebody with a mandate of a partner can ask for this.")
    )


def _check_day(outcome: str, until: date | None) -> Refused | None:
    """A day is named for an acceptance alone: left out in silence, it would look as if it held."""
    if until and outcome != "accepted":
        return malformed("until", "Only an acceptance has a last day. Choose that, or leave the day out.")
    return None


def _decided(act: Act, risk: Risk, decision: str, outcome: str, until: date | None) -> str | Refused:
    """The state that follows a decision, or why it cannot be entered."""
    follows = register.moved(risk.state, "decide", "" if outcome == "live" else outcome)
    if isinstance(follows, Refused):
        return follows
    if outcome == "accepted":
        return _check_accepting(act, risk, decision, until) or follows
    return check_cited(act, decision, str(risk)) or _check_drafted(act, risk, decision) or follows


def _check_drafted(act: Act, risk: Risk, decision: str) -> Refused | None:
    """A risk that does not wait is decided where a decision was drafted, by one made since."""
    if risk.state == "escalated" or drafted_before(act, risk, decision).exists():
        return None
    return Refused(
        "not_drafted",
        f"Nothing was drafted about {risk} before {decision} was made. Name the decision that was made since.",
    )


def _check_accepting(act: Act, risk: Risk, decision: str, until: date | None) -> Refused | None:
    return register.check_until(until, today(act)) or check_cited(
        act, decision, str(risk), everybody=True, since=True
    )


def _accept(act: Act, risk: Risk, decision: str, until: date, reason: str) -> None:
    made = Acceptance(
        id=uuid4(),
        risk=risk,
        entry=risk.score,
        decision=decision,
        until=until,
        reason=reason.strip(),
        accepted_at=act.at,
    )
    saved(made)
    risk.state, risk.accepted_until, risk.accepted_by, risk.look_again = (
        "accepted",
        until,
        number_of(decision),
        "",
    )
    risk.save(update_fields=["state", "accepted_until", "accepted_by", "look_again"])
    body = about(risk) | {"acceptance": str(made.id), "entry": str(risk.score_id), "until": until.isoformat()}
    act.log("risk.accepted", body | with_(decision=decision), reason=made.reason)


def _to(risk: Risk, state: str) -> None:
    risk.state, risk.accepted_until, risk.accepted_by = state, None, None
    risk.save(update_fields=["state", "accepted_until", "accepted_by"])
