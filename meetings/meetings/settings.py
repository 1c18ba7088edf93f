"""What a meeting takes from the contract: the alliance's clock, its rule-book in force and its members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alliance.calendar.rules import day_of
from alliance.contract.models import Alliance, Organisation, RuleBookVersion
from alliance.contract.rulebook import RuleBook, from_body
from alliance.door.refusals import Refused


@dataclass(frozen=True, slots=True)
class Ground:
    """What an alliance's meetings stand on: time zone, rule-book, members and the bodies in it now, and every name and side."""

    zone: str
    book: RuleBook
    members: tuple[UUID, ...]
    present: frozenset[UUID]
    names: dict[UUID, str]
    sides: dict[UUID, str]

    def day(self, at: datetime) -> date:
        """The day on which `at` falls here."""
        return day_of(at, self.zone)

    def counted(self, fixed: Sequence[str]) -> tuple[UUID, ...]:
        """The members that count at a meeting: those `fixed` when it was called to order, until then those of now."""
        return tuple(UUID(org) for org in fixed) or self.members


def ground(alliance: UUID) -> Ground:
    """The ground of `alliance` as it is now. Three queries."""
    zone = Alliance.objects.values_list("zone", flat=True).get(id=alliance)
    settings = (
        RuleBookVersion.objects.filter(alliance=alliance)
        .order_by("-number")
        .values_list("settings", flat=True)
    )
    orgs = list(Organisation.objects.filter(alliance=alliance))
    here = [org for org in orgs if org.left_at is None]
    members = tuple(org.id for org in here if org.membership == "member")
    names = {org.id: org.name for org in orgs}
    sides = {org.id: org.side for org in orgs}
    return Ground(zone, _book(settings[0]), members, frozenset(org.id for org in here), names, sides)


def _book(settings: dict[str, object]) -> RuleBook:
    book = from_body(settings)
    if isinstance(book, Refused):
        raise TypeError(f"The rule-book in force cannot be read: {book.sentence}")
    return book
