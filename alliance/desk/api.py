"""Who am I, where am I, and what waits for me; and the description of everything that programs can do."""

from uuid import UUID

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.contract.pages import reads
from alliance.desk import queries
from alliance.desk.logbook import logbook
from alliance.door.api import Nothing, Paged, asked, documented, shown
from alliance.door.outputs import told


class Me(APIView):
    """The person who asks."""

    @documented(ok=told(queries.me), summary="Who you are, and what waits for you")
    def get(self, request: Request) -> Response:
        asked(Nothing, request)
        return Response(shown(queries.me(_me(request))))


class Alliances(APIView):
    """The alliances of the person who asks."""

    @documented(ok=told(queries.places), summary="Your alliances")
    def get(self, request: Request) -> Response:
        asked(Nothing, request)
        return Response(shown(queries.places(_me(request))))


def _me(request: Request) -> UUID:
    person = request.user.pk
    return person if isinstance(person, UUID) else UUID(int=0)


class LogIn(Paged):
    """Which page of the log, and what its entries are about."""

    kind = serializers.RegexField(
        r"^[a-z_]{0,40}$", default="", help_text="The first word of their types, such as vote."
    )


class Log(APIView):
    """The whole log."""

    get = reads(logbook, "The log: every entry, the newest first, with what proves it", ask=LogIn)


class Schema(SpectacularAPIView):
    """The OpenAPI document, for those who are signed in."""

    permission_classes = [IsAuthenticated]


class Docs(SpectacularSwaggerSplitView):
    """The same to read and to try, served from here alone."""

    permission_classes = [IsAuthenticated]
    template_name = "alliance/desk/swagger.html"
    url_name = "api_schema"
