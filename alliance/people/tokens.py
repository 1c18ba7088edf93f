"""Sign-in for programs: a bearer token of which only the hash is kept."""

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from alliance.door import clock
from alliance.ledger.prepared import Prepared
from alliance.people.models import Person, Token

LIFE = timedelta(days=365)
NOT_VALID = "This token is not valid, or has expired. Make a new one on your account page."


def digest(secret: str) -> str:
    """What is kept of a token: SHA-256 suffices, because a token has 256 random bits."""
    return sha256(secret.encode()).hexdigest()


def new_token(person: Person, name: str) -> str:
    """Make a token for `person` that lasts a year; its text is shown once and cannot be read again."""
    secret = secrets.token_urlsafe(32)
    now = clock.now()
    Token.objects.create(person=person, name=name, digest=digest(secret), made_at=now, expires_at=now + LIFE)
    return secret


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <token>`."""

    keyword = b"bearer"

    def authenticate(self, request: Request) -> tuple[Person, int] | None:
        """The token's person and its key; None where the request has no bearer token."""
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != self.keyword:
            return None
        if len(parts) != 2:
            raise AuthenticationFailed(NOT_VALID)
        return self._person(parts[1].decode("latin-1"))

    def _person(self, secret: str) -> tuple[Person, int]:
        now = clock.now()
        found = _valid.one(digest=digest(secret), now=now)
        if found is None:
            raise AuthenticationFailed(NOT_VALID)
        token, used_at, *held = found
        if used_at is None or now - used_at > timedelta(hours=1):
            Token.objects.filter(pk=token).update(used_at=now)
        return Person.from_db(DEFAULT_DB_ALIAS, _HELD, held), token

    def authenticate_header(self, request: Request) -> str:
        """What a 401 asks for."""
        return "Bearer"


_HELD = [field.attname for field in Person._meta.concrete_fields]
# The token and the whole of its person at once: each program asks this at each request
_valid: Prepared[tuple[Any, ...]] = Prepared(
    lambda digest, now: Token.objects.filter(digest=digest, expires_at__gt=now, person__is_active=True)
    .values_list("id", "used_at", *(f"person__{name}" for name in _HELD)),
    digest="digest", now=datetime(1, 1, 2, tzinfo=UTC),
)  # fmt: skip


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # the package has no types
    """How the API's description names this way of signing in."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """A bearer token in the Authorization header."""
        return {"type": "http", "scheme": "bearer"}
