"""The count in every page's menu."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from alliance.notices import queries


def unseen(request: HttpRequest) -> dict[str, Any]:
    """`unseen_notices`, counted only where a page shows it: one query."""
    person = getattr(getattr(request, "user", None), "pk", None)
    return {"unseen_notices": SimpleLazyObject(lambda: _count(person))}


def _count(person: object) -> int:
    return queries.unseen(person) if isinstance(person, UUID) else 0
