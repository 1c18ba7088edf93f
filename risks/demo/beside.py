"""What stands beside Marlhaven's six risks: what it takes to be so, what it waits for, what goes wrong, and what people warned of."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from alliance.door.action import must
from alliance.wings.offers import Moment
from risks.demo.register import LATEST, WRITTEN_FOR, Row, at_minute, rows_of, seat_of
from risks.logged import actions as logged
from risks.logged.models import Logged
from risks.warnings.actions import answer_warning, give_warning
from risks.warnings.models import EarlyWarning


def moments(alliance: UUID, today: date) -> list[Moment]:
    """Each is noted on its day, and linked once all that it names is there; told later than the story was written for, days
    to look again move along."""
    later = max(today - WRITTEN_FOR, timedelta())
    return [*_noted(alliance, later), *_warnings(alliance, later)]


def _noted(alliance: UUID, later: timedelta) -> Iterator[Moment]:
    for minute, row in enumerate(rows_of("logged.csv"), 30):
        noted_on = date.fromisoformat(row["noted_on"])
        yield Moment(at_minute(noted_on, minute), partial(_note, alliance, row, later))
        yield Moment(at_minute(LATEST, minute), partial(_link, alliance, row))


def _note(alliance: UUID, row: Row, later: timedelta) -> None:
    look = date.fromisoformat(row["look_again_on"]) + later
    by = seat_of(alliance, row["by"])
    must(logged.note(by, kind=row["kind"], words=row["words"], more=row["more"], review_on=look))


def _link(alliance: UUID, row: Row) -> None:
    found = Logged.objects.get(alliance=alliance, kind=row["kind"], words=row["words"]).id
    for ref in row["links"].split():
        must(logged.link(seat_of(alliance, row["by"]), logged=found, ref=ref))


def _warnings(alliance: UUID, later: timedelta) -> Iterator[Moment]:
    """Four warnings; the one that is not answered yet is given so many days before today, however late it is told."""
    for number, row in enumerate(rows_of("warnings.csv"), 1):
        waits = not row["answered_on"]
        heard = date.fromisoformat(row["heard_on"]) + (later if waits else timedelta())
        yield Moment(at_minute(heard, 50), partial(_warn, alliance, row))
        if not waits:
            answered = at_minute(date.fromisoformat(row["answered_on"]), 50)
            yield Moment(answered, partial(_answer, alliance, number, row, later))


def _warn(alliance: UUID, row: Row) -> None:
    must(give_warning(seat_of(alliance, row["by"]), words=row["words"], touches=row["touches"]))


def _answer(alliance: UUID, number: int, row: Row, later: timedelta) -> None:
    must(
        answer_warning(
            seat_of(alliance, row["answered_by"]),
            warning=EarlyWarning.objects.get(alliance=alliance, number=number).id,
            answer=row["answer"],
            reply=row["reply"],
            look_on=date.fromisoformat(row["look_on"]) + later if row["look_on"] else None,
        )
    )
