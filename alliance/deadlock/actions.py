"""The one thing that people do to a deadlock, besides voting: they note what is said on the way."""

from uuid import UUID

from alliance.contract.access import permission
from alliance.deadlock.rules import check_note
from alliance.decisions.actions.settling import settle
from alliance.decisions.actions.standing import found, held
from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused
from alliance.ladder.models import Case


@action("deadlock.note", needs=permission("deadlock.note", "take notes on a deadlock"), first=settle)
def note(
    act: Act, *, deadlock: int, kind: str, text: str = "", helper: str = "", org: UUID | None = None
) -> str | Refused:
    """Note something on the deadlock that D-`deadlock` opened; answers the reference of that proposal.

    `kind` is change (what would change the objection of `org`), said (what was said), or helper (who helps: `helper`).
    """
    row = found(act, deadlock)
    case = Case.objects.filter(proposal=row.id).first()
    if case is None:
        raise NotFound
    who = str(org) if org else None
    over, mine = case.ended_at is not None, held(act, act.by)
    if refused := check_note(kind, text=text, helper=helper, org=who, held=mine, over=over):
        return refused
    body = {"case": str(case.id), "step": case.step, "kind": kind} | ({"org": who} if who else {})
    act.log("deadlock.noted", body, text=text.strip(), helper=helper.strip())
    return str(row)
