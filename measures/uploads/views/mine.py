"""One's own exact figures, for one's own organisation alone: each with its file, its cell, and what others see of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.pages import page
from alliance.door.refusals import Refused
from measures.uploads import queries
from measures.uploads.forms import MineAddress


@require_safe
def my_data(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own exact figures of a period, each with its cell and beside what others see; as a release has it where one is named."""
    found = queries.my_data(enter(request, slug), **MineAddress(request.GET).asked())
    if isinstance(found, Refused):
        back = reverse("uploads", args=[slug])
        return render(request, "refused.html", {"refused": found, "back": back}, status=found.status)
    return page(request, "measures/uploads/mine/all.html", {"data": found})


@require_safe
def figure(request: HttpRequest, slug: str, atom: UUID) -> HttpResponse:
    """One figure: its cells, its versions, and every published figure that rests on it."""
    found = queries.lineage(enter(request, slug), atom)
    return page(request, "measures/uploads/mine/figure.html", {"figure": found})


@require_safe
def file(request: HttpRequest, slug: str, period: str, number: int) -> HttpResponse:
    """A file version, and what it changed."""
    found = queries.file_version(enter(request, slug), period, number)
    return page(request, "measures/uploads/mine/file.html", {"file": found})
