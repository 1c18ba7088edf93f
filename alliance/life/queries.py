"""The thread of a decision: what it went through, what it rests on and what it led to, by date."""

from dataclasses import dataclass
from datetime import datetime

from alliance.decisions.queries import decision
from alliance.decisions.queries.known import load
from alliance.decisions.reading.telling import told
from alliance.door.access import Viewer
from alliance.links.thread import DEPTH, thread

MILESTONES = frozenset({
    "proposal.opened", "proposal.withdrawn", "proposal.adjourned", "outcome.computed", "decision.conditions_named",
    "decision.ratified", "decision.lapsed", "decision.reviewed", "decision.corrected", "decision.correction_objected",
    "decision.used", "reserved.used",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bead:
    """One line of the thread: something the decision itself went through (`links` 0), or something that hangs on it."""

    at: datetime
    how: str
    ref: str = ""
    title: str = ""
    url: str = ""
    state: str = ""
    links: int = 0


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """The thread of one decision; `refs` counts the other things within `depth` links."""

    ref: str
    number: int
    title: str
    url: str
    zone: str
    refs: int
    depth: int
    beads: tuple[Bead, ...]


def thread_of(viewer: Viewer, number: int) -> ThreadPage:
    """The thread of D-`number`; NotFound where the alliance has none such."""
    page = decision(viewer, number)
    knots = thread(viewer, page.ref)
    beads = [Bead(one.at, one.how, one.ref, one.title, one.url, one.state, one.links) for one in knots]
    beads += _went_through(viewer, number)
    return ThreadPage(
        page.ref, number, page.title, page.url, page.zone, len(knots), DEPTH,
        tuple(sorted(beads, key=lambda bead: (bead.at, bead.links, bead.ref))),
    )  # fmt: skip


def _went_through(viewer: Viewer, number: int) -> list[Bead]:
    known = load(viewer, number)
    names = {**known.org_names, **known.people}
    return [
        Bead(event.at, told(event, {}, names, {}).title) for event in known.events if event.type in MILESTONES
    ]
