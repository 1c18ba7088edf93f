"""A risk is looked at again and moved on: it happens, is declined, goes into another, is closed, is opened again."""

from datetime import date
from uuid import UUID, uuid4

from alliance.contract.access import permission
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import Refused, malformed
from risks.register import rules
from risks.register.actions.drafting import answer
from risks.register.actions.settling import settle
from risks.register.actions.standing import about, check_cited, check_held, found, number_of, today, with_
from risks.register.models import Risk, RiskLink
from risks.register.words import MOVES

_PAST = {
    "happen": "risk.happened", "close": "risk.closed", "reopen": "risk.reopened", "decline": "risk.declined",
    "merge": "risk.merged",
}  # fmt: skip


@action("risk.review", needs=permission("risk.score", "look at a risk again"), first=settle)
def review_risk(act: Act, *, risk: UUID, reason: str) -> str | Refused:
    """Say why a risk is still valid; it is looked at again after 30, 90, 180 or 365 days, by its level."""
    one = found(act, risk)
    follows = check_held(act, one) or rules.check_reason(reason) or rules.moved(one.state, "review")
    if isinstance(follows, Refused):
        return follows
    was, one.review_on, one.look_again = one.review_on, _next(act, one), ""
    one.save(update_fields=["review_on", "look_again"])
    body = about(one) | {"was": was.isoformat(), "review": one.review_on.isoformat()}
    act.log("risk.reviewed", body, reason=reason.strip())
    return str(one)


@action("risk.move", needs=permission("risk.score", "move a risk on"), first=settle)
def move_risk(
    act: Act, *, risk: UUID, verb: str, reason: str, decision: str = "", reply: str = "", into: str = ""
) -> str | Refused:
    """Let a risk `happen`, `close` it or `reopen` it under the same number, and say why; a live one closes by decision.

    One that is only proposed is declined, or goes `into` another, with a reply to whoever raised it.
    """
    one = found(act, risk)
    refused = (
        check_held(act, one) or rules.check_reason(reason) or rules.check_decision(decision)
        or rules.check_reply(verb, reply) or _check_into(act, one, verb, into)
    )  # fmt: skip
    follows = refused or rules.moved(one.state, verb if verb in MOVES else "")
    if not isinstance(follows, Refused) and verb == "close":
        follows = check_cited(act, decision, str(one)) or follows
    if isinstance(follows, Refused):
        return follows
    _write(act, one, verb, follows, into)
    if verb == "close":
        answer(act, one, decision)
    body = about(one) | with_(decision=decision, into=into)
    act.log(_PAST[verb], body, **with_(reason=reason.strip(), reply=reply.strip()))
    return str(one)


def _write(act: Act, risk: Risk, verb: str, state: str, into: str) -> None:
    risk.state, risk.accepted_until, risk.accepted_by = state, None, None
    risk.save(update_fields=["state", "accepted_until", "accepted_by"])
    if verb == "merge" and not risk.links.filter(ref=into).exists():
        saved(RiskLink(id=uuid4(), risk=risk, ref=into, made_at=act.at))


def _check_into(act: Act, risk: Risk, verb: str, into: str) -> Refused | None:
    if verb != "merge":
        return None if not into else malformed("into", "Only a risk that is merged goes into another.")
    other = rules.REFERENCE.fullmatch(into) and into.startswith("R-") and into != str(risk)
    there = (
        other
        and Risk.objects.filter(alliance_id=act.alliance, number=number_of(into))
        .exclude(state="closed")
        .exists()
    )
    return (
        None
        if there
        else malformed("into", "Name the risk that this one goes into, such as R-06. It must not be closed.")
    )


def _next(act: Act, risk: Risk) -> date:
    if risk.score is None:
        return rules.next_review(today(act), None)
    return rules.next_review(today(act), risk.score.level, len(risk.score.matrix.settings["bands"]))
