"""Quillfen's risks: one in each state, so that every page of the log can be seen, an appetite, and a cost that would move."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from alliance.decisions import actions as decisions
from alliance.decisions.asked import Asked as Proposed
from alliance.decisions.words import reference
from alliance.demo.tables import QUILLFEN, rows
from alliance.demo.telling import Teller
from alliance.door.access import Caller
from alliance.door.action import must
from alliance.wings.offers import Moment
from risks.appetite.actions import set_appetite
from risks.escalation.actions import accept_risk, escalate_risk
from risks.register import actions
from risks.register.models import Risk
from risks.register.words import Asked, RiskWords
from risks.scoring import actions as scoring
from risks.treatments.actions import plan_treatment

TABLE = Path(__file__).parent / "quillfen" / "risks.csv"
MAIL, SCORES, ACCEPTS = "quillfen.example", 8, 9  # the numbers of the two decisions told here
ROLES = {"BOR": "Head of commissioning", "HEA": "Operations lead", "QPN": "Co-ordinator"}
_TOLD = ("kind", "event", "cause", "effect", "must_be_true", "domain", "proximity", "velocity")
VIEWS = {"R-06": ["3x4", "4x4"], "R-07": ["2x3", "4x3", "3x2"]}
Row = dict[str, str]


def moments(alliance: UUID, today: date) -> list[Moment]:
    """The risks are raised and held 12 working days ago and scored since; all agree their scores, and accept one, this week."""
    teller = Teller(alliance, today, MAIL)
    told = _rows()

    def moment(before: int, hour: int, what: Callable[..., None], *about: Any) -> Moment:
        return Moment(teller.at(before, hour), partial(what, teller, *about))

    return [
        *(moment(12, 9, _raise, row) for row in told),
        *(moment(4, 14, _views, row) for row in told if row["score"] or row["ref"] in VIEWS),
        moment(2, 9, _decide, "vision", "How our risks stand", "We agree by this the scores of", [row["ref"] for row in told if row["score"]]),
        moment(2, 15, _appetites),
        *(moment(2, 16, _agree, row) for row in told if row["score"]),
        moment(1, 9, _decide, "new_money", "We live with silent nights until summer", "No partner can pay a night line now, so we all accept", ["R-02"]),
        *(moment(1, 15, _becomes, row) for row in told),
    ]  # fmt: skip


def _raise(teller: Teller, row: Row) -> None:
    codes = row["held_by"].split()
    holders = [Asked(teller.org(code), ROLES[code]) for code in codes]
    words = RiskWords(**{name: row[name] for name in _TOLD})
    review = teller.today + timedelta(days=40)
    must(actions.raise_risk(_seat(teller, codes[0]), words=words, holders=holders, review_on=review))
    for code in [] if row["becomes"] == "asked" else codes[1:]:
        must(actions.agree_to_hold(_seat(teller, code), risk=_risk(teller, row), org=teller.org(code)))


def _views(teller: Teller, row: Row) -> None:
    """Each partner gives its view alone; of one risk the last is still missing."""
    codes, risk = row["held_by"].split(), _risk(teller, row)
    due_on = teller.today + timedelta(days=10)
    must(scoring.start_round(_seat(teller, codes[0]), risk=risk, due_on=due_on))
    for code, cell in zip(codes, VIEWS.get(row["ref"], [row["score"]] * len(codes)), strict=False):
        must(scoring.give_view(_seat(teller, code), risk=risk, org=teller.org(code), **_cell(cell)))


def _decide(teller: Teller, matter: str, title: str, text: str, refs: list[str]) -> None:
    asked = Proposed(
        org=teller.org("HEA"), matter=matter, title=title, text=f"{text} {', '.join(refs)}.", closes=teller.at(-9, 17),
        review_on=teller.today + timedelta(days=120),
    )  # fmt: skip
    number = int(must(decisions.open_proposal(_seat(teller, "HEA"), asked=asked)).ref.partition("-")[2])
    for code in ROLES:
        must(
            decisions.cast_vote(
                _seat(teller, code), proposal=number, org=teller.org(code), revision=1, position="agree"
            )
        )


def _appetites(teller: Teller) -> None:
    for domain, level, limit in (("lives", "cautious", 6), ("quality", "open", 12)):
        said: dict[str, Any] = {
            "domain": domain,
            "level": level,
            "limit": limit,
            "decision": reference(SCORES),
        }
        must(set_appetite(_seat(teller, "BOR"), **said))


def _agree(teller: Teller, row: Row) -> None:
    said: dict[str, Any] = {
        "risk": _risk(teller, row),
        "decision": reference(SCORES),
        "reason": "We all see it so.",
        "knowledge": "some",
    }
    by = _seat(teller, row["held_by"].split()[0])
    must(scoring.agree_score(by, **said, **_cell(row["score"])))
    if row["target"]:
        must(scoring.agree_score(by, **said, **_cell(row["target"]), axis="target"))


def _becomes(teller: Teller, row: Row) -> None:
    if row["ref"] in STEPS:
        STEPS[row["ref"]](teller, _seat(teller, row["held_by"].split()[0]), _risk(teller, row))


def _treated(teller: Teller, by: Caller, risk: UUID) -> None:
    """Two things are planned; one would lay a cost on one partner, which has not said yes."""
    due = teller.today + timedelta(days=30)
    must(
        plan_treatment(
            by,
            risk=risk,
            verb="treat",
            what="A third person answers on Mondays from nine to noon.",
            due_on=due,
        )
    )
    pain = "Hearthrow House pays the third phone alone."
    must(plan_treatment(by, risk=risk, verb="share", what=pain, due_on=due, pain_to=teller.org("HEA")))


def _accepted(teller: Teller, by: Caller, risk: UUID) -> None:
    why = "There is no money for it, and we all know that. We look again when the year’s figures are in."
    must(
        accept_risk(
            by, risk=risk, decision=reference(ACCEPTS), until=teller.today + timedelta(days=60), reason=why
        )
    )


def _escalated(teller: Teller, by: Caller, risk: UUID) -> None:
    must(
        escalate_risk(
            by, risk=risk, reason="We need to know by February whether there is money for two posts."
        )
    )


def _issue(teller: Teller, by: Caller, risk: UUID) -> None:
    must(
        actions.move_risk(
            by, risk=risk, verb="happen", reason="This month’s bill is twice that of last month."
        )
    )


def _used(teller: Teller, by: Caller, risk: UUID) -> None:
    due, what = teller.today + timedelta(days=20), "We write to the library together, and say yes."
    must(plan_treatment(by, risk=risk, verb="exploit", what=what, due_on=due))


def _declined(teller: Teller, by: Caller, risk: UUID) -> None:
    said = {
        "reason": "It belongs into how we greet callers.",
        "reply": "Thank you. It is on the first page of our notes for callers now.",
    }
    must(actions.move_risk(by, risk=risk, verb="decline", **said))


def _left(teller: Teller, by: Caller, risk: UUID) -> None:
    must(
        actions.release_holding(
            by, risk=risk, org=teller.org("HEA"), reason="We moved out of the shared room."
        )
    )


STEPS = {
    "R-01": _treated, "R-02": _accepted, "R-03": _escalated, "R-04": _issue, "R-08": _used, "R-09": _declined, "R-10": _left,
}  # fmt: skip


def _cell(cell: str) -> dict[str, Any]:
    likelihood, consequence = map(int, cell.split("x"))
    return {"likelihood": likelihood, "consequence": consequence}


def _risk(teller: Teller, row: Row) -> UUID:
    return Risk.objects.get(alliance=teller.alliance, number=int(row["ref"].partition("-")[2])).id


def _seat(teller: Teller, code: str) -> Caller:
    held = next(one for one in rows("people", QUILLFEN) if one["body"] == code and one["seat"] == "seat")
    return teller.by(held["email"].partition("@")[0])


def _rows() -> list[Row]:
    with TABLE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
