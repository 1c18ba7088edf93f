"""Pages of the common dashboard; each is complete without a script."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.pages import page
from alliance.door.refusals import NotFound
from frontend.charts.csv import csv_bytes
from measures.dashboards import queries
from measures.dashboards.forms import Address, Filter


@require_safe
def dashboard(request: HttpRequest, slug: str) -> HttpResponse:
    """Every measure, the alliance first, then each partner and declared view."""
    board = queries.dashboard(enter(request, slug))
    return page(request, "measures/dashboards/dashboard.html", {"board": board})


@require_safe
def measure(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One measure in the view and the periods that the address names."""
    asked = Address(request.GET).asked()
    found = queries.measure(enter(request, slug), code, asked)
    chosen = Filter(found, request.GET or None, initial={"view": asked.view})
    query = urlencode(_query(found))
    downloads = [("The numbers (CSV)", f"{reverse('measure_csv', args=[slug, code])}?{query}")]
    context = {"page": found, "filter": chosen, "downloads": downloads, "permalink": f"?{query}"}
    return page(request, "measures/dashboards/measure.html", context)


@require_safe
def measure_csv(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The same figures as a file that no spreadsheet takes for formulas."""
    found = queries.measure(enter(request, slug), code, Address(request.GET).asked())
    if found.panel is None:
        raise NotFound
    answer = HttpResponse(csv_bytes(found.panel.chart), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.panel.chart.id}.csv"'
    return answer


def _query(found: queries.Page) -> dict[str, str]:
    """The whole state of the page: view, span and release, so that the link shows the same for ever."""
    asked = found.asked
    state = {
        "view": asked.view,
        "first": asked.first,
        "last": asked.last,
        "release": str(found.release or ""),
    }
    return {name: word for name, word in state.items() if word}
