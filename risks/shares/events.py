"""What the log tells of gain and pain: that other terms are in force, and by which decision. Never a result."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Saying

EVENTS = (
    EventType("shares.adopted", {"terms": "id", "number": "int", "settings": "object", "decision": "word"}),
)
SAYINGS = {
    "shares.adopted": Saying(
        "Gain and pain are shared by other terms, by {decision}: version {number}", page="shares"
    )
}
CHAPTERS = {"shares": "How gain and pain are shared"}
