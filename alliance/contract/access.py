"""One truth for rights: roles map to permissions in the wings' tables, and membership is one join. And the day where an alliance is."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from alliance.calendar.rules import day_of
from alliance.contract.models import Affiliation, Alliance, Mandate, Membership, Organisation
from alliance.door import clock
from alliance.door.access import Viewer, outsider
from alliance.door.action import Act, Needs
from alliance.door.refusals import NotFound, Refused, denied
from alliance.ledger import sql
from alliance.ledger.prepared import Prepared
from alliance.wings import registry

MEMBER, ASSOCIATE, TEAM, VOTER, OBSERVER = "member", "associate", "team", "voter", "observer"
ROLES = {
    "manager": "Alliance manager",
    "data_lead": "Data lead",
    "facilitator": "Facilitator",
    "observer": "Observer",
}


def _at(at: datetime) -> Q:
    return (
        Q(starts_at__lte=at)
        & (Q(ends_at=None) | Q(ends_at__gt=at))
        & (Q(revoked_at=None) | Q(revoked_at__gt=at))
    )


def mandates(alliance: UUID, at: datetime) -> list[Mandate]:
    """Every mandate in force in the alliance at the instant `at`."""
    return list(Mandate.objects.filter(_at(at), org__alliance=alliance))


def voices(alliance: UUID, person: UUID | None, at: datetime) -> frozenset[UUID]:
    """The organisations of the alliance for which this person holds a mandate at the instant `at`."""
    return frozenset(_voices.rows(alliance=alliance, person=person, at=at))


_voices: Prepared[UUID] = Prepared(
    lambda alliance, person, at: Mandate.objects.filter(
        _at(at), org__alliance=alliance, person_id=person
    ).values_list("org_id", flat=True),
    alliance=UUID(int=1), person=UUID(int=2), at=datetime(1, 1, 2, tzinfo=UTC),
)  # fmt: skip


def enter(person: UUID, slug: str) -> Viewer:
    """This person inside the alliance `slug`; NotFound where the person has no place in it. Two queries."""
    places = _places.rows(person=person, slug=slug)
    if not places:
        raise NotFound
    alliance, name, person_name, email, _org = places[0]
    words = standing(alliance, person, clock.now())
    return Viewer(
        person=person, alliance=alliance, slug=slug, alliance_name=name, person_name=person_name or email,
        orgs=frozenset(place[-1] for place in places if place[-1]), member=MEMBER in words, permissions=rights(words),
    )  # fmt: skip


_places: Prepared[tuple[Any, ...]] = Prepared(
    lambda person, slug: Affiliation.objects.filter(
        person_id=person, until=None, org__left_at=None, alliance__slug=slug
    ).values_list("alliance_id", "alliance__name", "person__name", "person__email", "org_id"),
    person=UUID(int=1), slug="slug",
)  # fmt: skip


def standing(alliance: UUID, person: UUID, at: datetime) -> frozenset[str]:
    """The words by which the table of permissions knows this person: member, associate, team, voter and role names."""
    words = {row[0] for row in sql.rows(_STANDING, {"alliance": alliance, "person": person, "at": at})}
    return frozenset(words) if words & {MEMBER, ASSOCIATE, TEAM} else frozenset()


_STANDING = """
SELECT COALESCE(o.membership, 'team') FROM alliance_affiliation a LEFT JOIN alliance_organisation o ON o.id = a.org_id
WHERE a.alliance_id = %(alliance)s AND a.person_id = %(person)s AND a.until IS NULL AND o.left_at IS NULL
UNION SELECT r.name FROM alliance_role r WHERE r.alliance_id = %(alliance)s AND r.person_id = %(person)s AND r.ended_at IS NULL
UNION SELECT 'voter' FROM alliance_mandate m JOIN alliance_organisation v ON v.id = m.org_id
WHERE v.alliance_id = %(alliance)s AND m.person_id = %(person)s AND m.starts_at <= %(at)s
AND (m.ends_at IS NULL OR m.ends_at > %(at)s) AND (m.revoked_at IS NULL OR m.revoked_at > %(at)s)"""


def rights(words: Iterable[str]) -> frozenset[str]:
    """What somebody known by these words may do.

    An observer is heard and never acts: a place in a member or in the team gives an observer no right by itself.
    """
    known = frozenset(words)
    acting = known - {MEMBER, TEAM} if OBSERVER in known else known
    return frozenset().union(*(registry.permissions(word) for word in acting))


def permission(name: str, what: str) -> Needs:
    """A door predicate: somebody's roles allow `name`; else the refusal says that they may not `what`."""

    def needs(act: Act, arguments: Mapping[str, Any]) -> Refused | None:
        return None if may(act.alliance, act.by, name, act.at) else outsider(what)

    return needs


def may(alliance: UUID, person: UUID | None, name: str, at: datetime) -> bool:
    """Whether a role of this person allows `name` at the instant `at`; the system may."""
    return person is None or name in rights(standing(alliance, person, at))


def anyone_inside(act: Act, arguments: Mapping[str, Any]) -> Refused | None:
    """A door predicate: any person of the alliance. What else must hold, the rules of the room say."""
    if act.by is None or standing(act.alliance, act.by, act.at):
        return None
    return denied("outside", "You have no place in this alliance.")


def members(alliance: UUID, at: datetime | None = None) -> QuerySet[Organisation]:
    """The organisations that have a vote, in charter order: now, or at the instant `at`."""
    found = Organisation.objects.filter(alliance_id=alliance, membership=Membership.MEMBER)
    if at is None:
        return found.filter(left_at=None)
    return found.filter(Q(left_at=None) | Q(left_at__gt=at), joined_at__lte=at)


def acts_for(alliance: UUID, person: UUID) -> list[Organisation]:
    """The organisations this person belongs to now, in charter order."""
    return list(
        Organisation.objects.filter(
            alliance_id=alliance, left_at=None, affiliations__person_id=person, affiliations__until=None
        ).distinct()
    )


def local_day(alliance: UUID, at: datetime) -> date:
    """The day that it is where the alliance is, at this instant. One query."""
    return day_of(at, Alliance.objects.values_list("zone", flat=True).get(id=alliance))
