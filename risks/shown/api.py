"""The log's files and drawings for programs: the same filters as the list."""

from django.http import FileResponse, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request
from rest_framework.views import APIView

from alliance.contract.pages import enter, reads
from alliance.door.api import asked, documented
from frontend.sheets import XLSX
from risks.register.api import RisksIn
from risks.shown import answers, queries


class LogAsCsv(APIView):
    """The log as .csv, without pages."""

    @documented(
        ok=OpenApiTypes.BINARY, media="text/csv", summary="The log of risks as .csv", parameters=[RisksIn]
    )
    def get(self, request: Request, slug: str) -> StreamingHttpResponse:
        """The matrix version and the date stand in each row."""
        return answers.as_csv(slug, queries.log(enter(request, slug), **_wanted(request)))


class LogAsXlsx(APIView):
    """The log as .xlsx, without pages."""

    @documented(ok=OpenApiTypes.BINARY, media=XLSX, summary="The log of risks as .xlsx", parameters=[RisksIn])
    def get(self, request: Request, slug: str) -> FileResponse:
        """A workbook."""
        return answers.as_xlsx(slug, queries.log(enter(request, slug), **_wanted(request)))


class Bowtie(APIView):
    """Causes, event, effects, and what must be true between them."""

    get = reads(queries.bowtie, "One risk as a bow-tie")


def _wanted(request: Request) -> dict[str, object]:
    return {name: value for name, value in asked(RisksIn, request).items() if name != "number"}
