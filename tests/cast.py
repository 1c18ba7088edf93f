"""The fixed cast: a small alliance of two commissioners and two providers, and the people around it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import factory

from alliance.contract import rulebook
from alliance.contract.access import enter
from alliance.door import clock
from alliance.door.access import Caller, Viewer
from alliance.door.action import Act, Done, found_alliance
from alliance.people.models import Person

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "a long enough pass phrase"


def done(answer: object) -> str:
    """The reference of what was done; a refusal fails the test, in its own words (it is not false by itself)."""
    assert isinstance(answer, Done), answer
    return answer.ref


class PersonFactory(factory.django.DjangoModelFactory):
    """An account; its e-mail is its first name."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.LazyAttribute(lambda made: f"{made.name.split()[0].lower()}{made.n}@cast.example")
    password = factory.django.Password(PASSWORD)

    class Params:
        n = factory.Sequence(lambda n: n)


@dataclass
class Cast:
    """Who stands on the stage: organisations by code, people by part."""

    alliance: UUID
    slug: str
    orgs: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def caller(self, part: str, key: str | None = None) -> Caller:
        """This person at the door."""
        return Caller(self.alliance, self.people[part].id, key)

    def viewer(self, part: str) -> Viewer:
        """This person inside the alliance."""
        return enter(self.people[part].id, self.slug)


Part = tuple[str, str | None, str, str]
Org = tuple[str, str, str, str, str]

# part: (name, organisation or None for the team, mandate, role)
PARTS: dict[str, Part] = {
    "council": ("Ada Commissioner", "COU", "representative", ""),
    "council_deputy": ("Bede Deputy", "COU", "deputy", ""),
    "icb": ("Cleo Commissioner", "ICB", "representative", ""),
    "homes": ("Dora Provider", "HOM", "representative", ""),
    "homes_data": ("Evan Datalead", "HOM", "", "data_lead"),
    "kin": ("Fay Provider", "KIN", "representative", ""),
    "kin_data": ("Gil Datalead", "KIN", "", "data_lead"),
    "manager": ("Hana Manager", None, "", "manager"),
    "facilitator": ("Ivo Facilitator", None, "", "facilitator"),
    "observer": ("Jude Observer", "VOX", "", "observer"),
}
ORGS = (
    ("COU", "Stonebridge Council", "member", "commissioner", "council"),
    ("ICB", "Four Rivers ICB", "member", "commissioner", "icb"),
    ("HOM", "Threshold Homes", "member", "provider", "charity"),
    ("KIN", "Kinfolk Centre", "member", "provider", "charity"),
    ("VOX", "Voices Together", "associate", "associate", "lived_experience"),
)


def build(
    slug: str = "stonebridge", at: datetime = START, more: Sequence[Org] = (), zone: str = "Europe/London"
) -> Cast:
    """Found the cast's alliance at the instant `at`, with rule-book 0, and `more` members, whose representatives have
    their code, in small letters, as their part."""
    cast = Cast(uuid4(), slug)
    parts = PARTS | {
        code.lower(): (f"{name.split()[0]} Provider", code, "representative", "") for code, name, *_ in more
    }
    for part, (name, *_rest) in parts.items():
        cast.people[part] = PersonFactory(name=name, email=f"{part}@{slug}.example")
    cast.people["stranger"] = PersonFactory(name="Kit Stranger", email=f"stranger@{slug}.example")
    with clock.simulated(at):
        found_alliance(
            cast.alliance,
            origin=f"{slug}.example/log",
            simulated=False,
            by=None,
            write=_write(cast, parts, (*ORGS, *more), zone),
        )
    return cast


def _write(cast: Cast, parts: Mapping[str, Part], orgs: Sequence[Org], zone: str) -> Callable[[Act], str]:
    def write(act: Act) -> str:
        alliance = {"alliance": str(cast.alliance)}
        act.log(
            "alliance.founded", alliance | {"slug": cast.slug, "zone": zone, "simulated": False},
            name=cast.slug.title(),
        )  # fmt: skip
        book = rulebook.DEFAULTS
        act.log(
            "rulebook.adopted",
            alliance | {"rulebook": str(uuid4()), "number": 0, "settings": rulebook.to_body(book),
                        "digest": rulebook.digest(book)},
        )  # fmt: skip
        for position, (code, name, membership, side, kind) in enumerate(orgs):
            cast.orgs[code] = uuid4()
            act.log(
                "member.joined",
                alliance | {"org": str(cast.orgs[code]), "code": code, "membership": membership, "side": side,
                            "kind": kind, "position": position},
                name=name,
            )  # fmt: skip
        for part, (_name, code, mandate, role) in parts.items():
            _seat(act, cast, cast.people[part], code, mandate, role)
        return str(cast.alliance)

    return write


def _seat(act: Act, cast: Cast, person: Person, code: str | None, mandate: str, role: str) -> None:
    who = {"alliance": str(cast.alliance), "person": str(person.id)}
    org = {"org": str(cast.orgs[code])} if code else {}
    act.log("person.joined", who | org | {"affiliation": str(uuid4())})
    if mandate:
        act.log("mandate.granted", org | {"person": str(person.id), "mandate": str(uuid4()), "role": mandate})
    if role:
        act.log("role.given", who | {"role": str(uuid4()), "name": role})


def clock_at(**later: float) -> AbstractContextManager[None]:
    """Let it be START and so much later."""
    return clock.simulated(START + timedelta(**later))
