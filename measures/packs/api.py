"""Files for programs: the same wish, the same waiting and the same bytes as on the pages."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.contract.pages import enter, reads
from alliance.door.api import REFUSALS, Nothing, asked, refused, shown, valid
from alliance.door.outputs import answer
from alliance.door.refusals import Refused
from measures.dashboards import files
from measures.dashboards import queries as dashboards
from measures.dashboards.api import AskedIn
from measures.dashboards.kinds import PACKS
from measures.dashboards.shapes import Asked
from measures.packs import actions, queries
from measures.packs.queries import PackPage

LOCATION = OpenApiParameter(
    "Location", str, OpenApiParameter.HEADER, response=[202], description="Where to ask how far it is."
)


class PackIn(serializers.Serializer[Any]):
    """A kind of file, and what of the dashboard it shall show; an evidence packet shows all of one release."""

    kind = serializers.ChoiceField(choices=list(PACKS))
    view = serializers.CharField(default="alliance", max_length=80)
    first = serializers.CharField(default="", allow_blank=True, max_length=20)
    last = serializers.CharField(default="", allow_blank=True, max_length=20)
    release = serializers.IntegerField(default=None, allow_null=True, min_value=1, max_value=10_000_000)


class ExportIn(AskedIn):
    """A node of the lattice, a span of periods, and the kind of file."""

    file = serializers.ChoiceField(choices=[kind for kind, _ in files.KINDS], default="csv")


class Packs(APIView):
    """Having files made."""

    @extend_schema(
        request=PackIn, responses={202: answer(PackPage)} | REFUSALS, parameters=[LOCATION],
        summary="Have a board pack or an evidence packet made, or find the one that is there",
    )  # fmt: skip
    def post(self, request: Request, slug: str) -> Response:
        """It is made in the background, and kept for a day; ask at its own address how far it is."""
        viewer, given = enter(request, slug), valid(PackIn, request)
        found = actions.ask_pack(viewer, kind=given.pop("kind"), asked=Asked(**given))
        if isinstance(found, Refused):
            return refused(found)
        where = reverse("api_measures_pack", args=[slug, found])
        said = shown(queries.pack(viewer, found))
        return Response(said, status=status.HTTP_202_ACCEPTED, headers={"Location": where})


class PackOne(APIView):
    """One file."""

    get = reads(queries.pack, "How far a file is, and where its bytes are")


class PackBytes(APIView):
    """Its bytes."""

    @extend_schema(
        responses={(200, each.media): OpenApiTypes.BINARY for each in PACKS.values()} | REFUSALS,
        summary="The file, where what it says still stands",
    )  # fmt: skip
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Refused while it is being made, and where the dashboard has changed since."""
        viewer, _ = enter(request, slug), asked(Nothing, request)
        found = queries.pack_file(viewer, id)
        return (
            refused(found)
            if isinstance(found, Refused)
            else files.as_file(found.content, found.name, found.media)
        )


class Export(APIView):
    """The chart as a file."""

    @extend_schema(
        parameters=[ExportIn], summary="A measure's chart in one view as a file",
        responses={(200, media): OpenApiTypes.BINARY for media in files.MEDIA.values()} | REFUSALS,
    )  # fmt: skip
    def get(self, request: Request, slug: str, code: str) -> HttpResponse:
        """Its numbers, a workbook, a drawing or a picture: the same bytes as on the page."""
        viewer, given = enter(request, slug), asked(ExportIn, request)
        kind, where = given.pop("file"), reverse("measure", args=[slug, code])
        found = dashboards.measure(viewer, code, Asked(**given))
        return files.answer(files.of_page(found), kind, viewer, request.build_absolute_uri(where))
