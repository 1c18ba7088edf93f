"""What happens to licences, as the log tells it."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying
from measures.instruments.catalogue import instruments

EVENTS = (
    EventType(
        "licence.noted",
        {"licence": "id", "instrument": "word", "org": "id?", "until": "date?"},
        ("reference",),
        "licence",
    ),
)


def _noted(entry: Entry) -> str:
    found = instruments().get(entry["instrument"])
    holder = entry.get("org", "the alliance")
    until = f", until {entry['until']}" if "until" in entry.event.body else ""
    return f"A licence of {holder} for {found.name if found else entry['instrument']} is noted{until}"


SAYINGS = {"licence.noted": Saying(_noted, page="licences")}
