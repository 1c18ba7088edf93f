"""Tells the whole story in time order: what every wing has to tell of Marlhaven, merged."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alliance.demo import founding
from alliance.door import clock
from alliance.wings import registry
from alliance.wings.offers import Moment


def load(password: str, now: datetime) -> UUID:
    """Load Marlhaven so that it is alive at the instant `now`; all of it, or nothing.

    What would lie after `now` happens at `now`: the log never holds an instant that has not come.
    """
    with transaction.atomic():
        people = founding.accounts(password)
        with clock.simulated(founding.FOUNDED):
            alliance = founding.found(people)
        for moment in _in_order(alliance, now):
            with clock.simulated(min(moment.at, now)):
                moment.do()
    return alliance


def _in_order(alliance: UUID, now: datetime) -> Iterator[Moment]:
    today = now.astimezone(founding.ZONE).date()
    told = [
        (moment.at, step.order, place, moment)
        for step in registry.demo()
        for place, moment in enumerate(step.moments(alliance, today))
    ]
    yield from (moment for *_when, moment in sorted(told, key=lambda entry: entry[:3]))
