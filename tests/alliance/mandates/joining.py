"""Somebody more in an organisation of the cast, or in its team."""

from uuid import UUID, uuid4

from alliance.door.access import Caller
from alliance.door.action import Done
from alliance.invitations import actions
from alliance.invitations.letters import link_of
from alliance.people.models import Person
from tests.cast import Cast


def joined(cast: Cast, part: str, code: str | None) -> None:
    """A colleague whom the organisation's representative invited, or the manager into the team, and who came."""
    by = {"COU": "council", "ICB": "icb", "HOM": "homes", "KIN": "kin", None: "manager"}[code]
    told = {"email": f"{part}@{cast.slug}.example", "name": part.title(), "role": "colleague"}
    letter = actions.invite(cast.caller(by), org=cast.orgs[code] if code else None, **told)
    assert isinstance(letter, Done), letter
    came = actions.accept(Caller(cast.alliance, uuid4()), link=link_of(UUID(letter.ref)), name=part.title())
    assert isinstance(came, Done), came
    cast.people[part] = Person.objects.get(id=came.ref)
