"""How Marlhaven began: its partners, its people and their seats, on 1 April 2024."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from alliance.contract import rulebook, writes
from alliance.contract.actions import give_role, set_objective
from alliance.demo.tables import rows
from alliance.door.access import Caller
from alliance.door.action import Act, found_alliance, must
from alliance.people.models import Person
from alliance.wings.offers import Moment

ZONE = ZoneInfo("Europe/London")
FOUNDED = datetime(2024, 4, 1, 9, 0, tzinfo=ZONE)
NAME, SLUG, ORIGIN = "Marlhaven Alliance", "marlhaven", "marlhaven.example/log"
OLD_MANAGER, NEW_MANAGER = "P02", "P01"
MANDATES = {"seat": "representative", "deputy": "deputy"}
KINDS = {
    "COU": "council", "ICB": "icb", "LAN": "charity", "TID": "social_enterprise", "MHT": "trust", "KIN": "charity",
    "PVC": "lived_experience", "FAI": "charity", "LRN": "learning_partner",
}  # fmt: skip
JOINS_LATER = "PVC"


def accounts(password: str) -> dict[str, UUID]:
    """An account for each invented person, by the number in the table; one password serves them all."""
    hashed, made = make_password(password), {}
    for row in rows("people"):
        person = Person.objects.create(email=row["email"], name=row["name"], password=hashed)
        EmailAddress.objects.create(user=person, email=row["email"], verified=True, primary=True)
        made[row["id"]] = person.id
    return made


def found(people: dict[str, UUID]) -> UUID:
    """Found the alliance as the system does: members, seats, roles and rule-book 0."""
    alliance = uuid4()

    def write(act: Act) -> str:
        act.log(
            "alliance.founded",
            {"alliance": str(alliance), "slug": SLUG, "zone": ZONE.key, "simulated": True},
            name=NAME,
        )
        writes.write_rulebook(act, rulebook.DEFAULTS)
        orgs = {row["code"]: _join(act, row) for row in rows("partners") if row["code"] != JOINS_LATER}
        for row in rows("people"):
            if row["body"] != JOINS_LATER:
                _seat(act, row, people[row["id"]], orgs.get(row["body"]))
        return str(alliance)

    found_alliance(alliance, origin=ORIGIN, simulated=True, by=None, write=write)
    return alliance


def _join(act: Act, row: dict[str, str]) -> UUID:
    begins = datetime.combine(date.fromisoformat(row["joined"]), FOUNDED.timetz()).astimezone(UTC)
    return writes.write_member(
        act, code=row["code"], name=row["name"], membership=row["membership"], side=row["side"] or "associate",
        kind=KINDS[row["code"]], begins=begins,
    )  # fmt: skip


def _seat(act: Act, row: dict[str, str], person: UUID, org: UUID | None) -> None:
    writes.write_person(act, person, org)
    if row["seat"] in MANDATES and org:
        writes.write_mandate(act, org, person, MANDATES[row["seat"]])
    for role in _roles(row):
        writes.write_role(act, person, role)


def _roles(row: dict[str, str]) -> list[str]:
    roles = ["manager", "facilitator"] if row["id"] == OLD_MANAGER else []
    roles += ["data_lead"] if "sends the cohort sheet" in row["role"] else []
    return roles + (["observer"] if row["seat"] in {"observer", "learning partner", "citizen"} else [])


def moments(alliance: UUID, today: date) -> list[Moment]:
    """What the managers did to the contract: objectives with the vision, and the hand-over in July 2026."""
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
