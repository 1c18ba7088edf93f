"""What can be done with the public register: open and close it by a decision, publish a decision, take one back."""

from alliance.contract.access import permission
from alliance.decisions.actions.settling import settle
from alliance.decisions.actions.standing import found
from alliance.decisions.models import STANDING
from alliance.decisions.using import note_use, usable
from alliance.door.action import Act, action
from alliance.door.refusals import Refused
from alliance.public.models import Publication, PublicRegister
from alliance.public.rules import check_closing, check_opening, check_publish, check_unpublish


@action(
    "register.open_to_public",
    needs=permission("register.open_to_public", "open the register to the public"), first=settle,
)  # fmt: skip
def open_to_public(act: Act, *, decision: int) -> str | Refused:
    """Let decisions be published, by the decision of the members that is cited; answers its reference."""
    row = found(act, decision)
    if refused := check_opening(says=row.public) or usable(act.alliance, decision, row.matter):
        return refused
    act.log("register.opened_to_public", {"alliance": str(act.alliance), "proposal": str(row.id)})
    note_use(act, decision, "register.opened_to_public")
    return str(row)


@action(
    "register.close_to_public",
    needs=permission("register.open_to_public", "close the register to the public"), first=settle,
)  # fmt: skip
def close_to_public(act: Act, *, decision: int) -> str | Refused:
    """Show nothing to the public any more, by the decision of the members that is cited; answers its reference. What was
    published is shown again where a later decision opens the register anew."""
    row = found(act, decision)
    refused = check_closing(says=row.public, is_open=_is_open(act)) or usable(
        act.alliance, decision, row.matter
    )
    if refused:
        return refused
    act.log("register.closed_to_public", {"alliance": str(act.alliance), "proposal": str(row.id)})
    note_use(act, decision, "register.closed_to_public")
    return str(row)


@action("decision.publish", needs=permission("decision.publish", "publish a decision"), first=settle)
def publish(act: Act, *, proposal: int) -> str | Refused:
    """Show a decision to everybody; answers its reference."""
    row = found(act, proposal)
    shown = Publication.objects.filter(proposal=row).exists()
    if refused := check_publish(ref=str(row), result=row.result, is_open=_is_open(act), published=shown):
        return refused
    act.log("decision.published", {"proposal": str(row.id)})
    return str(row)


@action(
    "decision.unpublish", needs=permission("decision.unpublish", "take a decision back from the public"), first=settle
)  # fmt: skip
def unpublish(act: Act, *, proposal: int, reason: str) -> str | Refused:
    """Take a published decision back, for a reason that members read; answers its reference."""
    row = found(act, proposal)
    shown = Publication.objects.filter(proposal=row).exists()
    if refused := check_unpublish(ref=str(row), published=shown, reason=reason):
        return refused
    act.log("decision.unpublished", {"proposal": str(row.id)}, reason=reason.strip())
    return str(row)


def _is_open(act: Act) -> bool:
    return PublicRegister.objects.filter(alliance_id=act.alliance, decision__life__in=STANDING).exists()
