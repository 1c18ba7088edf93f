"""The furniture around every page: who is signed in, in which alliance, and where one can go."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from alliance.desk.queries import Place
from alliance.door.access import Viewer
from alliance.wings import registry


def furniture(request: HttpRequest) -> dict[str, Any]:
    """`site_nav`, `alliance_name` and `person_name` for the layout; no query of its own."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "viewer": viewer,
        "alliance_name": viewer.alliance_name if viewer else "",
        "person_name": str(user) if signed_in else "",
        "site_nav": _nav(request.path, viewer.slug) if viewer else [],
    }


def only_place(places: Sequence[Place]) -> dict[str, Any]:
    """On the home page of somebody who has one alliance alone: its name and its places, as on its own pages."""
    if len(places) != 1:
        return {}
    return {"alliance_name": places[0].name, "site_nav": _nav("", places[0].slug)}


def _nav(path: str, slug: str) -> list[dict[str, Any]]:
    places = [(item.label, reverse(item.url, args=[slug])) for item in registry.nav()]
    here = max((url for _, url in places if path.startswith(url)), key=len, default="")
    return [{"label": label, "url": url, "current": url == here} for label, url in places]
