"""A story told backwards from the day on which it must be alive: every instant is so many working days before it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from alliance.calendar.rules import working_days_after, working_days_before
from alliance.contract.models import Organisation
from alliance.door import clock
from alliance.door.access import Caller
from alliance.people.models import Person

ZONE = ZoneInfo("Europe/London")


def instant(today: date, before: int, hour: int, minute: int = 0) -> datetime:
    """This time on a wall clock, `before` working days before `today`; below 0, as many after it."""
    count = working_days_after if before < 0 else working_days_before
    return datetime.combine(count(today, abs(before), clock.holidays()), time(hour, minute), ZONE)


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells what happened in `alliance`, so that it is alive on `today`; people by the e-mail domain `mail`."""

    alliance: UUID
    today: date
    mail: str

    def at(self, before: int, hour: int, minute: int = 0) -> datetime:
        """This time, `before` working days before today."""
        return instant(self.today, before, hour, minute)

    def by(self, first: str) -> Caller:
        """The person with this first name, at the door."""
        return Caller(self.alliance, Person.objects.get(email=f"{first}@{self.mail}").id)

    def org(self, code: str) -> UUID:
        """The organisation with this code."""
        return Organisation.objects.get(alliance=self.alliance, code=code).id
