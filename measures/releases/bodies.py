"""Which body a person seals for: one rule for the door, the pages and the notices."""

from collections.abc import Mapping
from uuid import UUID

from alliance.contract.models import Affiliation


def bodies(alliance: UUID, person: UUID | None = None) -> Mapping[UUID, UUID | None]:
    """Everybody with a place in the alliance (or this `person` alone) with the first of their bodies in charter order;
    None is the alliance's own team. One query.
    """
    places = Affiliation.objects.filter(alliance=alliance, until=None, org__left_at=None)
    places = places.filter(person=person) if person else places
    found: dict[UUID, UUID | None] = {}
    for one, org in places.order_by("-org__position").values_list("person_id", "org_id"):
        found[one] = org or found.get(one)
    return found


def body_of(alliance: UUID, person: UUID) -> UUID | None:
    """The body that a person stands for, None the alliance's own team. One query."""
    return bodies(alliance, person).get(person)
