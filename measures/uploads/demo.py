"""The invented partners send their sheets, as the history of their uploads tells; the releases room publishes them."""

import csv
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from alliance.contract.models import Organisation
from alliance.door.access import Caller
from alliance.door.action import must
from alliance.people.models import Person
from alliance.wings.offers import DemoStep, Moment
from measures.plan.models import Period
from measures.uploads.actions import check_draft, commit_sheet, take_back
from measures.uploads.actions.answering import waiting
from measures.uploads.actions.receiving import Sent, keep_sheet
from measures.uploads.child import Received
from measures.uploads.models import Draft
from measures.uploads.reading import pipeline

FILES: Final = Path(__file__).parents[1] / "demo" / "marlhaven"
SENDERS = {"LAN": "jonty", "TID": "petra", "MHT": "emeka", "KIN": "bronagh", "COU": "dewi"}
EARLY = timedelta(days=2)
MORNING, NOON, EVENING = time(9, 40), time(12, 30), time(16, 5)


def moments(alliance: UUID, today: date) -> list[Moment]:
    """39 sheets two days before their day, but for those of which the history tells otherwise."""
    told = _rows("upload_history.csv")
    sent = [_sending(alliance, row) for row in told if row["file"]]
    usual = {(row["partner"], row["period"]) for row in told}
    sheets = [
        path
        for path in sorted((FILES / "cohort").glob("*.csv"))
        if (path.name[:3], _period(path)) not in usual
    ]
    due = {row["period"]: date.fromisoformat(row["files_due"]) for row in _rows("releases.csv")}
    return [*sent, *(_usual(alliance, path, due[_period(path)]) for path in sheets)]


DEMO: Final = DemoStep(30, moments)


def _sending(alliance: UUID, row: dict[str, str]) -> Moment:
    at = datetime.combine(
        date.fromisoformat(row["received"]), NOON if row["version"] == "1" else EVENING, UTC
    )
    kept, answer = (
        "committed" in row["state"],
        "yes" if "yes" in row["state"] or "late" in row["state"] else "",
    )
    return Moment(
        at, lambda: _send(alliance, FILES / row["file"], row["partner"], row["period"], kept, answer)
    )


def _usual(alliance: UUID, path: Path, due: date) -> Moment:
    at = datetime.combine(due - EARLY, MORNING, UTC)
    return Moment(at, lambda: _send(alliance, path, path.name[:3], _period(path), True, ""))


def _send(alliance: UUID, path: Path, partner: str, period: str, kept: bool, answer: str) -> None:
    """Send a file as its partner did; one that was not kept is refused by itself, or taken back."""
    caller = Caller(alliance, Person.objects.get(email=f"{SENDERS[partner]}@marlhaven.example").id)
    org = Organisation.objects.get(alliance_id=alliance, code=partner).id
    sent = Sent(path.read_bytes(), path.name)
    receipt = must(keep_sheet(caller, org=org, period=_id(alliance, period), sent=sent, read=_read_here))
    if receipt.draft:
        _settle(caller, receipt.draft, kept, answer)


def _settle(caller: Caller, draft: UUID, kept: bool, answer: str) -> None:
    check_draft(draft)
    if not kept:
        must(take_back(caller, draft=draft))
        return
    held = Draft.objects.get(id=draft)
    if asked := waiting(held):
        Draft.objects.filter(id=draft).update(answers={one.key: answer for one in asked})
        check_draft(draft)
    must(commit_sheet(caller, draft=draft))


def _read_here(
    data: bytes, name: str, answers: object = None, *, known: object = (), register: object = None
) -> Received:
    """The same reading as in the child; these files are our own, so no limits are needed."""
    read = pipeline.read(data, name, {})
    return Received(read.grid, read.findings, read.facts)


def _rows(name: str) -> list[dict[str, str]]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _period(path: Path) -> str:
    return f"{path.name[4:8]}/{path.name[9:11]} {path.name[12:14]}"


def _id(alliance: UUID, period: str) -> UUID:
    return Period.objects.values_list("id", flat=True).get(alliance_id=alliance, code=period)
