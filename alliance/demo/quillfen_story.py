"""Quillfen, the small one: a decision reversed, one replaced in part, a deadlock on its way, and a sealed vote."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from alliance.contract.actions import set_objective
from alliance.deadlock.actions import note
from alliance.decisions import actions
from alliance.decisions.asked import Asked
from alliance.demo.tables import QUILLFEN, rows
from alliance.demo.telling import Teller
from alliance.door.access import Caller
from alliance.door.action import must
from alliance.wings.offers import Moment

MAIL = "quillfen.example"
MANAGER = "wilf"
DEADLOCK = 6  # the round whose failure opens it
FACILITATED_FROM = 3  # the deadlock opens 6 working days before today, and its pause lasts 2 more
Row = dict[str, str]


def moments(alliance: UUID, today: date) -> list[Moment]:
    """Its objectives, its seven proposals with their votes, and what was noted on the deadlock."""
    teller = Teller(alliance, today, MAIL)

    def moment(before: int, hour: int, act: Callable[..., None], *about: Row) -> Moment:
        return Moment(teller.at(before, hour), partial(act, teller, *about))

    proposals = rows("decisions", QUILLFEN)
    closed = [row for row in proposals if int(row["closes"]) > 0]
    return [
        *(moment(220, 10, _objective, row) for row in rows("objectives", QUILLFEN)),
        *(moment(int(row["opens"]), 10, _open, row) for row in proposals),
        *(moment(int(row["at"]), 14, _vote, row) for row in rows("votes", QUILLFEN)),
        *(moment(int(row["closes"]), 17, _settle) for row in closed),
        moment(FACILITATED_FROM, 0, _settle),
        *(moment(int(row["at"]), 11, _note, row) for row in rows("notes", QUILLFEN)),
    ]


def _objective(teller: Teller, row: Row) -> None:
    must(set_objective(teller.by(MANAGER), title=row["title"], good=row["picture_of_good"]))


def _open(teller: Teller, row: Row) -> None:
    must(actions.open_proposal(_seat(teller, row["org"]), asked=_asked(teller, row)))


def _asked(teller: Teller, row: Row) -> Asked:
    named: dict[str, Any] = {name: _number(row[name]) for name in ("renews", "reverses") if row[name]}
    return Asked(
        org=teller.org(row["org"]), matter=row["matter"], title=row["title"], text=row["text"],
        expected_effect=row["effect"], closes=teller.at(int(row["closes"]), 17),
        review_on=teller.today + timedelta(days=120), in_part=bool(row["scope_note"]), scope_note=row["scope_note"],
        supersedes=(_number(row["supersedes"]),) if row["supersedes"] else (), sealed=bool(row["sealed"]), **named,
    )  # fmt: skip


def _vote(teller: Teller, row: Row) -> None:
    must(
        actions.cast_vote(
            _seat(teller, row["partner"]), proposal=_number(row["decision"]), org=teller.org(row["partner"]),
            revision=1, position=row["position"], reason=row["words"], harm=row["harm"],
            smallest_change=row["smallest_change"],
        )
    )  # fmt: skip


def _settle(teller: Teller) -> None:
    must(actions.settle_due(Caller(teller.alliance, None)))


def _note(teller: Teller, row: Row) -> None:
    who = _first(next(one for one in rows("people", QUILLFEN) if one["id"] == row["by"]))
    org = teller.org(row["org"]) if row["org"] else None
    must(
        note(
            teller.by(who), deadlock=DEADLOCK, kind=row["kind"], text=row["text"],
            helper=row["helper"], org=org,
        )
    )  # fmt: skip


def _seat(teller: Teller, code: str) -> Caller:
    held = (one for one in rows("people", QUILLFEN) if one["body"] == code and one["seat"] == "seat")
    return teller.by(_first(next(held)))


def _first(person: Row) -> str:
    return person["email"].partition("@")[0]


def _number(ref: str) -> int:
    return int(ref.removeprefix("D-"))
