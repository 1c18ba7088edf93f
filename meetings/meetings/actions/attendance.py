"""Who is represented, from when until when. Where a departure takes the quorum away, the open votes stop with it."""

from uuid import UUID, uuid4

from alliance.contract.access import acts_for, anyone_inside
from alliance.decisions.actions.settling import settle
from alliance.decisions.in_meeting import adjourn
from alliance.door.action import Act, action
from alliance.door.refusals import Refused, malformed
from meetings.meetings import rules
from meetings.meetings.actions.standing import found, key, not_now, proposals, quorum, runs
from meetings.meetings.models import Attendance, How, Meeting
from meetings.meetings.settings import ground
from meetings.meetings.states import State


@action("attendance.join", needs=anyone_inside)
def record_arrival(act: Act, *, meeting: UUID, org: UUID, how: str = How.ROOM) -> str | Refused:
    """Record that an organisation is represented from now on, `how`: room or remote."""
    row = found(act, meeting)
    if refused := _not_attending(act, row, org) or _unknown(how):
        return refused
    if _present(row, org):
        return Refused("here", "This organisation is recorded as here already.")
    body = {"attendance": str(uuid4()), "org": str(org), "how": str(how)}
    act.log("attendance.joined", key(row) | body)
    return str(row)


@action("attendance.leave", needs=anyone_inside, first=settle)
def record_departure(act: Act, *, meeting: UUID, org: UUID) -> str | Refused:
    """Record that an organisation is no longer represented; until then it is. Without the quorum no vote goes on."""
    row = found(act, meeting)
    if refused := _not_attending(act, row, org):
        return refused
    here = _present(row, org)
    if here is None:
        return Refused("not_here", "This organisation is not recorded as here.")
    act.log("attendance.left", key(row) | {"attendance": str(here.id), "org": str(org)})
    _stop_votes(act, row)
    return str(row)


def _stop_votes(act: Act, meeting: Meeting) -> None:
    """Row 60: what was decided stands; a vote that is open when the quorum goes is adjourned, at that instant."""
    if meeting.state != State.OPEN:
        return
    now = quorum(meeting, act.at)
    if not now.met:
        adjourn(act, proposals(meeting), now.present)


def _not_attending(act: Act, meeting: Meeting, org: UUID) -> Refused | None:
    own = {one.id for one in acts_for(act.alliance, act.by)} if act.by else set()
    base = ground(act.alliance)
    refused = rules.check_attends(org=org, orgs=base.present, own=own, runs=runs(act))
    refused = refused or not_now(meeting, "attend")
    return refused or rules.check_on_the_day(meeting.starts_at, act.at, base.zone)


def _unknown(how: str) -> Refused | None:
    return None if how in How.values else malformed("how", "Say how it is here: room, or remote.")


def _present(meeting: Meeting, org: UUID) -> Attendance | None:
    return meeting.attendance.filter(org=org, left_at=None).first()
