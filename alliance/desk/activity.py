"""The log in plain words: what happened lately, as any member of the alliance may read it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from alliance.contract.access import ROLES
from alliance.ledger.event import Event


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the list; `who` is the organisation that acted, "" for the system."""

    at: datetime
    title: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called: people, their organisation, organisations, and decisions by the proposal's id."""

    people: Mapping[UUID, str] = field(default_factory=dict)
    orgs: Mapping[UUID, str] = field(default_factory=dict)
    placed: Mapping[UUID, str] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)

    def person(self, event: Event) -> str:
        """The person whom the event is about."""
        return self.people.get(UUID(event.body["person"]), "Somebody")

    def org(self, event: Event) -> str:
        """The organisation that the event is about."""
        return (
            self.orgs.get(UUID(event.body["org"]), "An organisation")
            if "org" in event.body
            else "the alliance’s own team"
        )

    def decision(self, event: Event) -> str:
        """The number by which everybody knows the proposal."""
        return self.decisions.get(event.body["proposal"], "A proposal")


Texts = Mapping[str, str]
Say = Callable[[Event, Texts, Names], str]
RESULTS = {
    "carried": "carried", "not_carried": "not carried", "not_reached": "no agreement reached",
    "reserved_decided": "decided by the member it is reserved to", "refer": "referred to the members’ boards",
    "withdrawn": "withdrawn", "adjourned": "adjourned",
}  # fmt: skip


def _cited(event: Event) -> str:
    return f" by {event.body['decision']}" if event.body.get("decision") else ""


def _joined(event: Event, texts: Texts, names: Names) -> str:
    side = event.body["side"]
    return f"{texts.get('name', 'An organisation')} joined as {'an' if side == 'associate' else 'a'} {side}"


def _granted(event: Event, texts: Texts, names: Names) -> str:
    role = event.body["role"]
    said = f"{names.person(event)} may cast the ballot of {names.org(event)}, as {role}{_cited(event)}"
    if "filled_by" not in event.body:
        return said
    by = names.people.get(UUID(event.body["filled_by"]), "somebody")
    return f"{said}: {by} filled the empty seat from outside. {texts.get('reason', '(erased)')}"


def _ended(event: Event, texts: Texts, names: Names) -> str:
    if event.actor == event.body["person"]:
        return f"{names.person(event)} laid down a mandate for {names.org(event)}"
    return f"{names.person(event)}’s mandate for {names.org(event)} ended"


def _rulebook(event: Event, texts: Texts, names: Names) -> str:
    number = event.body["number"]
    return (
        f"Rule-book {number} was adopted{_cited(event)}"
        if number
        else "The default rule-book applies until you adopt your own"
    )


def _outcome(event: Event, texts: Texts, names: Names) -> str:
    return f"{names.decision(event)} ended: {RESULTS.get(event.body['result'], event.body['result'])}"


SAYINGS: Mapping[str, Say] = {
    "alliance.founded": lambda event, texts, names: "The alliance was founded",
    "member.joined": _joined,
    "member.left": lambda event, texts, names: f"{names.org(event)} left the alliance",
    "member.renamed": lambda event, texts, names: (
        f"An organisation is now called {texts.get('name', '(erased)')}"
    ),
    "person.joined": lambda event, texts, names: f"{names.person(event)} joined {names.org(event)}",
    "mandate.granted": _granted,
    "mandate.revoked": _ended,
    "role.given": lambda event, texts, names: (
        f"{names.person(event)} has a role: {ROLES.get(event.body['name'], event.body['name']).lower()}"
    ),
    "role.ended": lambda event, texts, names: f"A role of {names.person(event)} ended",
    "objective.set": lambda event, texts, names: (
        f"Objective {event.body['code']}: {texts.get('title', '(erased)')}"
    ),
    "objective.retired": lambda event, texts, names: "An objective was retired",
    "agreement.adopted": lambda event, texts, names: (
        f"Version {event.body['number']} of the agreement was adopted{_cited(event)}"
    ),
    "rulebook.adopted": _rulebook,
    "proposal.opened": lambda event, texts, names: (
        f"{names.decision(event)} opened: {texts.get('title', '(erased)')}"
    ),
    "proposal.amended": lambda event, texts, names: (
        f"{names.decision(event)} was amended; earlier votes no longer count"
    ),
    "deadline.moved": lambda event, texts, names: (
        f"{names.decision(event)} has more time: {texts.get('reason', '(erased)')}"
    ),
    "proposal.closed_early": lambda event, texts, names: (
        f"{names.decision(event)} was closed once everybody had voted"
    ),
    "proposal.withdrawn": lambda event, texts, names: f"{names.decision(event)} was withdrawn",
    "outcome.computed": _outcome,
}


def told(events: Iterable[Event], texts: Mapping[int, Texts], names: Names) -> list[Happening]:
    """Each event as a line, in the order given; a type without words is left out."""
    return [
        Happening(event.at, say(event, texts.get(event.seq, {}), names), _who(event, names))
        for event in events
        if (say := SAYINGS.get(event.type))
    ]


def _who(event: Event, names: Names) -> str:
    return "" if event.actor == "system" else names.placed.get(UUID(event.actor), "")
