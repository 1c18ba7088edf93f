"""A deadlock’s log as its readers see it: the notes, the rungs with what was said on each, the story."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alliance.contract.models import Organisation
from alliance.deadlock.shapes import NoteLine, RungLine
from alliance.decisions.queries.issues import Deadlock
from alliance.decisions.reading.values import Told
from alliance.door.access import Viewer
from alliance.ladder.rules import Step, last_day
from alliance.ladder.words import RUNGS, lasts, time_left
from alliance.ledger import queries as ledger
from alliance.ledger.event import SYSTEM, Event
from alliance.people.models import Person

NOTED = "deadlock.noted"


@dataclass(frozen=True, slots=True)
class Story:
    """The events of a deadlock with their texts, and what people and organisations are called."""

    events: list[Event]
    texts: Mapping[int, Mapping[str, str]]
    names: Mapping[str, str]

    @classmethod
    def of(cls, viewer: Viewer, events: list[Event]) -> "Story":
        """The same with everything that it needs; three queries."""
        people = Person.objects.in_bulk({event.actor for event in events if event.actor != SYSTEM})
        orgs = Organisation.objects.filter(alliance_id=viewer.alliance).values_list("id", "name")
        names = {str(key): str(person) for key, person in people.items()} | {
            str(org): name for org, name in orgs
        }
        return cls(events, ledger.texts(viewer.alliance, [event.seq for event in events]), names)

    def notes(self) -> list[NoteLine]:
        """What was noted, in its order."""
        return [self._note(event) for event in self.events if event.type == NOTED]

    def history(self, refs: Mapping[str, str]) -> tuple[Told, ...]:
        """Every entry in plain words; `refs` are those of the rounds."""
        return tuple(
            Told(
                event.seq,
                event.at,
                self._title(event, refs),
                self.names.get(event.actor, "The register itself"),
            )
            for event in self.events
        )

    def _note(self, event: Event) -> NoteLine:
        body, said = event.body, self.texts.get(event.seq, {})
        org = body.get("org")
        return NoteLine(
            body["kind"], RUNGS[Step(body["step"])].name, UUID(org) if org else None, self.names.get(org or "", ""),
            said.get("helper", ""), said.get("text", ""), self.names.get(event.actor, ""), event.at,
        )  # fmt: skip

    def _title(self, event: Event, refs: Mapping[str, str]) -> str:
        body = event.body
        rounds = " and ".join(refs.get(one, "a round") for one in body.get("rounds", ()))
        words = {
            "deadlock.opened": f"It began: {rounds} ended without agreement",
            "deadlock.moved": f"It went on: {RUNGS[Step(body.get('step', 1))].name.lower()}",
            "deadlock.resolved": f"Resolved: {refs.get(body.get('proposal', ''), 'a proposal')} was carried",
            "deadlock.lapsed": "It came to its end; things stay as they are", NOTED: _NOTES.get(body.get("kind", ""), ""),
        }  # fmt: skip
        return words[event.type]


_NOTES = {
    "change": "A member said what would change its objection", "said": "A note of what was said",
    "helper": "Who helps was named",
}  # fmt: skip


def rung_lines(found: Deadlock, said: list[NoteLine], now: datetime) -> tuple[RungLine, ...]:
    """All six rungs, which one it is on, and what was noted on each by those who steered."""
    return tuple(_rung(found, step, said, now) for step in Step)


def _rung(found: Deadlock, step: Step, said: list[NoteLine], now: datetime) -> RungLine:
    here = next((one for one in found.reached if one.step is step), None)
    current = found.here.step is step and not found.here.resolved_by
    limit = here.limit if here and current and not here.vote else None
    return RungLine(
        int(step), RUNGS[step].name, RUNGS[step].purpose, lasts(step, found.limits),
        "now" if current else "past" if here else "ahead", here.since if here and not here.resolved_by else None,
        last_day(limit, found.zone) if limit else None, time_left(limit, now, found.zone) if limit else "",
        tuple(one for one in said if one.rung == RUNGS[step].name and one.kind != "change"),
    )  # fmt: skip
