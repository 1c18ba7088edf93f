"""What the log tells of publishing: which edition, of which period, and never a figure or a count of people."""

from alliance.ledger.types import EventType

EVENTS = (EventType("release.published", {"edition": "id", "period": "id", "number": "int"}, topic="period"),)
