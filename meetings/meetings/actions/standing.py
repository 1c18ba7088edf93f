"""What every action on a meeting asks first: which meeting, which item, who is there, and who is asking."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from alliance.contract.access import standing
from alliance.door.action import Act
from alliance.door.refusals import NotFound, Refused, malformed
from alliance.ledger.canonical import instant_text
from meetings.meetings import rules
from meetings.meetings.models import AgendaItem, Meeting
from meetings.meetings.permissions import PERMISSIONS
from meetings.meetings.states import after

Body = dict[str, object]


def found(act: Act, meeting: UUID) -> Meeting:
    """This meeting; NotFound where the alliance has none such."""
    row = Meeting.objects.filter(alliance=act.alliance, id=meeting).first()
    if row is None:
        raise NotFound
    return row


def item_of(meeting: Meeting, item: UUID) -> AgendaItem:
    """This item of the meeting's agenda; NotFound where it stands on another, or on none."""
    row = meeting.items.filter(id=item).first()
    if row is None:
        raise NotFound
    return row


def key(meeting: Meeting) -> Body:
    """How an event's body names the meeting."""
    return {"meeting": str(meeting.id)}


def span(when: tuple[datetime, datetime]) -> Body:
    """How an event's body says from when until when."""
    return {"starts": instant_text(when[0]), "ends": instant_text(when[1])}


def not_now(meeting: Meeting, verb: str) -> Refused | None:
    """A refusal where the meeting's state does not allow `verb`."""
    follows = after(meeting.state, verb)
    return follows if isinstance(follows, Refused) else None


def unsaid(reason: str) -> Refused | None:
    """A refusal where no reason is given."""
    if reason.strip():
        return None
    return malformed("reason", "Say why, in a few words, for those who had planned for it.")


def runs(act: Act) -> bool:
    """Whether the actor runs meetings; the system does what it is made for."""
    return act.by is None or not standing(act.alliance, act.by, act.at).isdisjoint(PERMISSIONS["meeting.run"])


def presences(meeting: Meeting) -> list[rules.Presence]:
    """Who was represented from when until when, as the rules read it."""
    rows = meeting.attendance.values_list("org_id", "joined_at", "left_at")
    return [rules.Presence(*row) for row in rows]


def quorum(meeting: Meeting, at: datetime) -> rules.Quorum:
    """The quorum of a meeting that was called to order, at the instant `at`."""
    return rules.quorum_at(members(meeting), meeting.need, presences(meeting), at)


def members(meeting: Meeting) -> Sequence[UUID]:
    """The members fixed when the meeting was called to order."""
    return [UUID(org) for org in meeting.members]


def proposals(meeting: Meeting) -> list[UUID]:
    """What was opened for votes in this meeting, by the ids of the proposals."""
    votes = meeting.items.filter(votes__isnull=False).order_by("votes__opened_at", "votes__proposal__number")
    return list(votes.values_list("votes__proposal", flat=True))
