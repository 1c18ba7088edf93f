"""Who speaks for an organisation about minutes: a member's mandated people, and anyone of an associate."""

from datetime import datetime
from uuid import UUID

from alliance.contract.access import acts_for, mandates
from alliance.contract.models import Membership


def voices(alliance: UUID, person: UUID | None, at: datetime) -> frozenset[UUID]:
    """The organisations that this person speaks for at the instant `at`. Two queries."""
    if person is None:
        return frozenset()
    held = {one.org_id for one in mandates(alliance, at) if one.person_id == person}
    own = {org.id for org in acts_for(alliance, person) if org.membership == Membership.ASSOCIATE}
    return frozenset(held | own)
