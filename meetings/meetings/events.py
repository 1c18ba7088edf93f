"""What happens to a meeting, as the log tells it, and the rows that follow from each event."""

from collections.abc import Mapping

from alliance.door.record import saved
from alliance.ledger.canonical import parse_instant
from alliance.ledger.event import SYSTEM, Event
from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying
from meetings.meetings.models import AgendaItem, Attendance, Meeting, Minutes
from meetings.meetings.states import State

Texts = Mapping[str, str]
ERASED = "(erased)"


def _meeting(event: Event, **values: object) -> None:
    Meeting.objects.filter(id=event.body["meeting"]).update(**values)


def _scheduled(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        Meeting(
            id=body["meeting"], alliance_id=body["alliance"], number=body["number"], announced_at=event.at,
            starts_at=parse_instant(body["starts"]), ends_at=parse_instant(body["ends"]),
            title=texts.get("title", ERASED), place=texts.get("place", ERASED),
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


def _item_added(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        AgendaItem(
            id=body["item"], meeting_id=body["meeting"], position=body["position"], ref=body.get("ref", ""),
            text=texts.get("text", "" if "ref" in body else ERASED), added_at=event.at,
            added_by_id=None if event.actor == SYSTEM else event.actor,
        )
    )  # fmt: skip


def _item_moved(event: Event, texts: Texts) -> None:
    for position, item in enumerate(event.body["items"], 1):
        AgendaItem.objects.filter(id=item).update(position=position)


def _item_removed(event: Event, texts: Texts) -> None:
    AgendaItem.objects.filter(id=event.body["item"]).delete()


def _joined(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        Attendance(id=body["attendance"], meeting_id=body["meeting"], org_id=body["org"], joined_at=event.at)
    )


def _left(event: Event, texts: Texts) -> None:
    Attendance.objects.filter(id=event.body["attendance"]).update(left_at=event.at)


def _issued(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        Minutes(
            id=body["minutes"], meeting_id=body["meeting"], number=body["number"], text=texts.get("text", ERASED),
            issued_at=event.at, issued_by_id=None if event.actor == SYSTEM else event.actor,
        )
    )  # fmt: skip


_ID = {"meeting": "id"}
_TIMES = {"starts": "instant", "ends": "instant"}
_WHO = {"attendance": "id", "org": "id"}
EVENTS = (
    EventType(
        "meeting.scheduled",
        _ID | _TIMES | {"alliance": "id", "number": "int"},
        ("title", "place"),
        "meeting",
        _scheduled,
    ),
    EventType("meeting.changed", _ID | _TIMES, ("title", "place", "reason"), "meeting", _changed),
    EventType("meeting.cancelled", _ID, ("reason",), "meeting", _cancelled),
    EventType("meeting.opened", _ID | {"members": "ids", "need": "int"}, (), "meeting", _opened),
    EventType("meeting.closed", _ID, (), "meeting", _closed),
    EventType(
        "meeting.item_added",
        _ID | {"item": "id", "position": "int", "ref": "word?"},
        ("text",),
        "meeting",
        _item_added,
    ),
    EventType("meeting.item_moved", _ID | {"items": "ids"}, (), "meeting", _item_moved),
    EventType("meeting.item_removed", _ID | {"item": "id"}, (), "meeting", _item_removed),
    EventType("attendance.joined", _ID | _WHO, (), "meeting", _joined),
    EventType("attendance.left", _ID | _WHO, (), "meeting", _left),
    EventType("minutes.issued", _ID | {"minutes": "id", "number": "int"}, ("text",), "meeting", _issued),
)


def _issued_words(entry: Entry) -> str:
    again = "" if entry["number"] == "1" else f", version {entry['number']}"
    return f"Minutes of {entry['meeting']} were issued{again}"


_AGENDA = "The agenda is read on the meeting’s own page, as it stands."
_HERE = "Who is here is read on the meeting’s own page."
SAYINGS = {
    "meeting.scheduled": Saying("{meeting} is announced: {title}", "meeting"),
    "meeting.changed": Saying("{meeting} was changed: {title}", "meeting"),
    "meeting.cancelled": Saying("{meeting} was called off", "meeting"),
    "meeting.opened": Saying("{meeting} was called to order", "meeting"),
    "meeting.closed": Saying("{meeting} was closed", "meeting"),
    "minutes.issued": Saying(_issued_words, "meeting"),
}
SILENT = {
    "meeting.item_added": _AGENDA, "meeting.item_moved": _AGENDA, "meeting.item_removed": _AGENDA,
    "attendance.joined": _HERE, "attendance.left": _HERE,
}  # fmt: skip
