"""What can be done with meetings: each action only logs what happened; the rows follow from the log."""

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.db.models import Max

from alliance.contract.access import acts_for, anyone_inside, permission, standing
from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused, denied, malformed
from alliance.ledger.canonical import instant_text
from meetings.meetings import rules
from meetings.meetings.models import AgendaItem, Attendance, Meeting
from meetings.meetings.permissions import PERMISSIONS
from meetings.meetings.settings import ground
from meetings.meetings.states import after

RUNS = permission("meeting.run", "run meetings")


@action("meeting.schedule", needs=RUNS)
def schedule_meeting(
    act: Act, *, title: str, day: date, begins: time, ends: time, place: str
) -> str | Refused:
    """Announce a meeting; its times are what a clock on the alliance's wall shows. Answers its reference, MT-003."""
    when = _when(act, title, day, begins, ends, place)
    if isinstance(when, Refused):
        return when
    top = Meeting.objects.filter(alliance=act.alliance).aggregate(top=Max("number"))["top"] or 0
    meeting = Meeting(number=top + 1)
    body = {"alliance": str(act.alliance), "meeting": str(meeting.id), "number": meeting.number}
    act.log("meeting.scheduled", body | _span(when), title=title.strip(), place=place.strip())
    return str(meeting)


@action("meeting.change", needs=RUNS)
def change_meeting(
    act: Act, *, meeting: UUID, title: str, day: date, begins: time, ends: time, place: str, reason: str
) -> str | Refused:
    """Give a coming meeting other words, another time or another place; a new time begins its notice anew."""
    found = _found(act, meeting)
    refused = _not_now(found, "change") or _unsaid(reason)
    when = refused or _when(act, title, day, begins, ends, place)
    if isinstance(when, Refused):
        return when
    words = {"title": title.strip(), "place": place.strip(), "reason": reason.strip()}
    act.log("meeting.changed", _id(found) | _span(when), **words)
    return str(found)


@action("meeting.cancel", needs=RUNS)
def cancel_meeting(act: Act, *, meeting: UUID, reason: str) -> str | Refused:
    """Call a coming meeting off, and say why."""
    found = _found(act, meeting)
    refused = _not_now(found, "cancel") or _unsaid(reason)
    if refused:
        return refused
    act.log("meeting.cancelled", _id(found), reason=reason.strip())
    return str(found)


@action("meeting.open", needs=RUNS)
def open_meeting(act: Act, *, meeting: UUID) -> str | Refused:
    """Call a meeting to order; from now on the members and the number that must be represented are fixed."""
    found, base = _found(act, meeting), ground(act.alliance)
    refused = _not_now(found, "open") or rules.check_on_the_day(found.starts_at, act.at, base.zone)
    if refused:
        return refused
    need = rules.need(base.book, len(base.members))
    act.log("meeting.opened", _id(found) | {"members": [str(org) for org in base.members], "need": need})
    return str(found)


@action("meeting.close", needs=RUNS)
def close_meeting(act: Act, *, meeting: UUID) -> str | Refused:
    """Close a meeting; who had not left was there to the end."""
    found = _found(act, meeting)
    refused = _not_now(found, "close")
    if refused:
        return refused
    act.log("meeting.closed", _id(found))
    return str(found)


@action("agenda.add", needs=anyone_inside)
def add_item(act: Act, *, meeting: UUID, ref: str = "", text: str = "") -> str | Refused:
    """Put an item at the end of the agenda, by reference or in plain words; answers the item's id."""
    found = _found(act, meeting)
    items = _items(found)
    refused = _not_now(found, "agenda") or rules.check_item(ref, text, [item.ref for item in items])
    if refused:
        return refused
    new = str(uuid4())
    body = _id(found) | {"item": new, "position": len(items) + 1} | ({"ref": ref} if ref else {})
    act.log("meeting.item_added", body, text=text.strip())
    return new


@action("agenda.move", needs=RUNS)
def move_item(act: Act, *, meeting: UUID, item: UUID, position: int) -> str | Refused:
    """Give an item another place on the agenda, counted from 1; answers the item's id."""
    found = _found(act, meeting)
    items = [one.id for one in _items(found)]
    _among(item, items)
    order = _not_now(found, "agenda") or rules.reordered(items, item, position)
    if isinstance(order, Refused):
        return order
    act.log("meeting.item_moved", _id(found) | {"items": [str(one) for one in order]})
    return str(item)


