"""What an agenda is built from: what asks for the next meeting, was left undecided, is open, is to be looked at again, is late."""

from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef

from alliance.calendar.rules import day_of
from alliance.decisions import queries as decisions
from alliance.door import clock
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
    again, is late. What asks and lacked the quorum before is carried over, so that its second time counts as one."""
    if meeting.state not in COMING:
        return []
    there, left = set(listed), _undecided(viewer)
    all_ = [
        *_asked(viewer, meeting, {one.ref: one for one in reversed(left)}),
        *left,
        *_open(viewer),
        *_looks(viewer, meeting),
        *_overdue(viewer),
    ]
    once = {one.ref or one.carried: one for one in reversed(all_)}
    return [one for one in all_ if once[one.ref or one.carried] is one and one.ref not in there]


def asking(viewer: Viewer) -> list[Topic]:
    """What asks to be dealt with at the next meeting, whichever room of the house it comes from."""
    return [one for query in registry.topics() for one in query(viewer)]


def _asked(viewer: Viewer, meeting: Meeting, left: Mapping[str, Suggestion]) -> list[Suggestion]:
    """What asks for the next meeting, carried over where it is `left` undecided; nothing where this is another one."""
    return [_topic(one, left.get(one.ref)) for one in asking(viewer)] if _is_next(viewer, meeting) else []


def _is_next(viewer: Viewer, meeting: Meeting) -> bool:
    """Whether it is the first that can still be held; an adjourned one decides nothing but what was adjourned."""
    to_come = of(viewer).filter(state=State.SCHEDULED, adjourned_from=None, ends_at__gt=clock.now())
    first = to_come.order_by("starts_at", "number").first()
    return first is not None and first.id == meeting.id


def _topic(one: Topic, left: Suggestion | None) -> Suggestion:
    if left is None:
        return Suggestion(ASKED, one.ref, one.title, one.url, one.why)
    return Suggestion(ASKED, one.ref, one.title, one.url, f"{one.why}; it {left.why}", left.carried)


def _undecided(viewer: Viewer) -> list[Suggestion]:
    """Items that lacked the quorum and stand on no later agenda, carried over or put on anew, those of the latest meeting
    first."""
    found = AgendaItem.objects.filter(meeting__alliance=viewer.alliance, undecided=True)
    again = AgendaItem.objects.exclude(meeting__state=State.CANCELLED).exclude(carried_from=None)
    anew = AgendaItem.objects.exclude(meeting__state=State.CANCELLED).exclude(ref="").filter(
        meeting__alliance=viewer.alliance, ref=OuterRef("ref"), meeting__starts_at__gt=OuterRef("meeting__starts_at")
    )  # fmt: skip
    left = list(
        found.exclude(Exists(anew))
        .exclude(id__in=again.values("carried_from"))
        .select_related("meeting")
        .order_by("-meeting__starts_at", "-meeting__number", "position")
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
