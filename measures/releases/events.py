"""What the log tells of publishing: which edition, of which period, and never a figure or a count of people."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Saying

EVENTS = (EventType("release.published", {"edition": "id", "period": "id", "number": "int"}, topic="period"),)
SAYINGS = {"release.published": Saying("Edition {number} is out: the figures of {period}", page="measures")}
