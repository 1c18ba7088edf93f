"""What happens to a risk, as the log tells it; the words stand outside, behind commitments."""

from alliance.ledger.types import EventType

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
