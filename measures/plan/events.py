"""What happens to the plan, as the log tells it; wordings and names stand outside, behind commitments.

The code of a cohort, a breakdown or a view is made from its name, so it stands outside too: a name can be erased.
"""

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
    EventType("cohort.added", {"cohort": "id", "parent": "id?"}, ("name", "code"), "cohort"),
    EventType("breakdown.added", {"breakdown": "id"}, ("name", "code", "categories"), "breakdown"),
    EventType("periods.added", {"periods": "ids", "from": "date", "until": "date"}),
    EventType("supply.agreed", {"supply": "id", "org": "id", "from": "date"}, ("name", "absence"), "supply"),
    EventType(
        "view.declared",
        {"view": "id", "partners": "words", "cohorts": "ids"},
        ("name", "code"),
        "view",
    ),
)
