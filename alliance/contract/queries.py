"""What can be seen of the contract: anybody inside the alliance sees all of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn, TypeVar
from uuid import UUID

from django.db.models import F

from alliance.contract import access, rulebook
from alliance.contract.actions import current_rulebook
from alliance.contract.models import (
    Affiliation,
    AgreementVersion,
    Alliance,
    Mandate,
    Membership,
    Objective,
    Organisation,
    Role,
    RuleBookVersion,
)
from alliance.contract.rules import Seat, leads
from alliance.contract.words.rulebook import Clause, MatterLine, clauses, matters
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound, Refused

TEAM = "The alliance’s own team"


@dataclass(frozen=True, slots=True)
class OrgLine:
    """An organisation of the contract; `votes` where it is a member, `voters` who holds its mandates now."""

    id: UUID
    code: str
    name: str
    side: str
    kind: str
    votes: bool
    joined_at: datetime
    left_at: datetime | None
    voters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A mandate, in force or over; `mine` where the viewer may end it, `alone` where its organisation has no other."""

    id: UUID
    org: UUID
    org_name: str
    person: UUID
    person_name: str
    role: str
    starts_at: datetime
    ends_at: datetime | None
    in_force: bool
    mine: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role that a person has or had."""

    id: UUID
    person: UUID
    person_name: str
    name: str
    label: str
    given_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person's place: an organisation, or the team where `org` is None."""

    person: UUID
    name: str
    org: UUID | None
    org_name: str
    votes: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """An objective in plain words, and what good looks like."""

    id: UUID
    code: str
    title: str
    good: str
    retired_at: datetime | None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the agreement's text; `decision` is the number of the decision that adopted it."""

    number: int
    decision: str
    adopted_at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True)
class RuleBookPage:
    """The rule-book in force in plain words, and when each version was adopted."""

    number: int
    digest: str
    decision: str
    adopted_at: datetime
    clauses: list[Clause]
    matters: list[MatterLine]
    versions: list[Version]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """The agreement at a glance; `zone` is the alliance's time zone."""

    name: str
    zone: str
    founded_at: datetime
    members: list[OrgLine]
    associates: list[OrgLine]
    objectives: list[ObjectiveLine]
    versions: list[Version]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Who is here, with their mandates and roles.

    `seats` are the people whom the viewer may give a mandate, `fills` how many of them from outside, into a seat that
    stands empty; `agreement` tells whether the rule-book asks for the team's agreement to a change of deputy.
    """

    zone: str
    people: list[PersonLine]
    mandates: list[MandateLine]
    roles: list[RoleLine]
    seats: list[PersonLine]
    fills: int
    agreement: bool


def agreement(viewer: Viewer) -> AgreementPage:
    """The members, the objectives and the agreement's versions."""
    home = _home(viewer)
    lines = orgs(viewer)
    return AgreementPage(
        home.name, home.zone, home.founded_at, [line for line in lines if line.votes and not line.left_at],
        [line for line in lines if not line.votes and not line.left_at], objectives(viewer), versions(viewer),
    )  # fmt: skip


def orgs(viewer: Viewer) -> list[OrgLine]:
    """Every organisation that is or was in the contract, in charter order. Two queries."""
    voters: dict[UUID, list[str]] = {}
    for mandate in mandates(viewer):
        if mandate.in_force:
            voters.setdefault(mandate.org, []).append(f"{mandate.person_name} ({mandate.role})")
    return [
        OrgLine(
            org.id, org.code, org.name, org.side, org.get_kind_display(), org.membership == Membership.MEMBER,
            org.joined_at, org.left_at, tuple(voters.get(org.id, ())),
        )
        for org in Organisation.objects.filter(alliance_id=viewer.alliance)
    ]  # fmt: skip


def mandates(viewer: Viewer) -> list[MandateLine]:
    """Every mandate, the ones in force first."""
    now = clock.now()
    found = Mandate.objects.filter(org__alliance=viewer.alliance).select_related("org", "person")
    rows = list(found.order_by("org__position", "starts_at", "-role", "id"))
    seats = [Seat(row.org_id, row.person_id, row.role) for row in rows if _in_force(row, now)]
    led, held = leads(seats, viewer.person), Counter(seat.org for seat in seats)
    lines = [
        _mandate(row, now, row.org_id in led or row.person_id == viewer.person, held[row.org_id] == 1)
        for row in rows
    ]
    return sorted(lines, key=lambda line: not line.in_force)


def _in_force(row: Mandate, now: datetime) -> bool:
    over = _end(row)
    return row.starts_at <= now and (over is None or over > now)


def _end(row: Mandate) -> datetime | None:
    return min((end for end in (row.ends_at, row.revoked_at) if end), default=None)


