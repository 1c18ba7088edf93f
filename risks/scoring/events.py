"""What happens in a scoring round, as the log tells it. Before a round is open it tells nothing of any view, nor whose it is."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying, by_decision
from risks.register.events import RISK

EVENTS = (
    EventType(
        "round.started", RISK | {"round": "id", "number": "int", "due": "date", "partners": "ids"}, ("reason",), "risk"
    ),
    EventType("view.sealed", RISK | {"round": "id"}, ("said",), "risk"),
    EventType(
        "views.revealed",
        RISK | {"round": "id", "views": "object", "missing": "ids", "decision": "word?"}, (), "risk",
    ),
    EventType(
        "risk.scored",
        RISK | {"entry": "id", "axis": "word", "likelihood": "int", "consequence": "int", "matrix": "int", "state": "word",
                "decision": "word?", "knowledge": "word?", "until": "date?"},
        ("reason", "evidence"), "risk",
    ),
)  # fmt: skip


def _revealed(entry: Entry) -> str:
    return f"The views of {entry['risk']} lie open{by_decision(entry)}"


def _scored(entry: Entry) -> str:
    what = "where we want it to be" if entry["axis"] == "target" else "where it is now"
    both = f"likelihood {entry['likelihood']} × consequence {entry['consequence']}"
    return f"{entry['risk']} has an agreed score, {what}: {both}{by_decision(entry)}"


SAYINGS = {
    "round.started": Saying("{risk} is being scored: views are due on {due}", "risk"),
    "views.revealed": Saying(_revealed, "risk"),
    "risk.scored": Saying(_scored, "risk"),
}
ENTRIES = {"view.sealed": Saying("A view was sealed in the round of {risk}", "risk")}
SILENT = {"view.sealed": "A sealed view tells nothing, not even whose it is, until all are open."}
CHAPTERS = {"round": "Scoring rounds", "view": "Sealed views", "views": "Views, opened"}
