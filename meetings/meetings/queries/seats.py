"""Who is at a meeting: each organisation, when it was there, and who recorded that where it did not do so itself."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from alliance.contract.models import Affiliation
from alliance.door.access import Viewer
from alliance.ledger import queries as ledger
from alliance.ledger.event import SYSTEM, Event
from meetings.meetings.models import Attendance, How, Meeting
from meetings.meetings.settings import Ground
from meetings.meetings.shapes import Seat, Span
from meetings.meetings.states import State


def seats(viewer: Viewer, found: Meeting, base: Ground, record: list[Attendance]) -> list[Seat]:
    """Every organisation that counts, then the others that came or may come. Two queries."""
    counted, by = base.counted(found.members), _recorders(viewer, found)
    came = {row.org_id for row in record}
    here = came if found.state == State.CLOSED else came | base.present
    others = [org for org in base.names if org not in counted and org in here]
    may = viewer.may("meeting.run")
    return [
        _seat(org, base, record, by, counts=org in counted, may=may or org in viewer.orgs)
        for org in (*counted, *others)
    ]


def _seat(
    org: UUID, base: Ground, record: list[Attendance], by: Mapping[str, str], *, counts: bool, may: bool
) -> Seat:
    spans = [
        Span(row.joined_at, row.left_at, row.how, How(row.how).label, by.get(str(row.id), ""))
        for row in record
        if row.org_id == org
    ]
    here = any(span.left is None for span in spans)
    return Seat(org, base.names[org], base.sides[org], counts, here, spans, may)


def _recorders(viewer: Viewer, found: Meeting) -> dict[str, str]:
    """By attendance, who recorded the arrival, in words; "" where it was one of the organisation's own people."""
    arrivals = ledger.events(viewer.alliance, topics=[str(found.id)], types=["attendance.joined"])
    people = {UUID(event.actor) for event in arrivals if event.actor != SYSTEM}
    rows = Affiliation.objects.filter(alliance=viewer.alliance, person__in=people)
    places = list(rows.select_related("person", "org").order_by("org__position", "id"))
    return {event.body["attendance"]: _recorder(event, places) for event in arrivals}


def _recorder(event: Event, places: Sequence[Affiliation]) -> str:
    held = [one for one in places if str(one.person_id) == event.actor and _then(one, event)]
    orgs = {str(one.org_id): one.org for one in held}
    if not held or event.body["org"] in orgs:
        return ""
    team = any(org is None for org in orgs.values())
    where = "for the alliance’s team" if team else f"of {held[0].org}"
    return f"recorded by {held[0].person} {where}"


def _then(one: Affiliation, event: Event) -> bool:
    return one.since <= event.at and (one.until is None or event.at < one.until)
