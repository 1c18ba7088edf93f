"""What happens to a risk, as the log tells it; the words stand outside, behind commitments."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying, by_decision

_RISK = {"risk": "id"}
_HOLDER = {"risk": "id", "holder": "id", "org": "id"}
_MOVE = {"risk": "id", "decision": "word?"}

EVENTS = (
    EventType("matrix.adopted", {"matrix": "id", "number": "int", "settings": "object", "decision": "word?"}),
    EventType(
        "risk.raised",
        _RISK
        | {"number": "int", "kind": "word", "domain": "word", "proximity": "word", "objective": "id?",
           "review": "date", "expected": "date?", "responsibility": "id"},
        ("cause", "event", "effect", "must_be_true"), "risk",
    ),
    EventType("holder.asked", _HOLDER | {"responsibility": "id"}, ("role",), "risk"),
    EventType("holder.agreed", _HOLDER, ("role",), "risk"),
    EventType("holder.declined", _HOLDER, ("reason",), "risk"),
    EventType("holder.left", _HOLDER, ("reason",), "risk"),
    EventType(
        "risk.scored",
        _RISK
        | {"entry": "id", "axis": "word", "likelihood": "int", "consequence": "int", "matrix": "int",
           "state": "word", "decision": "word?"},
        ("reason", "evidence"), "risk",
    ),
    EventType("risk.reviewed", _RISK | {"was": "date", "review": "date"}, ("reason",), "risk"),
    EventType("risk.linked", _RISK | {"ref": "word"}, (), "risk"),
    EventType("risk.happened", _MOVE, ("reason",), "risk"),
    EventType("risk.closed", _MOVE, ("reason",), "risk"),
    EventType("risk.reopened", _MOVE, ("reason",), "risk"),
)  # fmt: skip


def _matrix(entry: Entry) -> str:
    return f"The risk matrix has a new version, {entry['number']}{by_decision(entry)}"


def _closed(entry: Entry) -> str:
    return f"{entry['risk']} was closed{by_decision(entry)}"


_ASKED = "Whether a partner can hold a risk is first between it and who asks; the risk’s own page tells it."
SAYINGS = {
    "matrix.adopted": Saying(_matrix, page="risks"),
    "risk.raised": Saying("{risk} was raised: {event}", "risk"),
    "holder.agreed": Saying("{org} agreed to hold {risk}", "risk"),
    "holder.left": Saying("{org} stepped back from {risk}", "risk"),
    "risk.scored": Saying("{risk} was scored: likelihood {likelihood} × consequence {consequence}", "risk"),
    "risk.reviewed": Saying("{risk} was looked at again; next on {review}", "risk"),
    "risk.happened": Saying("{risk} is happening: it is now an issue", "risk"),
    "risk.closed": Saying(_closed, "risk"),
    "risk.reopened": Saying("{risk} was opened again", "risk"),
}
ENTRIES = {
    "holder.asked": Saying("A partner was asked to hold {risk}", "risk"),
    "holder.declined": Saying("A partner does not hold {risk}", "risk"),
    "risk.linked": Saying("{risk} has a new link", "risk"),
}
CHAPTERS = {"risk": "Risks", "holder": "Who holds a risk", "matrix": "The risk matrix"}
SILENT = {
    "holder.asked": _ASKED,
    "holder.declined": _ASKED,
    "risk.linked": "A link says nothing new; both pages show it.",
}
