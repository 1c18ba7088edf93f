"""Pages of licences: which are held and until when, and noting one."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.action import Done
from alliance.door.pages import caller, on, page, refuse
from measures.licences import queries
from measures.licences.actions import note_licence
from measures.licences.forms import Noting


@require_safe
def licences(request: HttpRequest, slug: str) -> HttpResponse:
    """Which licences are held, and until when."""
    found = queries.licences(enter(request, slug))
    return page(request, "measures/licences/licences.html", {"licences": found})


def note(request: HttpRequest, slug: str) -> HttpResponse:
    """Note that a licence is held."""
    viewer = enter(request, slug)
    form = Noting(queries.offered(viewer), request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        answer = note_licence(caller(request, viewer), **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, "The licence is noted.", reverse("licences", args=[slug]))
        refuse(form, answer)
    return page(request, "measures/licences/note.html", {}, form)
