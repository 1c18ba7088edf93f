"""When the invented alliance saw each quarter: a fortnight after its sheets were due, and once again for a late one."""

from datetime import date, datetime, time
from functools import partial
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from alliance.door.access import Caller
from alliance.door.action import must
from alliance.wings.offers import DemoStep, Moment
from measures.plan.models import Period
from measures.releases.actions import publish_period

ZONE: Final = ZoneInfo("Europe/London")
SEALED: Final = (
    (date(2024, 8, 13), ("2024/25 Q1",)),
    (date(2024, 11, 12), ("2024/25 Q2",)),
    (date(2025, 2, 11), ("2024/25 Q3",)),
    (date(2025, 5, 13), ("2024/25 Q4",)),
    (date(2025, 8, 12), ("2025/26 Q1",)),
    (date(2025, 11, 11), ("2025/26 Q2",)),  # without Tideway, whose sheet came a fortnight later
    (date(2026, 2, 10), ("2025/26 Q3", "2025/26 Q2")),
    (date(2026, 5, 12), ("2025/26 Q4",)),
)


def moments(alliance: UUID, today: date) -> list[Moment]:
    """Each quarter is published at noon of its day."""
    return [
        Moment(datetime.combine(day, time(12), ZONE), partial(_publish, alliance, codes))
        for day, codes in SEALED
    ]


DEMO: Final = DemoStep(25, moments)


def _publish(alliance: UUID, codes: tuple[str, ...]) -> None:
    periods = dict(Period.objects.filter(alliance_id=alliance).values_list("code", "id"))
    for code in codes:
        must(publish_period(Caller(alliance, None), period=periods[code]))
