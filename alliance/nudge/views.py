"""The page that says what the suggestions look for."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.pages import page
from alliance.nudge import queries


@require_safe
def nudges(request: HttpRequest, slug: str) -> HttpResponse:
    """Every rule with its question, and with sentences that it takes up and leaves alone."""
    viewer = enter(request, slug)
    return page(request, "alliance/nudge/nudges.html", {"categories": queries.categories(viewer)})
