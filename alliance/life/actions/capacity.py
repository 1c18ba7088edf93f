"""A member says of itself whether it may decide a kind of matter here, or whether its own board must."""

from uuid import UUID

from alliance.contract.actions import current_rulebook
from alliance.contract.models import Organisation
from alliance.decisions.actions.standing import held, insider, members
from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused, denied, malformed


@action("capacity.state", needs=insider)
def state_capacity(act: Act, *, org: UUID, matter: str, delegated: bool, source: str) -> str | Refused:
    """State for `org` that it is `delegated` to decide `matter` here, or that it needs its own board, and on which
    `source` (a scheme of delegation, a standing order) that rests; votes that open from now on pin it."""
    if not Organisation.objects.filter(id=org, alliance_id=act.alliance).exists():
        raise NotFound
    if str(org) not in held(act, act.by) & members(act).keys():
        return denied("no_mandate", "A member states this about itself. Ask somebody who holds its mandate.")
    if current_rulebook(act.alliance).matter(matter) is None:
        return malformed("matter", "The rule-book has no such kind of matter. Choose one that it lists.")
    if not source.strip():
        return malformed(
            "source", "Say where this is written: a scheme of delegation, a standing order, a minute."
        )
    body = {"org": str(org), "matter": matter, "delegated": delegated}
    act.log("capacity.stated", body, source=source.strip())
    return matter
