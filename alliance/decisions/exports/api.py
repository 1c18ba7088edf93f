"""The register's files for programs: the same filters as the list, no pages."""

from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers as field
from rest_framework.request import Request
from rest_framework.views import APIView

from alliance.contract.pages import enter
from alliance.decisions.exports import answers, queries
from alliance.door.api import asked, documented
from frontend.sheets import XLSX


class WantedIn(field.Serializer[Any]):
    """Which decisions."""

    state = field.CharField(default="", max_length=24, help_text="A result, or open, in_force, ended.")
    matter = field.CharField(default="", max_length=40)
    proposer = field.CharField(default="", max_length=12, help_text="The code of an organisation.")
    objective = field.CharField(default="", max_length=12)
    text = field.CharField(default="", max_length=200, help_text="Words, each found from its beginning.")
    year = field.IntegerField(default=0, min_value=0, max_value=2999)
    on = field.DateField(default=None, allow_null=True, help_text="In force at the end of this day.")


class AsCsv(APIView):
    """The register as .csv."""

    @documented(
        ok=OpenApiTypes.BINARY, media="text/csv", summary="The register as .csv", parameters=[WantedIn]
    )
    def get(self, request: Request, slug: str) -> StreamingHttpResponse:
        """Row by row."""
        viewer = enter(request, slug)
        return answers.as_csv(slug, queries.export(viewer, **asked(WantedIn, request)))


class AsXlsx(APIView):
    """The register as .xlsx."""

    @documented(ok=OpenApiTypes.BINARY, media=XLSX, summary="The register as .xlsx", parameters=[WantedIn])
    def get(self, request: Request, slug: str) -> FileResponse:
        """A workbook."""
        viewer = enter(request, slug)
        return answers.as_xlsx(slug, queries.export(viewer, **asked(WantedIn, request)))
