"""Pages of the ledger of limits: what was recorded, and recording a step."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.action import Done
from alliance.door.pages import caller, on, page, refuse
from alliance.links.queries import mentioned
from measures.limits import queries
from measures.limits.actions import record_step
from measures.limits.forms import Recording
from measures.plan.reading import ALLIANCE_VIEW


@require_safe
def ledger(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Every step that moved the limits of a measure in one view."""
    viewer = enter(request, slug)
    found = queries.ledger(viewer, code, _view(request))
    named = mentioned(viewer, [f"{each.reason} ({each.cites})" for each in found.steps])
    return page(request, "measures/limits/ledger.html", {"ledger": found, "named": named})


def record(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Record a step."""
    viewer = enter(request, slug)
    found = queries.ledger(viewer, code, _view(request))
    form = Recording(queries.choices(viewer, code), request.POST or None)
    if form.is_valid():
        answer = record_step(caller(request, viewer), measure=code, view=found.view.code, **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, "The step is recorded. The chart follows it.", _back(slug, found))
        refuse(form, answer)
    return page(request, "measures/limits/record.html", {"ledger": found}, form)


def _view(request: HttpRequest) -> str:
    return request.GET.get("view") or ALLIANCE_VIEW


def _back(slug: str, found: queries.Ledger) -> str:
    return f"{reverse('measure_limits', args=[slug, found.code])}?{urlencode({'view': found.view.code})}"
