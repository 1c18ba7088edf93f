"""What the holders do about a risk, as the log tells it."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying, by_decision
from risks.register.events import RISK

_TREATMENT = RISK | {"treatment": "id"}
EVENTS = (
    EventType(
        "treatment.planned", _TREATMENT | {"verb": "word", "due": "date", "org": "id?"}, ("what",), "risk"
    ),
    EventType("treatment.consented", _TREATMENT | {"org": "id"}, (), "risk"),
    EventType("treatment.agreed", _TREATMENT | {"decision": "word"}, (), "risk"),
    EventType("treatment.done", _TREATMENT, ("reason",), "risk"),
    EventType("treatment.dropped", _TREATMENT, ("reason",), "risk"),
)


def _planned(entry: Entry) -> str:
    org = entry.get("org")
    pain = f". It moves pain: {org} is asked" if org else ""
    return f"Planned about {entry['risk']}, by {entry['due']}: {entry['what'].rstrip('.')}{pain}"


def _agreed(entry: Entry) -> str:
    return f"A treatment of {entry['risk']} may move pain{by_decision(entry)}"


SAYINGS = {
    "treatment.planned": Saying(_planned, "risk"),
    "treatment.consented": Saying("{org} consents to bear a cost of {risk}", "risk"),
    "treatment.agreed": Saying(_agreed, "risk"),
    "treatment.done": Saying("A treatment of {risk} is done", "risk"),
    "treatment.dropped": Saying("A treatment of {risk} was dropped", "risk"),
}
CHAPTERS = {"treatment": "What we do about risks"}
