"""What happens to a meeting, as the log tells it, and the rows that follow from each event."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from alliance.door.record import changed, saved
from alliance.ledger.canonical import parse_instant
from alliance.ledger.event import SYSTEM, Event
from alliance.ledger.types import EventType
from alliance.wings.sayings import Saying
from meetings.meetings.models import AgendaItem, Attendance, How, ItemVote, Meeting, TakenUp
from meetings.meetings.states import State

Texts = Mapping[str, str]
ERASED = "(erased)"


def _meeting(event: Event, **values: object) -> None:
    changed(Meeting, event.body["meeting"], **values)


def _scheduled(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        Meeting(
            id=body["meeting"], alliance_id=body["alliance"], number=body["number"], announced_at=event.at,
            starts_at=parse_instant(body["starts"]), ends_at=parse_instant(body["ends"]),
            title=texts.get("title", ERASED), place=texts.get("place", ERASED), series_id=body.get("series"),
            adjourned_from_id=body.get("adjourned_from"),
        )
    )  # fmt: skip


def _changed(event: Event, texts: Texts) -> None:
    body = event.body
    starts = parse_instant(body["starts"])
    moved = {} if Meeting.objects.filter(id=body["meeting"], starts_at=starts) else {"announced_at": event.at}
    _meeting(
        event, starts_at=starts, ends_at=parse_instant(body["ends"]), title=texts.get("title", ERASED),
        place=texts.get("place", ERASED), reason=texts.get("reason", ""), **moved,
    )  # fmt: skip


def _cancelled(event: Event, texts: Texts) -> None:
    _meeting(event, state=State.CANCELLED, reason=texts.get("reason", ERASED))


def _opened(event: Event, texts: Texts) -> None:
    _meeting(
        event, state=State.OPEN, opened_at=event.at, members=event.body["members"], need=event.body["need"]
    )


def _closed(event: Event, texts: Texts) -> None:
    _meeting(event, state=State.CLOSED, closed_at=event.at)
    AgendaItem.objects.filter(id__in=event.body.get("undecided", ())).update(undecided=True)


def _taken_up(event: Event, texts: Texts) -> None:
    saved(
        TakenUp(id=uuid5(UUID(event.body["item"]), str(event.seq)), item_id=event.body["item"], at=event.at)
    )


def _vote_opened(event: Event, texts: Texts) -> None:
    body = event.body
    vote = uuid5(UUID(body["item"]), body["proposal"])
    saved(ItemVote(id=vote, item_id=body["item"], proposal_id=body["proposal"], opened_at=event.at))


def _item_added(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        AgendaItem(
            id=body["item"], meeting_id=body["meeting"], position=body["position"], ref=body.get("ref", ""),
            text=texts.get("text", "" if "ref" in body else ERASED), added_at=event.at,
            added_by_id=None if event.actor == SYSTEM else event.actor, carried_from_id=body.get("carried_from"),
        )
    )  # fmt: skip


def _item_moved(event: Event, texts: Texts) -> None:
    for position, item in enumerate(event.body["items"], 1):
        changed(AgendaItem, item, position=position)


def _item_removed(event: Event, texts: Texts) -> None:
    AgendaItem.objects.filter(id=event.body["item"]).delete()


def _joined(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        Attendance(
            id=body["attendance"], meeting_id=body["meeting"], org_id=body["org"], joined_at=event.at,
            how=body.get("how", How.ROOM),
        )
    )  # fmt: skip


def _left(event: Event, texts: Texts) -> None:
    changed(Attendance, event.body["attendance"], left_at=event.at)


_ID = {"meeting": "id"}
_TIMES = {"starts": "instant", "ends": "instant"}
_WHO = {"attendance": "id", "org": "id"}
EVENTS = tuple(
    EventType(name, _ID | body, texts, "meeting", project)
    for name, body, texts, project in (
        ("meeting.scheduled", _TIMES | {"alliance": "id", "number": "int", "series": "id?", "adjourned_from": "id?"},
         ("title", "place"), _scheduled),
        ("meeting.changed", _TIMES, ("title", "place", "reason"), _changed),
        ("meeting.cancelled", {}, ("reason",), _cancelled),
        ("meeting.opened", {"members": "ids", "need": "int"}, (), _opened),
        ("meeting.closed", {"undecided": "ids?"}, (), _closed),
        ("meeting.item_added", {"item": "id", "position": "int", "ref": "word?", "carried_from": "id?"}, ("text",), _item_added),
        ("meeting.item_moved", {"items": "ids"}, (), _item_moved),
        ("meeting.item_removed", {"item": "id"}, (), _item_removed),
        ("meeting.item_taken_up", {"item": "id"}, (), _taken_up),
        ("meeting.vote_opened", {"item": "id", "proposal": "id"}, (), _vote_opened),
        ("attendance.joined", _WHO | {"how": "word?"}, (), _joined),
        ("attendance.left", _WHO, (), _left),
    )
)  # fmt: skip

_AGENDA = "The agenda is read on the meeting’s own page, as it stands."
_HERE = "Who is here is read on the meeting’s own page."
SAYINGS = {
    "meeting.scheduled": Saying("{meeting} is announced: {title}", "meeting"),
    "meeting.changed": Saying("{meeting} was changed: {title}", "meeting"),
    "meeting.cancelled": Saying("{meeting} was called off", "meeting"),
    "meeting.opened": Saying("{meeting} was called to order", "meeting"),
    "meeting.closed": Saying("{meeting} was closed", "meeting"),
}
ENTRIES = {
    "meeting.item_added": Saying("A point was put on the agenda of {meeting}", "meeting"),
    "meeting.item_moved": Saying("The agenda of {meeting} was put in another order", "meeting"),
    "meeting.item_removed": Saying("A point was taken off the agenda of {meeting}", "meeting"),
    "meeting.item_taken_up": Saying("{meeting} came to a point of its agenda", "meeting"),
    "meeting.vote_opened": Saying("{meeting} put {proposal} to the vote", "meeting"),
    "attendance.joined": Saying("{org} joined {meeting}", "meeting"),
    "attendance.left": Saying("{org} left {meeting}", "meeting"),
}
CHAPTERS = {"meeting": "Meetings", "attendance": "Who was at meetings", "minutes": "Minutes"}
SILENT = {
    "meeting.item_added": _AGENDA, "meeting.item_moved": _AGENDA, "meeting.item_removed": _AGENDA,
    "meeting.item_taken_up": _AGENDA, "meeting.vote_opened": "The proposal itself tells that it opened.",
    "attendance.joined": _HERE, "attendance.left": _HERE,
}  # fmt: skip
