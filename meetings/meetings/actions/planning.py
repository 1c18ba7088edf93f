"""Meetings are announced, changed and called off, and called again where the quorum was missing twice."""

from datetime import date, time
from uuid import UUID

from alliance.contract.access import permission
from alliance.door.action import Act, action
from alliance.door.refusals import Refused
from meetings.meetings import rules
from meetings.meetings.actions.standing import found, key, not_now, span, unsaid
from meetings.meetings.actions.writing import carry, check_when, write_meeting
from meetings.meetings.models import AgendaItem, Meeting
from meetings.meetings.settings import ground
from meetings.meetings.states import State

RUNS = permission("meeting.run", "run meetings")


@action("meeting.schedule", needs=RUNS)
def schedule_meeting(
    act: Act, *, title: str, day: date, begins: time, ends: time, place: str
) -> str | Refused:
    """Announce a meeting; its times are what a clock on the alliance's wall shows. Answers its reference, MT-003."""
    when = check_when(act, title, day, begins, ends, place)
    return when if isinstance(when, Refused) else str(write_meeting(act, when, title, place))


@action("meeting.change", needs=RUNS)
def change_meeting(
    act: Act, *, meeting: UUID, title: str, day: date, begins: time, ends: time, place: str, reason: str
) -> str | Refused:
    """Give a coming meeting other words, another time or another place; a new time begins its notice anew."""
    row = found(act, meeting)
    refused = not_now(row, "change") or unsaid(reason)
    when = refused or check_when(act, title, day, begins, ends, place)
    if isinstance(when, Refused):
        return when
    words = {"title": title.strip(), "place": place.strip(), "reason": reason.strip()}
    act.log("meeting.changed", key(row) | span(when), **words)
    return str(row)


@action("meeting.cancel", needs=RUNS)
def cancel_meeting(act: Act, *, meeting: UUID, reason: str) -> str | Refused:
    """Call a coming meeting off, and say why."""
    row = found(act, meeting)
    if refused := not_now(row, "cancel") or unsaid(reason):
        return refused
    act.log("meeting.cancelled", key(row), reason=reason.strip())
    return str(row)


@action("meeting.call_again", needs=RUNS)
def call_again(
    act: Act, *, meeting: UUID, title: str, day: date, begins: time, ends: time, place: str
) -> str | Refused:
    """Call the adjourned meeting for what lacked the quorum at two meetings, this one the second; half the members
    are enough there, and it never decides what needs them all. Answers its reference."""
    row = found(act, meeting)
    items = list(twice_undecided(row))
    refused = _not_again(act, row, items, day)
    when = refused or check_when(act, title, day, begins, ends, place)
    if isinstance(when, Refused):
        return when
    again = write_meeting(act, when, title, place, adjourned_from=row.id)
    carry(act, again, items)
    return str(again)


def twice_undecided(meeting: Meeting) -> list[AgendaItem]:
    """The items that lacked the quorum here and, under the same item, at a meeting before."""
    return list(meeting.items.filter(undecided=True, carried_from__isnull=False).order_by("position"))


def _not_again(act: Act, row: Meeting, items: list[AgendaItem], day: date) -> Refused | None:
    base = ground(act.alliance)
    return rules.check_call_again(
        closed=row.state == State.CLOSED, undecided_twice=len(items), earlier=base.day(row.starts_at), day=day,
        called=row.adjourned_to.exclude(state=State.CANCELLED).exists(), days=base.book.adjourned_days,
    )  # fmt: skip
