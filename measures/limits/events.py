"""What happens to limits, as the log tells it."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying
from measures.limits.rules import CHARTS
from measures.statistics.choosing import NAMES

EVENTS = (
    EventType(
        "limits.recorded",
        {"step": "id", "measure": "word", "view": "word", "period": "id", "kind": "word", "cites": "word", "baseline": "int?"},
        ("reason",),
        "step",
    ),
)  # fmt: skip
_WORDS = {"rebase": "start anew", "freeze": "are frozen", "unfreeze": "are freed"}


def _recorded(entry: Entry) -> str:
    if entry["kind"] in CHARTS:
        return f"{entry['measure']} keeps its {NAMES[entry['kind']]} limits, by {entry['cites']}: {entry['reason']}"
    what = _WORDS.get(entry["kind"], "change")
    return f"The limits of {entry['measure']} {what} from {entry['period']} on, by {entry['cites']}: {entry['reason']}"


SAYINGS = {"limits.recorded": Saying(_recorded, page="measures")}
