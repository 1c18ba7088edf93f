"""How the invented alliances began: their partners, their people and their seats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from alliance.contract import rulebook, writes
from alliance.contract.actions import give_role, set_objective
from alliance.demo.tables import MARLHAVEN, QUILLFEN, rows
from alliance.demo.telling import ZONE, instant
from alliance.door.access import Caller
from alliance.door.action import Act, found_alliance, must
from alliance.people.models import Person
from alliance.wings.offers import Moment

FOUNDED = datetime(2024, 4, 1, 9, 0, tzinfo=ZONE)
OLD_MANAGER, NEW_MANAGER = "P02", "P01"
MANDATES = {"seat": "representative", "deputy": "deputy"}
KINDS = {
    "COU": "council", "ICB": "icb", "LAN": "charity", "TID": "social_enterprise", "MHT": "trust", "KIN": "charity",
    "PVC": "lived_experience", "FAI": "charity", "LRN": "learning_partner",
}  # fmt: skip
JOINS_LATER = "PVC"


@dataclass(frozen=True, slots=True)
class Beginning:
    """Whom and what the alliance `slug` began with: its tables, the instant `at` for a demo alive on a day, who manages
    and facilitates by number, and each organisation's kind where the table does not say it."""

    slug: str
    name: str
    at: Callable[[date], datetime]
    manager: str
    kinds: Mapping[str, str] = field(default_factory=dict)
    later: str = ""

    def rows(self, table: str) -> tuple[dict[str, str], ...]:
        """One of its tables."""
        return rows(table, self.slug)


FIRST = Beginning(MARLHAVEN, "Marlhaven Alliance", lambda today: FOUNDED, OLD_MANAGER, KINDS, JOINS_LATER)
SECOND = Beginning(QUILLFEN, "Quillfen Alliance", lambda today: instant(today, 225, 9), "Q1")


def accounts(password: str, of: Beginning = FIRST) -> dict[str, UUID]:
    """An account for each invented person, by the number in the table; one password serves them all."""
    hashed, made = make_password(password), {}
    for row in of.rows("people"):
        person = Person.objects.create(email=row["email"], name=row["name"], password=hashed)
        EmailAddress.objects.create(user=person, email=row["email"], verified=True, primary=True)
        made[row["id"]] = person.id
    return made


def found(people: dict[str, UUID], of: Beginning = FIRST) -> UUID:
    """Found the alliance as the system does: members, seats, roles and rule-book 0."""
    alliance = uuid4()

    def write(act: Act) -> str:
        act.log(
            "alliance.founded",
            {"alliance": str(alliance), "slug": of.slug, "zone": ZONE.key, "simulated": True},
            name=of.name,
        )
        writes.write_rulebook(act, rulebook.DEFAULTS)
        orgs = {row["code"]: _join(act, row, of) for row in of.rows("partners") if row["code"] != of.later}
        for row in of.rows("people"):
            if row["body"] != of.later:
                _seat(act, row, people[row["id"]], orgs.get(row["body"]), of)
        return str(alliance)

    found_alliance(alliance, origin=f"{of.slug}.example/log", simulated=True, by=None, write=write)
    return alliance


def _join(act: Act, row: dict[str, str], of: Beginning) -> UUID:
    day = date.fromisoformat(row["joined"]) if row["joined"] else None
    return writes.write_member(
        act, code=row["code"], name=row["name"], membership=row["membership"], side=row["side"] or "associate",
        kind=of.kinds.get(row["code"], row["kind"]),
        begins=datetime.combine(day, FOUNDED.timetz()).astimezone(UTC) if day else None,
    )  # fmt: skip


def _seat(act: Act, row: dict[str, str], person: UUID, org: UUID | None, of: Beginning) -> None:
    writes.write_person(act, person, org)
    if row["seat"] in MANDATES and org:
        writes.write_mandate(act, org, person, MANDATES[row["seat"]])
    for role in _roles(row, of):
        writes.write_role(act, person, role)


def _roles(row: dict[str, str], of: Beginning) -> list[str]:
    roles = ["manager", "facilitator"] if row["id"] == of.manager else []
    roles += ["data_lead"] if "sends the cohort sheet" in row["role"] else []
    return roles + (["observer"] if row["seat"] in {"observer", "learning partner", "citizen"} else [])


def moments(alliance: UUID, today: date) -> list[Moment]:
    """What Marlhaven's managers did to the contract: objectives with the vision, and the hand-over in July 2026."""
    people = {row["id"]: Person.objects.get(email=row["email"]).id for row in rows("people")}
    old = Caller(alliance, people[OLD_MANAGER])

    def objectives() -> None:
        for row in rows("objectives"):
            must(set_objective(old, title=row["title"], good=row["picture_of_good"]))

    def hand_over() -> None:
        for role in ("manager", "facilitator"):
            must(give_role(old, person=people[NEW_MANAGER], name=role))

    return [
        Moment(datetime(2024, 5, 14, 10, 0, tzinfo=ZONE), objectives),
        Moment(datetime(2026, 7, 20, 9, 0, tzinfo=ZONE), hand_over),
    ]
