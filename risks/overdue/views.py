"""The page of what is late."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.pages import page
from risks.overdue import queries


@require_safe
def overdue(request: HttpRequest, slug: str) -> HttpResponse:
    """What is late, by level and then by days; and where a score may no longer fit."""
    viewer = enter(request, slug)
    return page(
        request,
        "risks/overdue/overdue.html",
        {"late": queries.overdue(viewer), "again": queries.score_again(viewer)},
    )
