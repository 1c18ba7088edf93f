"""Pages of gain and pain: how a result would be shared, and new terms."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.action import Done
from alliance.door.pages import caller, on, page, refuse
from alliance.door.refusals import NotFound, Refused
from risks.shares import actions, queries
from risks.shares.forms import TermsForm, TryForm
from risks.shares.shapes import WorkedShare


@require_safe
def shares(request: HttpRequest, slug: str) -> HttpResponse:
    """The terms, the sum worked through, and a figure to try."""
    viewer = enter(request, slug)
    form = TryForm(request.GET if "actual" in request.GET else None)
    found = _tried(viewer, form)
    return page(request, "risks/shares/shares.html", {"held": queries.shares(viewer), "tried": found}, form)


def adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """Put terms into force by a decision."""
    viewer = enter(request, slug)
    held = queries.shares(viewer)
    if not held.may_adopt:
        raise NotFound
    form = TermsForm(held, request.POST or None)
    if form.is_valid():
        answer = actions.adopt_terms(caller(request, viewer), **form.terms())
        if isinstance(answer, Done):
            return on(request, answer, "The new terms are in force.", reverse("shares", args=[slug]))
        refuse(form, answer)
    return page(request, "risks/shares/adopt.html", {"held": held}, form)


def _tried(viewer: Viewer, form: TryForm) -> WorkedShare | None:
    if not form.is_valid():
        return None
    found = queries.tried(viewer, form.cleaned_data["actual"])
    if isinstance(found, Refused):
        refuse(form, found)
        return None
    return found
