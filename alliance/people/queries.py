"""What people see of their own accounts; here the viewer is the person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator

from alliance.people.models import Person, Token


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token without its secret."""

    id: int
    name: str
    made_at: datetime
    used_at: datetime | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account; `passkeys` counts them, `app` tells whether an authenticator app is set up."""

    person: UUID
    name: str
    email: str
    password: bool
    passkeys: int
    app: bool
    tokens: list[TokenLine]


def account(viewer: UUID) -> Account:
    """One's own account. Three queries."""
    person = Person.objects.get(id=viewer)
    kinds = list(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    rows = Token.objects.filter(person=person).order_by("-made_at", "-id")
    tokens = [TokenLine(row.id, row.name, row.made_at, row.used_at, row.expires_at) for row in rows]
    return Account(
        person.id, person.name, person.email, person.has_usable_password(),
        kinds.count(Authenticator.Type.WEBAUTHN), Authenticator.Type.TOTP in kinds, tokens,
    )  # fmt: skip
