"""What happens to a paper, as the log tells it: its file as a salted commitment, never a plain hash."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Saying

EVENTS = (
    EventType(
        "paper.attached",
        {"paper": "id", "ref": "word", "part": "id?", "kind": "word", "size": "int", "mark": "word", "readers": "ids?"},
        ("title",), "paper",
    ),
    EventType("paper.moved", {"paper": "id", "ref": "word", "was": "word"}, (), "paper"),
    EventType("paper.removed", {"paper": "id", "ref": "word"}, ("reason",), "paper"),
)  # fmt: skip
_HANGS = "A paper is found where it hangs, and some are for named people alone."
ENTRIES = {
    "paper.attached": Saying("A paper was attached"), "paper.moved": Saying("A paper went with what it hangs on"),
    "paper.removed": Saying("A paper was taken away"),
}  # fmt: skip
SILENT = {"paper.attached": _HANGS, "paper.moved": _HANGS, "paper.removed": _HANGS}
