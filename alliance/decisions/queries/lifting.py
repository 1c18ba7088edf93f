"""What would lift an objection, drafted for who reads it."""

from collections.abc import Sequence
from uuid import UUID

from alliance.decisions.queries.page import decision
from alliance.decisions.reading import lifting
from alliance.door.access import Viewer
from alliance.door.refusals import Refused

NONE_SUCH = Refused(
    "no_objection",
    "None of these organisations objects to the words as they stand, or the vote has ended. Look at the page again.",
)


def drafted_change(viewer: Viewer, number: int, *, lift: Sequence[UUID]) -> lifting.Drafted | Refused:
    """D-`number` as it would read if what would lift the objections of `lift` were put in; nothing is sent."""
    page = decision(viewer, number)
    return (lifting.drafted(page, lift) if page.open else None) or NONE_SUCH
