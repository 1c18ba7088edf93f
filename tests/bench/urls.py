"""The project's addresses, and one page with an empty body to measure against."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from alliance.contract.pages import enter
from alliance.urls import urlpatterns as ours


def empty(request: HttpRequest, slug: str) -> HttpResponse:
    """A signed-in page of an alliance that says nothing."""
    enter(request, slug)
    return render(request, "layout.html")


urlpatterns = [path("empty/<slug:slug>/", empty, name="empty"), *ours]
