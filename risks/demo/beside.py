"""What stands beside Marlhaven's six risks: what it takes to be so, what it waits for, what goes wrong."""

from datetime import date, timedelta
from functools import partial
from uuid import UUID

from alliance.door.action import must
from alliance.wings.offers import Moment
from risks.demo.register import WRITTEN_FOR, Row, at_minute, rows_of, seat_of
from risks.logged import actions as logged
from risks.logged.models import Logged
from risks.logged.words import LETTERS


def moments(alliance: UUID, today: date) -> list[Moment]:
    """Each is noted and linked on its day; told later than the story was written for, days to look again move along."""
    later = max(today - WRITTEN_FOR, timedelta())
    return [
        Moment(
            at_minute(date.fromisoformat(row["noted_on"]), 30 + minute), partial(_note, alliance, row, later)
        )
        for minute, row in enumerate(rows_of("logged.csv"))
    ]


def _note(alliance: UUID, row: Row, later: timedelta) -> None:
    by = seat_of(alliance, row["by"])
    look = date.fromisoformat(row["look_again_on"]) + later
    ref = must(logged.note(by, kind=row["kind"], words=row["words"], more=row["more"], review_on=look)).ref
    letters, _, number = ref.partition("-")
    found = Logged.objects.get(alliance=alliance, kind=LETTERS[letters], number=int(number)).id
    for link in row["links"].split():
        must(logged.link(by, logged=found, ref=link))
