"""Pages of the catalogue: every instrument, and each on a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.pages import page
from measures.instruments import queries


@require_safe
def catalogue(request: HttpRequest, slug: str) -> HttpResponse:
    """What others have made and proved, and what may not be held here."""
    found = queries.catalogue(enter(request, slug))
    return page(request, "measures/instruments/catalogue.html", {"catalogue": found})


@require_safe
def instrument(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """How one instrument is scored, what its licence allows, and what is not confirmed."""
    viewer = enter(request, slug)
    context = {"one": queries.instrument_page(viewer, id), "may_settle": viewer.may("plan.settle")}
    return page(request, "measures/instruments/instrument.html", context)
