"""What happens to a paper, as the log tells it: its file as a salted commitment, never a plain hash."""

from alliance.ledger.types import EventType

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
SILENT = {"paper.attached": _HANGS, "paper.moved": _HANGS, "paper.removed": _HANGS}
