"""What Marlhaven's members noted beside a vote: a duty that was not used."""

from datetime import date, datetime
from functools import partial
from uuid import UUID

from alliance.decisions.demo import Row, Teller, rows, teller_of
from alliance.door.action import must
from alliance.life import actions
from alliance.wings.offers import Moment


def moments(alliance: UUID, today: date) -> list[Moment]:
    """Each duty noted, as the tables tell it."""
    teller = teller_of(alliance, today)
    return [Moment(datetime.fromisoformat(row["at"]), partial(_note, teller, row)) for row in rows("duties")]


def _note(teller: Teller, row: Row) -> None:
    must(
        actions.note_duty(
            teller.by(row["by"]), proposal=int(row["decision"].removeprefix("D-")), org=teller.org(row["partner"]),
            legal_basis=row["legal_basis"], text=row["words"],
        )
    )  # fmt: skip
