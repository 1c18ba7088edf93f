"""What happens when a risk goes to all partners, as the log tells it."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying, by_decision
from risks.register.events import RISK
from risks.register.words import GROUNDS, said

EVENTS = (
    EventType("risk.escalated", RISK, ("reason",), "risk"),
    EventType("escalation.drafted", RISK | {"escalation": "id", "ground": "word"}, (), "risk"),
    EventType("risk.decided", RISK | {"decision": "word"}, ("reason",), "risk"),
    EventType(
        "risk.accepted",
        RISK | {"acceptance": "id", "entry": "id", "until": "date", "decision": "word"},
        ("reason",),
        "risk",
    ),
)


def _drafted(entry: Entry) -> str:
    return f"A decision about {entry['risk']} is drafted: {said(GROUNDS, entry['ground']).lower()}"


def _decided(entry: Entry) -> str:
    return f"{entry['risk']} is decided{by_decision(entry)}"


def _accepted(entry: Entry) -> str:
    return f"All partners accept {entry['risk']} until the end of {entry['until']}{by_decision(entry)}"


SAYINGS = {
    "risk.escalated": Saying("A partner asks for a decision about {risk}", "risk"),
    "escalation.drafted": Saying(_drafted, "risk"),
    "risk.decided": Saying(_decided, "risk"),
    "risk.accepted": Saying(_accepted, "risk"),
}
CHAPTERS = {"escalation": "Drafted decisions about risks"}
