"""Who casts a member's vote: named, laid down and ended by that member itself."""

from datetime import datetime
from uuid import UUID

from alliance.contract import access
from alliance.contract.access import permission
from alliance.contract.actions import current_rulebook, mandate_refused, reach
from alliance.contract.models import Mandate, Organisation
from alliance.contract.rules import Seat, check_ends, check_names, check_revoke
from alliance.contract.writes import write_mandate
from alliance.decisions.actions.settling import settle
from alliance.decisions.using import note_use, usable
from alliance.decisions.words import reference
from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused, malformed
from alliance.mandates.rules import agreement_matter, check_cited


@action("mandate.grant", needs=permission("mandate.grant", "grant a mandate"), first=settle)
def grant_mandate(
    act: Act, *, org: UUID, person: UUID, role: str, until: datetime | None = None, reason: str = "",
    decision: int | None = None,
) -> str | Refused:  # fmt: skip
    """Let a person cast the organisation's ballot, until the instant `until` where one is given.

    `reason` is why, asked of the manager who fills a seat that stands empty; `decision` the number of the carried
    decision behind a change of deputy.
    """
    who = reach(act, _org(act, org))
    agreed = decision is not None
    if refused := (
        check_names(who, reason)
        or _cited_refused(act, role, decision)
        or mandate_refused(act, Seat(org, person, role), until=until, agreed=agreed)
    ):
        return refused
    outside = None if who.leads else act.by
    cited = "" if decision is None else reference(decision)
    made = write_mandate(act, org, person, role, until, filled_by=outside, reason=reason, decision=cited)
    if decision is not None:
        note_use(act, decision, "deputy.named")
    return str(made)


@action("mandate.revoke", needs=permission("mandate.grant", "end a mandate"))
def end_mandate(act: Act, *, mandate: UUID, leave_empty: bool = False) -> str | Refused:
    """End a mandate now, one's own or one of one's organisation; what was voted with it stands.

    `leave_empty` confirms that nobody can cast the organisation's vote then.
    """
    found = Mandate.objects.filter(id=mandate, org__alliance=act.alliance).select_related("org")
    held = found.first()
    if held is None:
        raise NotFound
    over = held.revoked_at is not None or (held.ends_at is not None and held.ends_at <= act.at)
    others = [
        one
        for one in access.mandates(act.alliance, act.at)
        if one.org_id == held.org_id and one.id != held.id
    ]
    who = reach(act, held.org, held.person_id)
    if refused := check_revoke(not over) or check_ends(who, leaves_nobody=not others, confirmed=leave_empty):
        return refused
    act.log(
        "mandate.revoked", {"mandate": str(mandate), "org": str(held.org_id), "person": str(held.person_id)}
    )
    return str(mandate)


def _org(act: Act, org: UUID) -> Organisation:
    found = Organisation.objects.filter(id=org, alliance_id=act.alliance, left_at=None).first()
    if found is None:
        raise NotFound
    return found


def _cited_refused(act: Act, role: str, decision: int | None) -> Refused | None:
    if decision is None:
        return None
    if refused := check_cited(role):
        return refused
    try:
        return usable(act.alliance, decision, agreement_matter(current_rulebook(act.alliance)))
    except NotFound:
        return malformed(
            "decision", f"There is no decision {reference(decision)} here. Look it up in the register."
        )
