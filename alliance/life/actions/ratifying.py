"""A member tells that its own board has ratified what was agreed; with the last one the decision is in force."""

from uuid import UUID

from alliance.decisions.actions.settling import settle, take_effect
from alliance.decisions.actions.standing import found, held, insider, state_of
from alliance.decisions.count.conditions import check_ratify
from alliance.decisions.count.outcome import outcome_of
from alliance.decisions.count.sentences import REFUSALS
from alliance.decisions.models import Life
from alliance.door.action import Act, action
from alliance.door.refusals import DENIED, Refused


@action("decision.ratify", needs=insider, first=settle)
def ratify_decision(act: Act, *, proposal: int, org: UUID, note: str) -> str | Refused:
    """Tell for `org` that its board has ratified D-`proposal`; `note` says which board and when. Answers the reference."""
    row = found(act, proposal)
    if str(org) not in held(act, act.by):
        return Refused("no_mandate", REFUSALS["no_mandate"], DENIED, True, {"proposal": str(row.id)})
    pending = row.ratifications.filter(ratified_at=None).values_list("org_id", flat=True)
    if refused := check_ratify(
        pending=list(map(str, pending)), org=str(org), subject=row.life == Life.SUBJECT, stop=row.long_stop,
        note=note, at=act.at,
    ):  # fmt: skip
        return refused
    act.log("decision.ratified", {"proposal": str(row.id), "org": str(org)}, reason=note.strip())
    row.refresh_from_db()
    if row.life != Life.SUBJECT:
        take_effect(act, row, outcome_of(state_of(act, row), act.at))
    return str(row)
