"""Names of the viewer's own alliance, which every page about its people shows as well."""

from alliance.contract import queries as contract
from alliance.door.access import Viewer
from alliance.nudge.calling import called
from alliance.nudge.told import CATEGORIES, Category, Names


def names(viewer: Viewer) -> Names:
    """How the people here and their organisations may be called. One query."""
    here = contract.places(viewer)
    return called((one.name for one in here), (one.org_name for one in here if one.org))


def categories(viewer: Viewer) -> tuple[Category, ...]:
    """Everything that is looked for, the same in every alliance."""
    return CATEGORIES
