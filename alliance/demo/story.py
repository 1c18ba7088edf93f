"""Tells a whole story in time order: what every wing has to tell of an invented alliance, merged."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alliance.demo import founding
from alliance.demo.founding import FIRST, Beginning
from alliance.demo.telling import ZONE
from alliance.door import clock
from alliance.wings import registry
from alliance.wings.offers import Moment


def load(password: str, now: datetime, of: Beginning = FIRST) -> UUID:
    """Load one invented alliance, Marlhaven unless said, so that it is alive at the instant `now`; all of it, or nothing.

    What would lie after `now` happens at `now`: the log never holds an instant that has not come.
    """
    today = now.astimezone(ZONE).date()
    with transaction.atomic():
        people = founding.accounts(password, of)
        with clock.simulated(of.at(today)):
            alliance = founding.found(people, of)
        for moment in _in_order(alliance, of.slug, today):
            with clock.simulated(min(moment.at, now)):
                moment.do()
    return alliance


def _in_order(alliance: UUID, story: str, today: date) -> Iterator[Moment]:
    told = [
        (moment.at, step.order, place, moment)
        for step in registry.demo(story)
        for place, moment in enumerate(step.moments(alliance, today))
    ]
    yield from (moment for *_when, moment in sorted(told, key=lambda entry: entry[:3]))
