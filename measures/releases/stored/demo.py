"""When the invented alliance saw each quarter: opened, audited and sealed by two bodies a fortnight after its sheets were due."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from alliance.door.access import Caller
from alliance.door.action import must
from alliance.people.models import Person
from alliance.wings.offers import DemoStep, Moment
from measures.plan.models import Period
from measures.releases.actions import audit_release, open_release, seal_release
from measures.releases.models import Release

ZONE: Final = ZoneInfo("Europe/London")
MANAGER, SECOND = "gethin@marlhaven.example", ("dewi@marlhaven.example", "petra@marlhaven.example")
SEALED: Final = (
    (date(2024, 8, 13), "2024/25 Q1"),
    (date(2024, 11, 12), "2024/25 Q2"),
    (date(2025, 2, 11), "2024/25 Q3"),
    (date(2025, 5, 13), "2024/25 Q4"),
    (date(2025, 8, 12), "2025/26 Q1"),
    (date(2025, 11, 11), "2025/26 Q2"),  # without Tideway, whose sheet came a fortnight later
    (date(2026, 2, 10), "2025/26 Q3"),  # and restates 2025/26 Q2 with it
    (date(2026, 5, 12), "2025/26 Q4"),
)
OPENED, FIRST_SEAL, SECOND_SEAL = time(9, 30), time(11, 15), time(12)


def moments(alliance: UUID, today: date) -> list[Moment]:
    """Each release is opened in the morning of its day, and sealed by the team and by a partner."""
    return [
        each for at, (day, code) in enumerate(SEALED) for each in _day(alliance, day, code, SECOND[at % 2])
    ]


DEMO: Final = DemoStep(25, moments)


def _day(alliance: UUID, day: date, code: str, second: str) -> list[Moment]:
    told: tuple[tuple[time, Callable[[], None]], ...] = (
        (OPENED, partial(_open, alliance, code)),
        (FIRST_SEAL, partial(_seal, alliance, MANAGER)),
        (SECOND_SEAL, partial(_seal, alliance, second)),
    )
    return [Moment(datetime.combine(day, at, ZONE), do) for at, do in told]


def _open(alliance: UUID, code: str) -> None:
    period = Period.objects.values_list("id", flat=True).get(alliance_id=alliance, code=code)
    opened = must(open_release(_caller(alliance, MANAGER), period=period))
    must(audit_release(Caller(alliance, None), release=UUID(opened.ref)))


def _seal(alliance: UUID, email: str) -> None:
    newest = Release.objects.filter(alliance_id=alliance).latest("number")
    must(seal_release(_caller(alliance, email), release=newest.id))


def _caller(alliance: UUID, email: str) -> Caller:
    return Caller(alliance, Person.objects.get(email=email).id)
