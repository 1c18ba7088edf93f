"""Meetings of the fixed cast, for the tests of this wing."""

from datetime import date, time
from typing import Any
from uuid import UUID

from alliance.decisions.asked import Asked
from alliance.door.action import Done
from alliance.door.refusals import Refused
from meetings.meetings.actions import (
    add_item,
    open_meeting,
    put_item_to_vote,
    record_arrival,
    schedule_meeting,
)
from meetings.meetings.models import Meeting
from tests.cast import Cast, clock_at

DAY = date(2026, 3, 10)  # a Tuesday, with seven clear days after the cast's first day
MORNING = 8 * 24 + 1  # hours from START to 10:00 on that day
FOUR = ("COU", "ICB", "HOM", "KIN")


def announced(cast: Cast, part: str = "manager", day: date = DAY, **more: object) -> UUID:
    """The id of a new meeting, from 10:00 to 12:00 on `day`."""
    values = {
        "title": "Leadership team",
        "begins": time(10),
        "ends": time(12),
        "place": "Town Hall, room 2",
    } | more
    answer = schedule_meeting(cast.caller(part), day=day, **values)
    assert isinstance(answer, Done), answer
    return Meeting.objects.get(alliance=cast.alliance, number=int(answer.ref[3:])).id


def under_way(cast: Cast, here: tuple[str, ...] = FOUR, items: tuple[str, ...] = ()) -> UUID:
    """The id of a meeting called to order at 10:00, with these organisations here and these items."""
    with clock_at(hours=1):
        meeting = announced(cast)
        for text in items:
            add_item(cast.caller("kin"), meeting=meeting, text=text)
    with clock_at(hours=MORNING):
        for code in here:
            record_arrival(cast.caller("facilitator"), meeting=meeting, org=cast.orgs[code])
        open_meeting(cast.caller("facilitator"), meeting=meeting)
    return meeting


def put_to_vote(
    cast: Cast, meeting: UUID, item: UUID, part: str = "council", matter: str = "practice", title: str = "Winter beds",
    **more: Any,
) -> Done | Refused:  # fmt: skip
    """An item opened for votes at this instant, for the council unless `part` speaks for another; `more` of what is asked."""
    org = {"council": "COU", "icb": "ICB", "homes": "HOM", "kin": "KIN"}.get(part, "COU")
    asked = Asked(cast.orgs[org], matter, title, "We open twenty beds.", review_on=date(2026, 9, 1), **more)
    return put_item_to_vote(cast.caller(part), meeting=meeting, item=item, asked=asked)
