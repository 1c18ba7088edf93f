"""An item is put to the vote where members meet: those represented now are pinned with it."""

from dataclasses import replace
from uuid import UUID

from alliance.contract.access import anyone_inside
from alliance.contract.matters import Rule
from alliance.decisions.actions.settling import settle
from alliance.decisions.asked import Asked
from alliance.decisions.in_meeting import put_to_vote, running
from alliance.door.action import Act, action
from alliance.door.refusals import Refused
from meetings.meetings import rules
from meetings.meetings.actions.holding import note_taken_up
from meetings.meetings.actions.standing import found, item_of, key, not_now, quorum
from meetings.meetings.models import AgendaItem, Meeting
from meetings.meetings.settings import Ground, ground


@action("meeting.put_to_vote", needs=anyone_inside, first=settle)
def put_item_to_vote(act: Act, *, meeting: UUID, item: UUID, asked: Asked) -> str | Refused:
    """Open `asked` for votes here and now, under this item: the venue, who is represented and the meeting's reference
    are this action's to say. Who may open a proposal, the decisions say. Answers the proposal's reference."""
    row = found(act, meeting)
    one = item_of(row, item)
    if refused := not_now(row, "vote") or _not_here(act, row, one, asked.matter):
        return refused
    proposal = put_to_vote(act, _pinned(row, asked), quorum(row, act.at).present)
    if isinstance(proposal, Refused):
        return proposal
    note_taken_up(act, row, item)
    act.log("meeting.vote_opened", key(row) | {"item": str(item), "proposal": str(proposal)})
    return str(one.votes.get(proposal=proposal).proposal)


def _pinned(meeting: Meeting, asked: Asked) -> Asked:
    return replace(
        asked, venue="meeting", opens=None, closes=None, meeting=str(meeting),
        adjourned=meeting.adjourned_from_id is not None,
    )  # fmt: skip


def _not_here(act: Act, meeting: Meeting, item: AgendaItem, matter: str) -> Refused | None:
    base = ground(act.alliance)
    open_votes = running(act, item.votes.values_list("proposal", flat=True))
    return rules.check_vote_here(
        quorum(meeting, act.at), _rule(base, matter), listed=_listed(meeting, item, base),
        adjourned=meeting.adjourned_from_id is not None, carried=item.carried_from_id is not None,
        running=str(open_votes[0]) if open_votes else "",
    )  # fmt: skip


def _listed(meeting: Meeting, item: AgendaItem, base: Ground) -> bool:
    kept = rules.notice(meeting.announced_at, meeting.starts_at, base.zone, base.book.agenda_clear_days)
    return rules.listed_in_time(item.added_at, kept, base.zone)


def _rule(base: Ground, matter: str) -> Rule:
    """The matter's rule; the decisions refuse a matter that the rule-book does not have."""
    found_ = base.book.matter(matter)
    return found_.rule if found_ else Rule.UNANIMITY
