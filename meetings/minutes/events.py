"""What happens to minutes, as the log tells it, and the rows that follow from each event."""

from collections.abc import Mapping

from alliance.door.record import changed, saved
from alliance.ledger.event import SYSTEM, Event
from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying
from meetings.minutes.models import Acceptance, Minutes

Texts = Mapping[str, str]
ERASED = "(erased)"


def _version(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        Minutes(
            id=body["minutes"], meeting_id=body["meeting"], number=body["number"], record=texts.get("record", ERASED),
            text=texts.get("text", ERASED), reason=texts.get("reason", ""), attendees=body["attendees"],
            issued_at=event.at, issued_by_id=_person(event), by_org_id=body.get("org"), size=body["size"],
            root=body["root"],
        )
    )  # fmt: skip


def _accepted(event: Event, texts: Texts) -> None:
    """Silence never makes a version official: only the last attendee's own yes does."""
    body = event.body
    saved(
        Acceptance(
            id=body["acceptance"],
            minutes_id=body["minutes"],
            org_id=body["org"],
            by_id=_person(event),
            at=event.at,
        )
    )
    version = Minutes.objects.get(id=body["minutes"])
    said = {str(org) for org in version.acceptances.values_list("org", flat=True)}
    if said.issuperset(version.attendees):
        changed(Minutes, version.id, official_at=event.at)


def _person(event: Event) -> str | None:
    return None if event.actor == SYSTEM else event.actor


_VERSION = {
    "meeting": "id", "minutes": "id", "number": "int", "attendees": "ids", "size": "int", "root": "word",
}  # fmt: skip
EVENTS = (
    EventType("minutes.issued", _VERSION, ("record", "text"), "meeting", _version),
    EventType("minutes.amended", _VERSION | {"org": "id"}, ("record", "text", "reason"), "meeting", _version),
    EventType(
        "minutes.accepted",
        {"meeting": "id", "minutes": "id", "acceptance": "id", "org": "id"},
        (),
        "meeting",
        _accepted,
    ),
)


def _issued_words(entry: Entry) -> str:
    again = "" if entry["number"] == "1" else f", version {entry['number']}"
    return f"Minutes of {entry['meeting']} were issued{again}"


SAYINGS = {
    "minutes.issued": Saying(_issued_words, "meeting"),
    "minutes.amended": Saying("{org} amended the minutes of {meeting}; all are asked again", "meeting"),
    "minutes.accepted": Saying("{org} accepted the minutes of {meeting}", "meeting"),
}
