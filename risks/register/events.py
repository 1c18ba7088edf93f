"""What happens to a risk, as the log tells it; the words stand outside, behind commitments."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying, by_decision
from risks.register.words import LOOK_AGAIN, said

RISK = {"risk": "id"}
_HOLDER = {"risk": "id", "holder": "id", "org": "id"}
_MOVE = {"risk": "id", "decision": "word?"}
_CHOICES = {"domain": "word", "proximity": "word", "velocity": "word?", "expected": "date?"}
_WORDS = ("cause", "event", "effect", "must_be_true")

EVENTS = (
    EventType("matrix.adopted", {"matrix": "id", "number": "int", "settings": "object", "decision": "word?"}),
    EventType(
        "risk.raised",
        RISK | _CHOICES | {"number": "int", "kind": "word", "objective": "id?", "review": "date", "responsibility": "id"},
        _WORDS, "risk",
    ),
    EventType("risk.changed", RISK | _CHOICES, (*_WORDS, "reason"), "risk"),
    EventType("holder.asked", _HOLDER | {"responsibility": "id"}, ("role",), "risk"),
    EventType("holder.agreed", _HOLDER, ("role",), "risk"),
    EventType("holder.declined", _HOLDER, ("reason",), "risk"),
    EventType("holder.left", _HOLDER, ("reason",), "risk"),
    EventType("risk.reviewed", RISK | {"was": "date", "review": "date"}, ("reason",), "risk"),
    EventType("risk.linked", RISK | {"ref": "word", "side": "word?"}, (), "risk"),
    EventType("risk.happened", _MOVE, ("reason",), "risk"),
    EventType("risk.closed", _MOVE, ("reason",), "risk"),
    EventType("risk.declined", _MOVE, ("reason", "reply"), "risk"),
    EventType("risk.merged", _MOVE | {"into": "word"}, ("reason", "reply"), "risk"),
    EventType("risk.reopened", _MOVE, ("reason",), "risk"),
    EventType("risk.live_again", RISK | {"why": "word"}, ("reason",), "risk"),
)  # fmt: skip


def _matrix(entry: Entry) -> str:
    return f"The risk matrix has a new version, {entry['number']}{by_decision(entry)}"


def _closed(entry: Entry) -> str:
    return f"{entry['risk']} was closed{by_decision(entry)}"


def _live_again(entry: Entry) -> str:
    return f"{entry['risk']} is live again. {said(LOOK_AGAIN, entry['why'])}"


_ASKED = "Whether a partner can hold a risk is first between it and who asks; the risk’s own page tells it."
SAYINGS = {
    "matrix.adopted": Saying(_matrix, page="risk_matrix"),
    "risk.raised": Saying("{risk} was raised: {event}", "risk"),
    "holder.agreed": Saying("{org} agreed to hold {risk}", "risk"),
    "holder.left": Saying("{org} stepped back from {risk}", "risk"),
    "risk.reviewed": Saying("{risk} was looked at again; next on {review}", "risk"),
    "risk.changed": Saying("{risk} was said anew: {event}", "risk"),
    "risk.happened": Saying("{risk} is happening: it is now an issue", "risk"),
    "risk.closed": Saying(_closed, "risk"),
    "risk.declined": Saying("{risk} was declined", "risk"),
    "risk.merged": Saying("{risk} went into {into}", "risk"),
    "risk.reopened": Saying("{risk} was opened again", "risk"),
    "risk.live_again": Saying(_live_again, "risk"),
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