def _mandate(row: Mandate, now: datetime, mine: bool, alone: bool) -> MandateLine:
    force = _in_force(row, now)
    return MandateLine(
        row.id, row.org_id, row.org.name, row.person_id, str(row.person), row.role, row.starts_at, _end(row), force,
        mine and force, alone and force,
    )  # fmt: skip


def _manages(viewer: Viewer) -> bool:
    return viewer.may("role.give")


def roles(viewer: Viewer) -> list[RoleLine]:
    """Every role that is or was held."""
    found = (
        Role.objects.filter(alliance_id=viewer.alliance)
        .select_related("person")
        .order_by("given_at", "person__name", "id")
    )
    return [
        RoleLine(
            row.id, row.person_id, str(row.person), row.name, access.ROLES.get(row.name, row.name), row.given_at,
            row.ended_at,
        )
        for row in found
    ]  # fmt: skip


def places(viewer: Viewer) -> list[PersonLine]:
    """Everybody who has a place in the alliance now, by organisation."""
    found = Affiliation.objects.filter(alliance_id=viewer.alliance, until=None, org__left_at=None)
    rows = found.select_related("org", "person").order_by(
        F("org__position").asc(nulls_last=True), "person__name", "id"
    )
    return [
        PersonLine(
            row.person_id, str(row.person), row.org_id, row.org.name if row.org else TEAM,
            row.org is not None and row.org.membership == Membership.MEMBER, row.since,
        )
        for row in rows
    ]  # fmt: skip


def people(viewer: Viewer) -> PeoplePage:
    """People with mandates and roles, and whom the viewer may give a mandate."""
    here, held = places(viewer), mandates(viewer)
    led = leads([Seat(line.org, line.person, line.role) for line in held if line.in_force], viewer.person)
    spoken = {line.org for line in held if line.in_force}
    empty = [line for line in here if line.votes and _manages(viewer) and line.org not in spoken]
    seats = [line for line in here if line.org in led] + empty
    book = current_rulebook(viewer.alliance)
    return PeoplePage(
        _home(viewer).zone, here, held, roles(viewer), seats, len(empty),
        book.deputies and book.deputy_changes_need_agreement,
    )  # fmt: skip


def mandate(viewer: Viewer, wanted: UUID) -> MandateLine:
    """One mandate; NotFound where the alliance has none such."""
    return _one(mandates(viewer), wanted)


def role(viewer: Viewer, wanted: UUID) -> RoleLine:
    """One role; NotFound where the alliance has none such."""
    return _one(roles(viewer), wanted)


def objective(viewer: Viewer, wanted: UUID) -> ObjectiveLine:
    """One objective; NotFound where the alliance has none such."""
    return _one(objectives(viewer), wanted)


def objective_coded(viewer: Viewer, code: str) -> ObjectiveLine:
    """One objective by its code, such as O2."""
    return next((line for line in objectives(viewer) if line.code == code), None) or _nothing()


def _nothing() -> NoReturn:
    raise NotFound


Line = TypeVar("Line", MandateLine, RoleLine, ObjectiveLine)


def _one(lines: list[Line], wanted: UUID) -> Line:
    for line in lines:
        if line.id == wanted:
            return line
    _nothing()


def objectives(viewer: Viewer) -> list[ObjectiveLine]:
    """Every objective, the retired ones too."""
    rows = Objective.objects.filter(alliance_id=viewer.alliance)
    lines = [ObjectiveLine(row.id, row.code, row.title, row.good, row.retired_at) for row in rows]
    return sorted(lines, key=lambda line: (line.retired_at is not None, len(line.code), line.code))


def versions(viewer: Viewer) -> list[Version]:
    """The agreement's versions, the newest first."""
    rows = AgreementVersion.objects.filter(alliance_id=viewer.alliance).order_by("-number")
    return [Version(row.number, row.decision, row.adopted_at, row.text) for row in rows]


def rule_book(viewer: Viewer, number: int | None = None) -> RuleBookPage:
    """The rule-book in force, or version `number` of it."""
    rows = list(RuleBookVersion.objects.filter(alliance_id=viewer.alliance).order_by("-number"))
    chosen = next((row for row in rows if number is None or row.number == number), None)
    book = rulebook.from_body(chosen.settings) if chosen else None
    if chosen is None or book is None or isinstance(book, Refused):
        raise NotFound
    size = access.members(viewer.alliance).count()
    return RuleBookPage(
        chosen.number, chosen.digest, chosen.decision, chosen.adopted_at, clauses(book, size), matters(book),
        [Version(row.number, row.decision, row.adopted_at) for row in rows],
    )  # fmt: skip


def _home(viewer: Viewer) -> Alliance:
    return Alliance.objects.get(id=viewer.alliance)
