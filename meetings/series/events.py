"""What happens to a series, as the log tells it; its meetings are announced by events of their own."""

from collections.abc import Mapping
from datetime import time

from alliance.door.record import saved
from alliance.ledger.event import Event
from alliance.ledger.types import EventType
from alliance.wings.sayings import Saying
from meetings.series.models import Series

ERASED = "(erased)"


def _begun(event: Event, texts: Mapping[str, str]) -> None:
    body = event.body
    saved(
        Series(
            id=body["series"], alliance_id=body["alliance"], every=body["every"], weekday=body["weekday"], nth=body["nth"],
            begins=time.fromisoformat(body["begins"]), ends=time.fromisoformat(body["ends"]), begun_at=event.at,
            title=texts.get("title", ERASED), place=texts.get("place", ERASED),
        )
    )  # fmt: skip


EVENTS = (
    EventType(
        "meeting.series_begun",
        {"series": "id", "alliance": "id", "every": "int", "weekday": "int", "nth": "int", "begins": "word", "ends": "word"},
        ("title", "place"), "series", _begun,
    ),
)  # fmt: skip
SAYINGS = {"meeting.series_begun": Saying("A series of meetings begins: {title}", page="meetings")}
