"""Pages of the common dashboard; each is complete without a script."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.pages import page
from measures.dashboards import files, queries
from measures.dashboards.compared import compared
from measures.dashboards.forms import Address, BoardAddress, Filter, Two, TwoAddress
from measures.dashboards.lineups import lineup


@require_safe
def dashboard(request: HttpRequest, slug: str) -> HttpResponse:
    """Every measure, the alliance first, then each partner and declared view."""
    address = BoardAddress(request.GET)
    asked = address.asked()
    board = queries.dashboard(enter(request, slug), asked)
    chosen = Filter(board, request.GET or None, initial={"view": asked.view})
    context = {
        "board": board,
        "filter": chosen,
        "packs": files.packs(),
        "query": address.query(),
        "asked": asked,
    }
    return page(request, "measures/dashboards/dashboard.html", context)


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two releases side by side."""
    found = compared(enter(request, slug), **TwoAddress(request.GET).asked())
    context = {"compared": found, "filter": Two(found)}
    return page(request, "measures/dashboards/compare.html", context)


@require_safe
def measure(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One measure in the view and the periods that the address names."""
    asked = Address(request.GET).asked()
    found = queries.measure(enter(request, slug), code, asked)
    chosen = Filter(found, request.GET or None, initial={"view": asked.view})
    query = urlencode(found.state)
    downloads = [
        (label, f"{reverse('measure_file', args=[slug, code, kind])}?{query}") for kind, label in files.KINDS
    ]
    context = {"page": found, "filter": chosen, "downloads": downloads, "permalink": f"?{query}"}
    return page(request, "measures/dashboards/measure.html", context)


@require_safe
def line_up(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The real series among nineteen shuffles; which one it is, only when somebody asks."""
    asked, tell = Address(request.GET).asked(), request.GET.get("tell") == "yes"
    found = lineup(enter(request, slug), code, asked.view, tell=tell)
    return page(request, "measures/dashboards/lineup.html", {"page": found})


@require_safe
def measure_file(request: HttpRequest, slug: str, code: str, kind: str) -> HttpResponse:
    """The same chart as a file: its numbers, a workbook, a drawing or a picture."""
    viewer = enter(request, slug)
    found = queries.measure(viewer, code, Address(request.GET).asked())
    return files.answer(
        found, kind, viewer, request.build_absolute_uri(reverse("measure", args=[slug, code]))
    )
