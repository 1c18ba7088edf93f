"""Marlhaven's public register: opened with D-011, and what the partners published in it since."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from alliance.decisions.demo import MANAGER, OPENS_REGISTER, Row, Teller, rows, teller_of
from alliance.door.action import must
from alliance.public import actions
from alliance.wings.offers import Moment

A_WEEK = timedelta(days=7)


def moments(alliance: UUID, today: date) -> list[Moment]:
    """The manager opens it an hour after the decision, and publishes each of PUBLISHED a week after its vote, or then."""
    teller = teller_of(alliance, today)
    ended = {
        row["ref"]: datetime.fromisoformat(row["decided_at"])
        for row in rows("decisions")
        if row["decided_at"]
    }
    begins = ended[OPENS_REGISTER] + timedelta(hours=1)
    told = [Moment(begins, partial(_open, teller))]
    return told + [
        Moment(max(ended[row["ref"]] + A_WEEK, begins), partial(_publish, teller, row))
        for row in rows("published")
    ]


def _open(teller: Teller) -> None:
    must(actions.open_to_public(teller.by(MANAGER), decision=_number(OPENS_REGISTER)))


def _publish(teller: Teller, row: Row) -> None:
    must(actions.publish(teller.by(row["by"]), proposal=_number(row["ref"])))


def _number(ref: str) -> int:
    return int(ref.removeprefix("D-"))
