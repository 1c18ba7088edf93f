"""A meeting is called to order, goes from item to item, and closes."""

from uuid import UUID

from alliance.decisions.actions.settling import settle
from alliance.decisions.in_meeting import running
from alliance.door.action import Act, action
from alliance.door.refusals import Refused
from meetings.meetings import course, rules
from meetings.meetings.actions.planning import RUNS
from meetings.meetings.actions.standing import found, item_of, key, members, not_now, presences, proposals
from meetings.meetings.models import ItemVote, Meeting, TakenUp
from meetings.meetings.settings import ground

STOPPED = ("adjourned", "withdrawn")


@action("meeting.open", needs=RUNS)
def open_meeting(act: Act, *, meeting: UUID) -> str | Refused:
    """Call a meeting to order; from now on the members and the number that must be represented are fixed."""
    row, base = found(act, meeting), ground(act.alliance)
    refused = not_now(row, "open") or rules.check_opening(row.starts_at, act.at, base.zone)
    if refused:
        return refused
    need = rules.need(base.book, len(base.members), adjourned=row.adjourned_from_id is not None)
    act.log("meeting.opened", key(row) | {"members": [str(org) for org in base.members], "need": need})
    return str(row)


@action("meeting.take_up", needs=RUNS)
def take_up(act: Act, *, meeting: UUID, item: UUID) -> str | Refused:
    """Say that the meeting talks about this item from now on; answers the item's id."""
    row = found(act, meeting)
    item_of(row, item)
    if refused := not_now(row, "discuss"):
        return refused
    note_taken_up(act, row, item)
    return str(item)


@action("meeting.close", needs=RUNS, first=settle)
def close_meeting(act: Act, *, meeting: UUID) -> str | Refused:
    """Close a meeting; who had not left was there to the end, and what lacked the quorum is named."""
    row = found(act, meeting)
    open_votes = [str(vote) for vote in running(act, proposals(row))]
    if refused := not_now(row, "close") or rules.check_close(open_votes):
        return refused
    lacked = [str(item) for item in _undecided(act, row)]
    act.log("meeting.closed", key(row) | ({"undecided": lacked} if lacked else {}))
    return str(row)


def note_taken_up(act: Act, meeting: Meeting, item: UUID) -> None:
    """Log that this item is under discussion, unless it is."""
    last = TakenUp.objects.filter(item__meeting=meeting).order_by("at", "id").last()
    if last is None or last.item_id != item:
        act.log("meeting.item_taken_up", key(meeting) | {"item": str(item)})


def _undecided(act: Act, meeting: Meeting) -> list[UUID]:
    items = list(meeting.items.order_by("position").values_list("id", flat=True))
    votes = ItemVote.objects.filter(item__meeting=meeting).exclude(proposal__result__in=STOPPED)
    talks = TakenUp.objects.filter(item__meeting=meeting).order_by("at", "id").values_list("item_id", "at")
    opened = meeting.opened_at or act.at
    changes = rules.quorum_changes(members(meeting), meeting.need, presences(meeting), opened, act.at)
    return course.undecided(
        items,
        set(votes.values_list("item_id", flat=True)),
        [course.Talk(*talk) for talk in talks],
        changes,
        act.at,
    )
