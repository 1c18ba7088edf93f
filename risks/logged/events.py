"""What happens to assumptions, issues and dependencies, as the log tells it; the words stand outside, behind commitments."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Saying

_ONE = {"logged": "id"}

EVENTS = (
    EventType(
        "logged.noted",
        _ONE | {"kind": "word", "number": "int", "review": "date"},
        ("words", "more"),
        "logged",
    ),
    EventType("logged.reviewed", _ONE | {"was": "date", "review": "date"}, ("reason",), "logged"),
    EventType("logged.linked", _ONE | {"ref": "word"}, (), "logged"),
    EventType("logged.closed", _ONE, ("reason",), "logged"),
    EventType("logged.reopened", _ONE | {"review": "date"}, ("reason",), "logged"),
)
SAYINGS = {
    "logged.noted": Saying("{logged} was noted: {words}", "logged"),
    "logged.reviewed": Saying("{logged} was looked at again; next on {review}", "logged"),
    "logged.closed": Saying("{logged} was closed: {reason}", "logged"),
    "logged.reopened": Saying("{logged} was opened again", "logged"),
}
ENTRIES = {"logged.linked": Saying("{logged} has a new link", "logged")}
SILENT = {"logged.linked": "A link says nothing new; both pages show it."}
CHAPTERS = {"logged": "Assumptions, issues and dependencies"}
