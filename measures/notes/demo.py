"""What was written beside the invented alliance's figures: its sense notes and the stories that the whole alliance may read."""

import json
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from alliance.door.access import Caller
from alliance.door.action import Action, must
from alliance.people.models import Person
from alliance.wings.offers import DemoStep, Moment
from measures.notes.actions import take_back, tell_story, write_note
from measures.releases.stored.demo import SEALED, ZONE

FILES: Final = Path(__file__).parents[1] / "demo" / "marlhaven"
AFTER, LATER = time(15), time(16)  # at the meeting that reads a release: stories first, then the notes
MEASURES = {"O1": "M-01", "O2": "M-03", "O3": "M-02", "O4": "M-04"}
VOICES = {
    "frontline": ("frontline", "osric"), "providers": ("provider", "samir"), "commissioners": ("commissioner", "delphine"),
    "lived experience": ("lived", "leon"),
}  # fmt: skip
TELLERS = {"a person we support": "lived", "a peer worker": "frontline", "a worker": "frontline"}
RECORDER = "zainab"
TO_ONE_TEAM = "team"


def moments(alliance: UUID, today: date) -> list[Moment]:
    """Stories and notes on the afternoon of the release that they are about, or of the day on which the file says that they were
    told; one story taken back when its file says so.

    A story that one partner's team keeps to itself stands beside no chart.
    """
    days = {period: day for day, period in SEALED}
    notes = [
        Moment(_at(days[row["quarter"]], LATER), partial(_write, alliance, row))
        for row in _rows("sense_notes")
    ]
    stories = [row for row in _rows("stories") if row["scope"] != TO_ONE_TEAM]
    told = [moment for row in stories for moment in _story(alliance, row, _day(row, days))]
    return [*told, *notes]


DEMO: Final = DemoStep(35, moments)


def _day(row: dict[str, Any], days: dict[str, date]) -> date:
    return date.fromisoformat(row["told"]) if "told" in row else days[row["quarter"]]


def _story(alliance: UUID, row: dict[str, Any], day: date) -> list[Moment]:
    told: list[str] = []

    def tell() -> None:
        told.append(_tell(alliance, row))

    gone = row.get("withdrawn")
    back = (
        [Moment(_at(date.fromisoformat(gone), AFTER), lambda: _take_back(alliance, told[-1]))] if gone else []
    )
    return [Moment(_at(day, AFTER), tell), *back]


def _write(alliance: UUID, row: dict[str, Any]) -> None:
    voice, who = VOICES[row["voice"]]
    _do(
        alliance,
        who,
        write_note,
        measure=row["measure"],
        period=row["quarter"],
        voice=voice,
        words=row["reads"],
    )


def _tell(alliance: UUID, row: dict[str, Any]) -> str:
    return _do(
        alliance, RECORDER, tell_story, measure=MEASURES[row["objective"]], period=row["quarter"],
        voice=TELLERS[row["teller"]], words=row["text"], agreed=True, disagrees="disagrees_with" in row,
    )  # fmt: skip


def _take_back(alliance: UUID, note: str) -> None:
    _do(alliance, RECORDER, take_back, note=UUID(note))


def _do(alliance: UUID, who: str, verb: Action[...], **arguments: Any) -> str:
    person = Person.objects.values_list("id", flat=True).get(email=f"{who}@marlhaven.example")
    return must(verb(Caller(alliance, person), **arguments)).ref


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZONE)


def _rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))
    return found
