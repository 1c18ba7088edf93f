"""What happens to the plan, as the log tells it; wordings and names stand outside, behind commitments."""

from alliance.ledger.types import EventType

_MEASURE = {
    "measure": "id", "code": "word", "version": "int", "kind": "word", "instrument": "word?", "from": "date",
    "decision": "word?",
}  # fmt: skip

EVENTS = (
    EventType("measure.adopted", _MEASURE, ("wording", "counts_as"), "measure"),
    EventType(
        "measure.revised", _MEASURE | {"ended": "id", "ended_on": "date"}, ("wording", "counts_as"), "measure"
    ),
    EventType("cohort.added", {"cohort": "id", "code": "word", "parent": "id?"}, ("name",), "cohort"),
    EventType(
        "breakdown.added", {"breakdown": "id", "code": "word", "categories": "words"}, ("name",), "breakdown"
    ),
    EventType("periods.added", {"periods": "ids", "from": "date", "until": "date"}),
    EventType("supply.agreed", {"supply": "id", "org": "id", "from": "date"}, ("name", "absence"), "supply"),
    EventType(
        "view.declared",
        {"view": "id", "code": "word", "partners": "words", "cohorts": "words"},
        ("name",),
        "view",
    ),
)
