"""How a meeting and its items are announced, whoever asks for it: a person, a series, or the adjourned-meeting rule."""

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.db.models import Max

from alliance.door.action import Act
from alliance.door.refusals import Refused
from meetings.meetings import rules
from meetings.meetings.actions.standing import key, span
from meetings.meetings.models import AgendaItem, Meeting
from meetings.meetings.settings import ground

When = tuple[datetime, datetime]


def check_when(act: Act, title: str, day: date, begins: time, ends: time, place: str) -> When | Refused:
    """The instants of a meeting by the clock on the alliance's wall, or why it cannot be announced so."""
    when = rules.times(day, begins, ends, ground(act.alliance).zone)
    if isinstance(when, Refused):
        return when
    return rules.check_scheduled(title=title, place=place, starts=when[0], at=act.at) or when


def write_meeting(
    act: Act, when: When, title: str, place: str, *, series: UUID | None = None, adjourned_from: UUID | None = None
) -> Meeting:  # fmt: skip
    """Log that a meeting is announced, with the next number; answers its row. Ask `check_when` first."""
    top = Meeting.objects.filter(alliance=act.alliance).aggregate(top=Max("number"))["top"] or 0
    more = {"series": series, "adjourned_from": adjourned_from}
    body = {"alliance": str(act.alliance), "meeting": str(uuid4()), "number": top + 1} | span(when)
    body |= {name: str(value) for name, value in more.items() if value}
    act.log("meeting.scheduled", body, title=title.strip(), place=place.strip())
    return Meeting.objects.get(id=UUID(str(body["meeting"])))


def write_item(act: Act, meeting: Meeting, ref: str, text: str, carried_from: UUID | None = None) -> str:
    """Log an item at the end of the agenda; answers its id."""
    item = str(uuid4())
    body = key(meeting) | {"item": item, "position": meeting.items.count() + 1}
    body |= {"ref": ref} if ref else {}
    body |= {"carried_from": str(carried_from)} if carried_from else {}
    act.log("meeting.item_added", body, text=text.strip())
    return item


def carry(act: Act, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    """Put items that lacked the quorum on the agenda of a later meeting."""
    for item in items:
        write_item(act, meeting, item.ref, item.text, item.id)
