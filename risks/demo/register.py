"""The six risks of Marlhaven, raised, held, scored alone and agreed by its partners through the same actions as everybody's."""

import csv
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from alliance.contract.access import mandates
from alliance.contract.models import Objective, Organisation
from alliance.demo.telling import ZONE
from alliance.door import clock
from alliance.door.access import Caller
from alliance.door.action import must
from alliance.wings.offers import Moment
from risks.register import actions
from risks.register.models import Risk
from risks.register.words import Asked, RiskWords
from risks.scoring import actions as scoring

FOLDER = Path(__file__).parent / "marlhaven"
WRITTEN_FOR = date(2026, 7, 22)  # the day that the dates of the story are written for
LATEST, HAPPENED = date(2026, 7, 14), date(2026, 4, 7)
WEEK = timedelta(days=7)
SEALED = "risk_R-05_scores.csv"  # what each partner saw of R-05, alone
THEME = "V-"
_TOLD = ("cause", "effect", "must_be_true", "domain", "proximity", "velocity")

Row = dict[str, str]


def moments(alliance: UUID, today: date) -> list[Moment]:
    """Each risk is raised, agreed to, scored once a decision names it, and scored again on 14 July 2026.

    Told on a later day than the story was written for, reviews move along with it, so that they are still to come.
    """
    words = {row["ref"]: row for row in rows_of("risk_words.csv")}
    told = [row | words[row["ref"]] for row in rows_of("risks.csv")]
    later = max(today - WRITTEN_FOR, timedelta())
    return [moment for minute, row in enumerate(told) for moment in _moments(alliance, row, later, minute)]


def _moments(alliance: UUID, row: Row, later: timedelta, minute: int) -> list[Moment]:
    raised, first = date.fromisoformat(row["raised_on"]), date.fromisoformat(row["first_on"])
    happened = (
        [Moment(at_minute(HAPPENED, minute), partial(_happen, alliance, row))]
        if row["state"] == "issue"
        else []
    )
    return [
        Moment(at_minute(raised, minute), partial(_raise, alliance, row, later)),
        Moment(at_minute(raised + WEEK, minute), partial(_agree, alliance, row)),
        Moment(at_minute(first, minute), partial(_score, alliance, row, first)),
        *happened,
        Moment(at_minute(LATEST, minute), partial(_score_again, alliance, row)),
    ]


def at_minute(day: date, minute: int) -> datetime:
    """That day, so many minutes past two."""
    return datetime.combine(day, time(14, minute), ZONE)


def _raise(alliance: UUID, row: Row, later: timedelta) -> None:
    orgs = dict(Organisation.objects.filter(alliance=alliance, left_at=None).values_list("code", "id"))
    roles = {one["org"]: one["role"] for one in rows_of("risk_roles.csv")}
    must(
        actions.raise_risk(
            _first(alliance, row),
            words=RiskWords(kind="threat", event=row["what"], **{name: row[name] for name in _TOLD}),
            holders=[Asked(orgs[code], roles[code]) for code in row["held_by"].split()],
            review_on=date.fromisoformat(row["look_again_on"]) + later,
            objective=Objective.objects.get(alliance=alliance, code=row["objective"]).id,
            expected_on=date.fromisoformat(row["expected_on"]) if row["expected_on"] else None,
        )
    )


def _agree(alliance: UUID, row: Row) -> None:
    """The partners that were asked agree, each for itself."""
    risk = _risk(alliance, row["ref"])
    for code in row["held_by"].split()[1:]:
        must(actions.agree_to_hold(seat_of(alliance, code), risk=risk, org=_org(alliance, code)))


def _happen(alliance: UUID, row: Row) -> None:
    risk, why = _risk(alliance, row["ref"]), "The grant ended in March 2026."
    must(actions.move_risk(_first(alliance, row), risk=risk, verb="happen", reason=why))


def _score(alliance: UUID, row: Row, day: date) -> None:
    """The first round, in which all saw the same."""
    _round(alliance, row, day, dict.fromkeys(row["held_by"].split(), row["first"]))
    _enter(alliance, row, row["first"], row["first_reason"])


def _score_again(alliance: UUID, row: Row) -> None:
    risk = _risk(alliance, row["ref"])
    sides = dict.fromkeys(row["links"].split(), "") | dict.fromkeys(row["linked_risk"].split(), "cause")
    for ref, side in sides.items():
        answer = actions.link_reference(_first(alliance, row), risk=risk, ref=ref, side=side)
        if not ref.startswith(THEME):
            must(answer)  # of a review a risk links to a released theme, and it may not be released yet
    _round(alliance, row, LATEST, _views(row), row["again_because"])
    _enter(alliance, row, f"{row['likelihood']}x{row['consequence']}", row["reason"], row["knowledge"])


def _views(row: Row) -> dict[str, str]:
    """What each partner saw, by its code; of R-05 as it is written in a table of its own."""
    if row["ref"] in SEALED:
        return {one["partner"]: f"{one['likelihood']}x{one['consequence']}" for one in rows_of(SEALED)}
    return dict(view.split(":") for view in row["views"].split())


def _round(alliance: UUID, row: Row, due_on: date, views: dict[str, str], reason: str = "") -> None:
    risk = _risk(alliance, row["ref"])
    must(scoring.start_round(_first(alliance, row), risk=risk, due_on=due_on, reason=reason))
    for code, cell in views.items():
        likelihood, consequence = map(int, cell.split("x"))
        given: dict[str, Any] = {
            "org": _org(alliance, code),
            "likelihood": likelihood,
            "consequence": consequence,
        }
        must(scoring.give_view(seat_of(alliance, code), risk=risk, **given))


def _enter(alliance: UUID, row: Row, cell: str, reason: str, knowledge: str = "") -> None:
    likelihood, consequence = map(int, cell.split("x"))
    must(
        scoring.agree_score(
            _first(alliance, row), risk=_risk(alliance, row["ref"]), likelihood=likelihood, consequence=consequence,
            reason=reason, decision=row["decision"], knowledge=knowledge,
        )
    )  # fmt: skip


def _risk(alliance: UUID, ref: str) -> UUID:
    return Risk.objects.get(alliance=alliance, number=int(ref.partition("-")[2])).id


def _org(alliance: UUID, code: str) -> UUID:
    return Organisation.objects.get(alliance=alliance, code=code).id


def _first(alliance: UUID, row: Row) -> Caller:
    """Whoever speaks for the partner that is named first."""
    return seat_of(alliance, row["held_by"].split()[0])


def seat_of(alliance: UUID, code: str) -> Caller:
    """The representative of a partner, at the door."""
    org = _org(alliance, code)
    seats = {
        one.org_id: one.person_id for one in mandates(alliance, clock.now()) if one.role == "representative"
    }
    return Caller(alliance, seats[org])


def rows_of(name: str) -> list[Row]:
    """The rows of one table of the story."""
    with (FOLDER / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
