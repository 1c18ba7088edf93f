"""What happens to the plan, as the log tells it; wordings and names stand outside, behind commitments.

The code of a cohort, a breakdown or a view is made from its name, so it stands outside too: a name can be erased.
"""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Saying

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

SAYINGS = {
    "measure.adopted": Saying("{code} is counted from {from}: {wording}", "measure"),
    "measure.revised": Saying("{code} is counted in a new way from {from}", "measure"),
    "cohort.added": Saying("A group of people is counted: {name}", page="measure_plan"),
    "breakdown.added": Saying("Figures may be split by {name}", page="measure_plan"),
    "periods.added": Saying("Figures are asked for from {from} to {until}", page="measure_plan"),
    "supply.agreed": Saying("{org} sends figures from {from}", page="measure_plan"),
    "view.declared": Saying("Figures are published for {name} too", page="measure_plan"),
}
