"""What the log tells of releases: which, of which period, sealed by which bodies, and never a figure or a count of people."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Saying
from measures.releases.parameters import CHANGEABLE

_ONE = {"release": "id", "number": "int"}

EVENTS = (
    EventType("release.opened", _ONE | {"period": "id"}, topic="release"),
    EventType("release.audited", _ONE, topic="release"),
    EventType("release.blocked", _ONE, topic="release"),
    EventType("release.moved", _ONE, topic="release"),
    EventType("release.sealed", _ONE | {"org": "id?"}, topic="release"),
    EventType("release.published", _ONE | {"period": "id", "content": "word"}, topic="release"),
    EventType("release.closed", _ONE, topic="release"),
    EventType(
        "release.thresholds_set", {"series": "int", "decision": "word"} | dict.fromkeys(CHANGEABLE, "int")
    ),
    EventType(
        "release.withdrawn",
        _ONE | {"measure": "word", "withdrawal": "id"},
        ("reason", "period", "view"),
        "release",
    ),
)
SAYINGS = {
    "release.opened": Saying("Release {number} is opened, for {period}", "release"),
    "release.audited": Saying("Release {number} passed its audit and waits for its seals", "release"),
    "release.blocked": Saying("Release {number} did not pass its audit", "release"),
    "release.published": Saying("Release {number} is out: the figures of {period}", page="measures"),
    "release.closed": Saying("Release {number} was given up", "release"),
    "release.thresholds_set": Saying(
        "New thresholds protect figures, by {decision}: series {series}", page="release_thresholds"
    ),
    "release.withdrawn": Saying("A figure of {measure} was withdrawn: {reason}", "release"),
}
ENTRIES = {
    "release.moved": Saying("Release {number} is audited again", "release"),
    "release.sealed": Saying("Release {number} got a seal", "release"),
}
SILENT = {
    "release.moved": "That data moved would say who corrected something, and when.",
    "release.sealed": "The release is news when it is out; until then its page says who sealed it.",
}
