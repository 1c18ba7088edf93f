"""The register, one decision, and both on paper."""

from operator import attrgetter

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.decisions import queries
from alliance.decisions.forms import Filter
from alliance.decisions.reading.round_table import places
from alliance.door import clock
from alliance.door.pages import page, page_number
from alliance.links.queries import mentioned
from alliance.papers.queries import papers_of

HERE = "alliance/decisions/"
ON_PAPER = 2_000


@require_safe
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Every proposal, with filters."""
    viewer = enter(request, slug)
    form = Filter(queries.filters(viewer), request.GET)
    found = queries.register(viewer, number=page_number(request), **form.wanted())
    open_now = (
        []
        if request.GET
        else sorted((row for row in found if row.state == "open"), key=attrgetter("closes_at"))
    )
    return page(
        request,
        f"{HERE}register.html",
        {"decisions": found, "filter": form, "chips": form.chips(), "open_now": open_now},
    )


@require_safe
def printed(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole register, as filtered, on paper."""
    viewer = enter(request, slug)
    form = Filter(queries.filters(viewer), request.GET)
    found = queries.register(viewer, size=ON_PAPER, **form.wanted())
    return page(request, f"{HERE}print.html", {"decisions": found, "chips": form.chips(), "now": clock.now()})


@require_safe
def decision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One decision: votes, sum, wordings, story."""
    viewer = enter(request, slug)
    shown = queries.decision(viewer, number)
    told = {
        "page": shown, "places": places(shown.seats), "named": mentioned(viewer, shown),
        "papers": papers_of(viewer, shown.ref),
    }  # fmt: skip
    return page(request, f"{HERE}decision.html", told)
