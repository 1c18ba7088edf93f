"""What an agenda is built from: what asks for the next meeting, was left undecided, is open, is to be looked at again, is late."""

from collections.abc import Iterable

from alliance.calendar.rules import day_of
from alliance.decisions import queries as decisions
from alliance.door.access import Viewer
from alliance.links.queries import resolve
from alliance.tasks import queries as tasks
from alliance.wings import registry
from alliance.wings.offers import Topic
from meetings.meetings.models import AgendaItem, Meeting
from meetings.meetings.queries.base import COMING, of
from meetings.meetings.shapes import ASKED, Suggestion
from meetings.meetings.states import State


def suggestions(viewer: Viewer, meeting: Meeting, listed: Iterable[str]) -> list[Suggestion]:
    """What could come onto the agenda of a coming meeting and is not among the references `listed` on it; each thing
    once, for the first of these reasons: it asks for the next meeting, lacked the quorum, is open, is to be looked at
    again, is late."""
    if meeting.state not in COMING:
        return []
    there = set(listed)
    all_ = [
        *_asked(viewer, meeting),
        *_undecided(viewer, meeting),
        *_open(viewer),
        *_looks(viewer, meeting),
        *_overdue(viewer),
    ]
    once = {one.ref or one.carried: one for one in reversed(all_)}
    return [one for one in all_ if once[one.ref or one.carried] is one and one.ref not in there]


def asking(viewer: Viewer) -> list[Topic]:
    """What asks to be dealt with at the next meeting, whichever room of the house it comes from."""
    return [one for query in registry.topics() for one in query(viewer)]


def _asked(viewer: Viewer, meeting: Meeting) -> list[Suggestion]:
    """What asks for the next meeting; nothing where this is a later one."""
    first = of(viewer).filter(state__in=COMING).order_by("starts_at", "number").first()
    if first is None or first.id != meeting.id:
        return []
    return [Suggestion(ASKED, one.ref, one.title, one.url, one.why) for one in asking(viewer)]


def _undecided(viewer: Viewer, meeting: Meeting) -> list[Suggestion]:
    """Items that lacked the quorum and wait on no later agenda, those of the latest meeting first."""
    found = AgendaItem.objects.filter(meeting__alliance=viewer.alliance, undecided=True)
    again = AgendaItem.objects.exclude(meeting__state=State.CANCELLED).exclude(carried_from=None)
    left = list(
        found.exclude(id__in=again.values("carried_from"))
        .select_related("meeting")
        .order_by("-meeting__starts_at", "position")
    )
    known = resolve(viewer, [item.ref for item in left if item.ref])
    return [
        Suggestion(
            "undecided", item.ref, item.text or (known[item.ref].title if item.ref in known else item.ref),
            known[item.ref].url if item.ref in known else "", f"lacked the quorum at {item.meeting}", item.id,
        )
        for item in left
    ]  # fmt: skip


def _open(viewer: Viewer) -> list[Suggestion]:
    return [
        Suggestion(
            "open",
            one.ref,
            one.title,
            one.url,
            "open for votes",
            mine_missing=one.mine_missing,
            closes=one.closes,
        )
        for one in decisions.open_decisions(viewer)
    ]


def _looks(viewer: Viewer, meeting: Meeting) -> list[Suggestion]:
    day = day_of(meeting.starts_at, meeting.alliance.zone)
    return [
        Suggestion("look", one.ref, one.title, one.url, f"to be looked at again by {due.day} {due:%B %Y}")
        for one, due in decisions.looks_due(viewer, day)
    ]


def _overdue(viewer: Viewer) -> list[Suggestion]:
    return [
        Suggestion("overdue", one.ref, one.what, one.url, f"an action that {one.when}")
        for one in tasks.tasks(viewer, show="overdue").object_list
    ]
