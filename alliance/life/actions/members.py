"""A member changes its name or leaves by its own word; two become one by a decision of all."""

from uuid import UUID

from alliance.contract.access import permission
from alliance.contract.actions import reach
from alliance.contract.models import Membership, Organisation
from alliance.decisions.actions.settling import settle
from alliance.decisions.actions.standing import found, insider
from alliance.decisions.using import note_use, usable
from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused
from alliance.life.actions.lifting import lift_conditions
from alliance.life.membership import check_confirmed, check_merge, check_name, check_own


@action("member.rename", needs=insider)
def rename_member(act: Act, *, org: UUID, name: str) -> str | Refused:
    """Change what an organisation is called from now on; votes that are over keep the name of their time."""
    row = _here(act, org)
    if refused := _own(act, row, "change its name") or check_name(row.name, name.strip()):
        return refused
    act.log("member.renamed", {"org": str(org)}, name=name.strip())
    return str(org)


@action("member.leave", needs=insider, first=settle)
def leave_alliance(act: Act, *, org: UUID, confirmed: bool = False) -> str | Refused:
    """Leave the alliance, by the organisation's own notice, from now on: its ballots in open votes are void."""
    row = _here(act, org)
    if refused := _own(act, row, "give notice that it leaves") or check_confirmed(row.name, confirmed):
        return refused
    act.log("member.left", {"org": str(org)})
    lift_conditions(act, org)
    return str(org)


@action("member.merge", needs=permission("member.admit", "make two members one"), first=settle)
def merge_members(act: Act, *, decision: int, absorbed: UUID, into: UUID) -> str | Refused:
    """Make the member `absorbed` part of the member `into`, on the decision of all: one vote from now on, and the open
    ballots of both are void."""
    row = found(act, decision)
    refused = usable(act.alliance, decision, "members") or check_merge(str(absorbed), str(into))
    if refused:
        return refused
    for org in (absorbed, into):
        if _here(act, org).membership != Membership.MEMBER:
            raise NotFound
    act.log("member.merged", {"absorbed": str(absorbed), "into": str(into), "decision": str(row)})
    note_use(act, decision, "member.merged")
    lift_conditions(act, absorbed, into)
    return str(into)


def _here(act: Act, org: UUID) -> Organisation:
    row = Organisation.objects.one(id=org, alliance_id=act.alliance, left_at=None)
    if row is None:
        raise NotFound
    return row


def _own(act: Act, row: Organisation, what: str) -> Refused | None:
    return check_own(reach(act, row), what, votes=row.membership == Membership.MEMBER)
