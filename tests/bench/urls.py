"""The project's addresses, and one page with an empty body to measure against."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.contract.pages import enter
from alliance.urls import urlpatterns as ours
from tests.bench.peers.models import Plain


def empty(request: HttpRequest, slug: str) -> HttpResponse:
    """A signed-in page of an alliance that says nothing."""
    enter(request, slug)
    return render(request, "layout.html")


@csrf_exempt
@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """A POST that inserts one row, and asks nobody's right."""
    Plain.objects.create(code="O1", title=request.POST["title"], good="Your own front door.")
    return HttpResponse(status=201)


class Signed(APIView):
    """The same POST, by somebody who signs in with a token as each vote's sender does."""

    def post(self, request: Request) -> Response:
        """Insert the row."""
        Plain.objects.create(code="O1", title=request.data["title"], good="Your own front door.")
        return Response(status=201)


urlpatterns = [
    path("signed/", Signed.as_view(), name="signed"),
    path("bare/", bare, name="bare"),
    path("empty/<slug:slug>/", empty, name="empty"),
    *ours,
]
