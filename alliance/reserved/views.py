"""The page of reserved powers, and its file."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.pages import page
from alliance.links.queries import mentioned
from alliance.reserved import queries
from alliance.reserved.file import meter_csv


@require_safe
def meter(request: HttpRequest, slug: str) -> HttpResponse:
    """Every use, and when."""
    viewer = enter(request, slug)
    found = queries.meter(viewer)
    return page(request, "alliance/reserved/meter.html", {"meter": found, "named": mentioned(viewer, found)})


@require_safe
def meter_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a file for spreadsheets."""
    found = queries.meter(enter(request, slug))
    answer = HttpResponse(meter_csv(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="reserved-powers.csv"'
    return answer