@action("agenda.remove", needs=anyone_inside)
def remove_item(act: Act, *, meeting: UUID, item: UUID) -> str | Refused:
    """Take an item off the agenda: by whoever put it there, or by who runs meetings."""
    found = _found(act, meeting)
    items = {one.id: one for one in _items(found)}
    _among(item, items)
    refused = _not_now(found, "agenda") or _not_mine(act, items[item])
    if refused:
        return refused
    act.log("meeting.item_removed", _id(found) | {"item": str(item)})
    rest = [str(one) for one in items if one != item]
    if rest:
        act.log("meeting.item_moved", _id(found) | {"items": rest})
    return str(item)


@action("attendance.join", needs=anyone_inside)
def record_arrival(act: Act, *, meeting: UUID, org: UUID) -> str | Refused:
    """Record that an organisation is represented from now on."""
    found = _found(act, meeting)
    refused = _not_attending(act, found, org)
    if refused:
        return refused
    if _present(found, org):
        return Refused("here", "This organisation is recorded as here already.")
    act.log("attendance.joined", _id(found) | {"attendance": str(uuid4()), "org": str(org)})
    return str(found)


@action("attendance.leave", needs=anyone_inside)
def record_departure(act: Act, *, meeting: UUID, org: UUID) -> str | Refused:
    """Record that an organisation is no longer represented; until then it is."""
    found = _found(act, meeting)
    refused = _not_attending(act, found, org)
    if refused:
        return refused
    here = _present(found, org)
    if here is None:
        return Refused("not_here", "This organisation is not recorded as here.")
    act.log("attendance.left", _id(found) | {"attendance": str(here.id), "org": str(org)})
    return str(found)


def _found(act: Act, meeting: UUID) -> Meeting:
    found = Meeting.objects.one(alliance=act.alliance, id=meeting)
    if found is None:
        raise NotFound
    return found


def _id(meeting: Meeting) -> dict[str, object]:
    return {"meeting": str(meeting.id)}


def _span(when: tuple[datetime, datetime]) -> dict[str, object]:
    return {"starts": instant_text(when[0]), "ends": instant_text(when[1])}


def _not_now(meeting: Meeting, verb: str) -> Refused | None:
    follows = after(meeting.state, verb)
    return follows if isinstance(follows, Refused) else None


def _unsaid(reason: str) -> Refused | None:
    return (
        None
        if reason.strip()
        else malformed("reason", "Say why, in a few words, for those who had planned for it.")
    )


def _when(
    act: Act, title: str, day: date, begins: time, ends: time, place: str
) -> tuple[datetime, datetime] | Refused:
    when = rules.times(day, begins, ends, ground(act.alliance).zone)
    if isinstance(when, Refused):
        return when
    return rules.check_scheduled(title=title, place=place, starts=when[0], at=act.at) or when


def _items(meeting: Meeting) -> list[AgendaItem]:
    return list(meeting.items.order_by("position"))


def _among(item: UUID, items: Iterable[UUID]) -> None:
    if item not in set(items):
        raise NotFound


def _not_mine(act: Act, item: AgendaItem) -> Refused | None:
    if act.by is None or item.added_by_id == act.by or _runs(act, act.by):
        return None
    return denied("not_yours", "Only who put this on the agenda, or who runs the meeting, can take it off.")


def _runs(act: Act, person: UUID) -> bool:
    return not standing(act.alliance, person, act.at).isdisjoint(PERMISSIONS["meeting.run"])


def _not_attending(act: Act, meeting: Meeting, org: UUID) -> Refused | None:
    own = {one.id for one in acts_for(act.alliance, act.by)} if act.by else set()
    base, runs = ground(act.alliance), act.by is None or _runs(act, act.by)
    refused = rules.check_attends(org=org, orgs=base.present, own=own, runs=runs) or _not_now(
        meeting, "attend"
    )
    return refused or rules.check_on_the_day(meeting.starts_at, act.at, base.zone)


def _present(meeting: Meeting, org: UUID) -> Attendance | None:
    return meeting.attendance.filter(org=org, left_at=None).first()
