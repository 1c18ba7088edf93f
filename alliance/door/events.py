"""The events that the door itself writes."""

from alliance.ledger.types import EventType

EVENTS = (
    EventType("log.created", {"origin": "word", "simulated": "bool?"}),
    EventType("clock.stepped", {"microseconds": "int"}),
    EventType(
        "attempt.refused",
        {
            "action": "word",
            "code": "word",
            "proposal": "id?",
            "org": "id?",
            "revision": "int?",
            "ref": "word?",
        },
        topic="proposal",
    ),
)

SILENT = {
    "log.created": "The founding itself is told.",
    "clock.stepped": "A step of the clock concerns whoever runs the server.",
    "attempt.refused": "A refused attempt is told on the page of its decision, not held up to everybody.",
}
