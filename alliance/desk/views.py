"""The front desk's pages."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alliance.contract.pages import enter
from alliance.desk import forms, queries
from alliance.desk.context import only_place
from alliance.desk.health import reaches_database
from alliance.desk.logbook import logbook
from alliance.door.pages import page_number


def home(request: HttpRequest) -> HttpResponse:
    """What waits for me? On a machine that several use, nothing of it is left behind."""
    person = request.user.pk
    page = queries.home(person if isinstance(person, UUID) else UUID(int=0))
    return render(request, "alliance/desk/home.html", {"page": page, **only_place(page.places)})


def front(request: HttpRequest, slug: str) -> HttpResponse:
    """One alliance: what waits here, what it is for, what happened lately."""
    page = queries.front(enter(request, slug))
    return render(request, "alliance/desk/front.html", {"page": page})


def log(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole log, page by page."""
    viewer = enter(request, slug)
    form = forms.Filter(request.GET)
    told = {"log": logbook(viewer, number=page_number(request), **form.wanted()), "filter": form}
    return render(request, "alliance/desk/log.html", told)


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """The process reaches its database."""
    reaches_database()
    return HttpResponse("ready", content_type="text/plain")
