"""The invented alliance settles what it counts, and later changes one definition, as its files tell."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from alliance.contract.models import Organisation
from alliance.door.access import Caller
from alliance.door.action import Action, must
from alliance.people.models import Person
from alliance.wings.offers import DemoStep, Moment
from measures.plan import actions, keys
from measures.plan.rules import quarters_until

MEASURES: Final = Path(__file__).parents[1] / "demo" / "marlhaven" / "measures.csv"
FIRST_QUARTER = date(2024, 4, 1)
SETTLED = datetime(2024, 6, 11, 10, 0, tzinfo=UTC)  # after D-003, at the same meeting
REDEFINED = datetime(2025, 3, 11, 11, 0, tzinfo=UTC)  # after D-013
MANAGER = "gethin@marlhaven.example"
KEY = bytes(range(32))  # printed in the description of the invented alliance, so it protects nobody
SUPPLIERS = (
    ("LAN", "Lantern", FIRST_QUARTER), ("TID", "Tideway", FIRST_QUARTER), ("MHT", "Moors", date(2024, 7, 9)),
    ("KIN", "Kindling", FIRST_QUARTER), ("COU", "Council", FIRST_QUARTER),
)  # fmt: skip
VIEWS = (("E-01 partners", ("LAN", "TID")), ("Elsewhere", ("MHT", "KIN", "COU")))
OBJECTIVES = {"M-01": "O1", "M-02": "O3", "M-03": "O2", "M-04": "O4"}


def moments(alliance: UUID, today: date) -> list[Moment]:
    """11 June 2024: the plan, with quarters up to the one after `today`'s. 11 March 2025: the new definition of M-03."""
    settled = Moment(SETTLED, lambda: _settle(alliance, today))
    return [settled, Moment(REDEFINED, lambda: _redefine(alliance))]


DEMO: Final = DemoStep(20, moments)


def _settle(alliance: UUID, today: date) -> None:
    keys.place(alliance, KEY)
    do = _doing(alliance)
    do(actions.add_cohort, name="Adults", code="adults")
    do(actions.add_quarters, first=FIRST_QUARTER, count=quarters_until(FIRST_QUARTER, today))
    orgs = dict(Organisation.objects.filter(alliance_id=alliance).values_list("code", "id"))
    for code, name, starts in SUPPLIERS:
        do(actions.add_supplier, org=orgs[code], starts_on=starts, name=name)
    for name, partners in VIEWS:
        do(actions.declare_view, name=name, partners=partners)
    said = ""
    for row in _rows("1"):
        said = said if row["counts_as"] == "as above" else row["counts_as"]
        _adopt(do, row | {"counts_as": said})


def _adopt(do: Callable[..., None], row: dict[str, str]) -> None:
    shared = {
        "code": row["ref"], "wording": row["wording"], "valid_from": date.fromisoformat(row["valid_from"]),
        "counts_as": row["counts_as"], "objective": OBJECTIVES[row["ref"]], "decision": "D-003",
    }  # fmt: skip
    if row["kind"].startswith("mean"):
        do(actions.adopt_instrument, instrument="ons4_satisfaction", **shared)
    else:
        do(actions.add_measure, kind="proportion", better=row["better"], **shared)


def _redefine(alliance: UUID) -> None:
    for row in _rows("2"):
        _doing(alliance)(
            actions.revise_measure, code=row["ref"], valid_from=date.fromisoformat(row["valid_from"]),
            counts_as=row["counts_as"], decision="D-013",
        )  # fmt: skip


def _rows(version: str) -> list[dict[str, str]]:
    with MEASURES.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["version"] == version]


def _doing(alliance: UUID) -> Callable[..., None]:
    caller = Caller(alliance, Person.objects.get(email=MANAGER).id)

    def do(verb: Action[Any], **arguments: Any) -> None:
        must(verb(caller, **arguments))

    return do
