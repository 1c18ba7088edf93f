"""What happens to early warnings, as the log tells it: heard by the system, for no entry says who warned."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying

_ONE = {"warning": "id"}

EVENTS = (
    EventType("warning.pool_opened", {"window": "id"}),
    EventType("warning.pool_renewed", {"window": "id", "since": "date"}),
    EventType(
        "warning.heard", _ONE | {"number": "int", "touches": "word?", "due": "date"}, ("words",), "warning"
    ),
    EventType(
        "warning.answered", _ONE | {"answer": "word", "ref": "word?", "look": "date?"}, ("reply",), "warning"
    ),
)


def _answered(entry: Entry) -> str:
    became = f" It led to {entry['ref']}." if entry.get("ref") else ""
    return f"{entry['warning']} was answered: {entry['reply']}{became}"


def _renewed(entry: Entry) -> str:
    return (
        f"Warnings written with tickets from {entry['since']} on could not be read, and are lost. New tickets are ready: "
        "whoever warned then may warn again"
    )


SAYINGS = {
    "warning.pool_renewed": Saying(_renewed, page="warnings"),
    "warning.heard": Saying("A warning was heard, {warning}: {words}", "warning"),
    "warning.answered": Saying(_answered, "warning"),
}
ENTRIES = {"warning.pool_opened": Saying("Tickets for warnings without a name are ready", page="warnings")}
SILENT = {"warning.pool_opened": "The page of warnings offers the tickets; nobody need be told."}
CHAPTERS = {"warning": "Early warnings"}
