"""Asking for a file, watching it being made, taking it away; all of it works without a script."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from alliance.contract.pages import enter
from alliance.door.pages import page
from alliance.door.refusals import Refused
from measures.dashboards.files import as_file
from measures.packs import actions, queries
from measures.packs.forms import Wish


@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Have a file made, or find the one that is there."""
    found = actions.ask_pack(enter(request, slug), **Wish(request.POST).wanted())
    if isinstance(found, Refused):
        return _refused(request, found, reverse("measures", args=[slug]))
    return HttpResponseRedirect(reverse("measures_pack", args=[slug, found]))


@require_safe
def pack(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """How far a file is; once it is there, where to take it."""
    found = queries.pack(enter(request, slug), id)
    if getattr(request, "htmx", False) and (found.ready or found.failed):
        return HttpResponseClientRefresh()
    return page(request, "measures/packs/pack.html", {"pack": found})


@require_safe
def pack_file(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """The file itself, where what it says still stands."""
    found = queries.pack_file(enter(request, slug), id)
    if isinstance(found, Refused):
        return _refused(request, found, reverse("measures", args=[slug]))
    return as_file(found.content, found.name, found.media)


def _refused(request: HttpRequest, refused: Refused, back: str) -> HttpResponse:
    return render(request, "refused.html", {"refused": refused, "back": back}, status=refused.status)
