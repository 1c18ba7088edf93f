"""What can be seen of risks: the list with its filters, one risk whole, the map, what waits."""

from risks.register.queries.listing import references, risks, things
from risks.register.queries.maps import maps
from risks.register.queries.one import risk
from risks.register.queries.settled import in_force, limits, raising, steps
from risks.register.queries.waiting import waits

__all__ = [
    "in_force", "limits", "maps", "raising", "references", "risk", "risks", "steps", "things", "waits",
]  # fmt: skip
